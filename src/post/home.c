/* SPDX-License-Identifier: MIT */
#include "post/home.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"

/* A name such as 2024.example.org (a checkout is often called so) is an address. */
static bool name_is_address(const char *name)
{
	static const char *const ends[] = { ".org", ".com",  ".net",       ".us",    ".eu", ".io",
					    ".dev", ".de",   ".fr",        ".uk",    ".au", ".br",
					    ".it",  ".es",   ".jp",        ".in",    ".co", ".ca",
					    ".nl",  ".ch",   ".at",        ".pl",    ".cz", ".se",
					    ".no",  ".fi",   ".pt",        ".mx",    ".ar", ".nz",
					    ".za",  ".info", ".community", ".events" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (str_ends(name, ends[i]) && strlen(name) > strlen(ends[i]))
			return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") ==
			       strlen(name);
	}
	return false;
}

/* The shortest path to a file CNAME; or NULL. */
static const char *find_cname(const struct settings *settings)
{
	const struct tree *tree = settings->data->tree;
	const char *best = NULL;

	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = tree->entries[i].path;

		if (str_equal(path_base(path), "CNAME") && str_starts(path, settings->folder) &&
		    (!best || strlen(path) < strlen(best)))
			best = path;
	}
	return best ? data_text(settings->data, best) : NULL;
}

/* What Netlify is told the address to be when it builds the site for everybody. */
static const char *built_address(const struct settings *settings)
{
	static const char *const keys[] = {
		"context.production.environment.SITE_URL",
		"context.production.environment.URL",
		"context.production.environment.BASE_URL",
		"context.production.environment.HUGO_BASEURL",
		"build.environment.SITE_URL",
		"build.environment.URL",
		"build.environment.HUGO_BASEURL",
	};

	return settings_first(settings_values(settings, "netlify.toml"), keys,
			      sizeof(keys) / sizeof(keys[0]));
}

/* The last name of the place, without what archives add to it. The caller frees. */
static char *name_of(const char *shown)
{
	static const char *const ends[] = { "/",    ".gz",  ".xz",   ".zst",   ".tgz",
					    ".zip", ".tar", "-main", "-master" };
	char *place = mem_string(shown), *name;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (str_ends(place, ends[i]))
			place[strlen(place) - strlen(ends[i])] = '\0';
	}
	name = mem_string(path_base(place));
	free(place);
	return name;
}

static void find_address(struct settings *settings, const char *shown, const char *url)
{
	const char *cname = settings->address ? NULL : find_cname(settings);
	char *name;

	if (!settings->address && !cname)
		settings_set_address(settings, built_address(settings));

	if (cname) {
		char *host = mem_copy(cname, strcspn(cname, " \t\r\n"));

		settings_set_address(settings, host);
		free(host);
	}
	name = name_of(shown);
	if (!settings->address && settings->generator && name_is_address(name))
		settings_set_address(settings, name);
	free(name);
	if (url && *url) {
		free(settings->base);
		settings->base = NULL;
		settings_set_address(settings, url);
	}
}

static void tidy_base(struct settings *settings)
{
	char *base = settings->base ? settings->base : mem_string("");
	struct str clean = { 0 };

	while (*base && str_ends(base, "/"))
		base[strlen(base) - 1] = '\0';
	if (*base && *base != '/')
		str_byte(&clean, '/');
	str_text(&clean, base);
	free(base);
	settings->base = str_take(&clean);
	if (!settings->content)
		settings->content = mem_string("");
}

void home_find(struct settings *settings, const char *shown, const char *url)
{
	find_address(settings, shown, url);
	tidy_base(settings);
}
