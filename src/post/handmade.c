/* SPDX-License-Identifier: MIT */
#include "post/handmade.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "post/discover.h"
#include "post/language.h"

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

/* Whether a page of the site's program shows what lies in that folder: app/news/[slug]/page.tsx. */
static bool has_route(const struct settings *settings, const char *folder, size_t len)
{
	const struct tree *tree = settings->data->tree;

	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *at = tree->entries[i].path;

		while ((at = strstr(at, "/["))) {
			const char *start = at;

			while (start > tree->entries[i].path && start[-1] != '/')
				start--;
			if ((size_t)(at - start) == len && strncmp(start, folder, len) == 0)
				return true;
			at++;
		}
	}
	return false;
}

/* Nobody says how the pages are called, but the site's program may have one for all posts of a
 * folder. */
void handmade_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *written = value_text(page->front, "permalink"), *at = page->path, *slash;
	char *name;

	if (!written)
		written = value_text(page->front, "url");
	if (written && *written == '/')
		str_text(out, written);
	for (; !out->len && (slash = strchr(at, '/')); at = slash + 1) {
		size_t len = (size_t)(slash - at);

		if (!discover_is_news_folder(at, len) || !has_route(settings, at, len))
			continue;
		name = permalink_name(page->path, true);
		name[strlen(name) - language_suffix(settings, name)] = '\0';
		str_format(out, "/%.*s/%s", (int)len, at,
			   page->post->slug ? page->post->slug : name);
		free(name);
	}
}
