/* SPDX-License-Identifier: MIT */
#include "settings/constants.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "settings/signboard.h"

bool constants_are_in(const char *path)
{
	static const char *const ends[] = { ".ts", ".js", ".tsx", ".mjs", ".jsx", ".cjs", ".py" };
	static const char *const stems[] = {
		"site",       "config",   "constants",   "consts",     "constant",
		"const",      "metadata", "meta",        "seo",        "rss",
		"feed",       "settings", "layout",      "sitemap",    "urls",
		"production", "base",     "site-config", "siteConfig", "site.config"
	};
	const char *extension = path_extension(path);
	char *stem = path_stem(path);
	bool is_script = false, is_called_so = false;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		is_script |= str_equal(extension, ends[i]);
	for (size_t i = 0; i < sizeof(stems) / sizeof(stems[0]); i++)
		is_called_so |= str_equal(stem, stems[i]);
	free(stem);
	return is_script && is_called_so;
}

/* What a site gets from elsewhere is no page of its own. */
static bool is_service(const char *address)
{
	static const char *const starts[] = { "api.",    "cdn.",  "static.", "assets.",   "img.",
					      "images.", "auth.", "docs.",   "www.google" };
	const char *host = strstr(address, "//") + 2;

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		if (str_starts(host, starts[i]))
			return true;
	}
	return false;
}

enum { LONGEST_LINE = 1024 }; /* bytes that are looked at */

/* The address in quotes on the rest of the line, with nothing behind its host but a slash. */
static char *quoted(const char *at)
{
	size_t len = strnlen(at, LONGEST_LINE);
	const char *newline = memchr(at, '\n', len);
	char *line = mem_copy(at, newline ? (size_t)(newline - at) : len), *address = NULL;

	for (char *quote = line; !address && (quote = strpbrk(quote, "\"'`")); quote++) {
		size_t end = strcspn(quote + 1, "\"'`");

		if (str_starts(quote + 1, "https://") || str_starts(quote + 1, "http://"))
			address = mem_copy(quote + 1, end);
	}
	free(line);
	if (address &&
	    (strchr(address, '$') || is_service(address) || signboard_is_foreign(address))) {
		free(address);
		address = NULL;
	}
	return address;
}

/* The name as a word of its own, with a value behind it. */
static char *valued(const char *script, const char *name)
{
	size_t len = strlen(name);
	char *address = NULL;

	for (const char *at = script; !address && (at = strstr(at, name)); at += len) {
		const char *behind = at + len + strspn(at + len, "\"' \t");

		if (at > script && (isalnum((unsigned char)at[-1]) || at[-1] == '.'))
			continue;
		if (*behind == ':' || (*behind == '=' && behind[1] != '=' && behind[1] != '>'))
			address = quoted(behind);
	}
	return address;
}

char *constants_address(const char *script)
{
	static const char *const names[] = { "SITE_URL",    "SITEURL",     "siteUrl",
					     "siteURL",     "site_url",    "metadataBase",
					     "BASE_URL",    "baseUrl",     "baseURL",
					     "WEBSITE_URL", "SITE_ORIGIN", "CANONICAL_URL" };
	char *address = NULL;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !address; i++)
		address = valued(script, names[i]);
	return address;
}
