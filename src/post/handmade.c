/* SPDX-License-Identifier: MIT */
#include "post/handmade.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"

/* What stands on top of the source of a site or a program, and not of a folder of texts. */
bool handmade_is(struct data *data, const char *path)
{
	static const char *const marks[] = {
		"package.json",     "Gemfile",        "requirements.txt", "pyproject.toml",
		"manage.py",        "setup.py",       "Cargo.toml",       "go.mod",
		"composer.json",    "conf.py",        "mkdocs.yml",       "book.toml",
		"gatsby-config.js", "next.config.js", "next.config.mjs",  "nuxt.config.ts",
		"svelte.config.js", "vite.config.ts", "vite.config.js",   "CNAME",
		"netlify.toml",     "vercel.json",    "deno.json",        "Package.swift",
		"config.rb",        "quarto.yml",     "_quarto.yml",      "config.yml",
	};

	(void)data;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (str_equal(path, marks[i]))
			return true;
	}
	return false;
}

void handmade_read(struct settings *settings)
{
	const char *homepage = value_text(settings_values(settings, "package.json"), "homepage");

	settings_set_address(settings, homepage);
}

/* Nobody says how the pages are called. */
void handmade_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *written = value_text(page->front, "permalink");

	(void)settings;
	if (!written)
		written = value_text(page->front, "url");
	if (written && *written == '/')
		str_text(out, written);
}
