/* SPDX-License-Identifier: MIT */
#include "settings/home.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "settings/constants.h"
#include "settings/discover.h"
#include "settings/hostname.h"
#include "settings/signboard.h"

enum { MOST_SCRIPTS = 100, SCRIPT_BYTES = 256 * 1024 };

static bool is_near(const struct settings *settings, const char *path)
{
	const char *inner = path_below(path, settings->folder);
	int depth = 0;

	for (const char *at = inner; at && *at; at++)
		depth += *at == '/';
	if (!settings->generator)
		return inner && depth == 0;
	return inner && depth <= 3 && !path_has_folder(inner, "tests") &&
	       !path_has_folder(inner, "test") && !path_has_folder(inner, "fixtures") &&
	       !path_has_folder(inner, "examples");
}

/* The text of the file of that name with the shortest path in the site; or NULL. */
static const char *text_of(const struct settings *settings, const char *name)
{
	const struct tree *tree = settings->data->tree;
	const char *best = NULL;

	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = tree->entries[i].path;

		if (str_equal(path_base(path), name) && (!best || strlen(path) < strlen(best)) &&
		    is_near(settings, path))
			best = path;
	}
	return best ? data_text(settings->data, best) : NULL;
}

static bool from_cname(struct settings *settings)
{
	const char *cname = text_of(settings, "CNAME");
	char *host;
	bool is_good;

	if (!cname)
		return false;
	cname += strspn(cname, " \t\r\n");
	host = mem_copy(cname, strcspn(cname, " \t\r\n"));
	is_good = settings_set_address(settings, host);
	free(host);
	return is_good;
}

/* What Netlify is told the address to be when it builds the site for everybody. */
static bool from_netlify(struct settings *settings)
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
	const struct value *values = settings_values(settings, "netlify.toml");

	return settings_set_address(settings,
				    settings_first(values, keys, sizeof(keys) / sizeof(keys[0])));
}

/* The program's page at a forge is no home of the site. */
static bool from_package(struct settings *settings)
{
	const char *home = value_text(settings_values(settings, "package.json"), "homepage");

	return home && !signboard_is_foreign(home) && settings_set_address(settings, home);
}

static bool from_readme(struct settings *settings)
{
	static const char *const names[] = { "README.md", "readme.md", "README", "README.rst",
					     "README.markdown" };
	const char *text = NULL;
	char *address;
	bool is_good;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && !text; i++)
		text = settings_file(settings, names[i]);
	address = text ? signboard_read(text) : NULL;
	is_good = settings_set_address(settings, address);
	free(address);
	return is_good;
}

/* "Sitemap: https://x.org/sitemap.xml" */
static bool from_robots(struct settings *settings)
{
	const char *at = text_of(settings, "robots.txt");
	char *address;
	bool is_good = false;

	at = at ? strcasestr(at, "sitemap:") : NULL;
	if (!at)
		return false;
	at += 8 + strspn(at + 8, " \t");
	address = mem_copy(at, strcspn(at, " \t\r\n"));
	if (strstr(address, "://") && strrchr(address, '/') > strstr(address, "://") + 2) {
		*strrchr(address, '/') = '\0';
		is_good = settings_set_address(settings, address);
	}
	free(address);
	return is_good;
}

/* What the site's own scripts say, at most so many of them. */
static bool from_scripts(struct settings *settings)
{
	struct tree *tree = settings->data->tree;
	bool is_good = false;

	for (size_t i = 0, n = 0; i < tree->n_entries && !is_good && n < MOST_SCRIPTS; i++) {
		const char *path = path_below(tree->entries[i].path, settings->folder), *text;
		char *address;

		if (!path || !constants_are_in(path) || discover_skips(path) ||
		    tree_measured(tree, i)->size > SCRIPT_BYTES)
			continue;
		n++;
		text = data_text(settings->data, tree->entries[i].path);
		address = text ? constants_address(text) : NULL;
		is_good = settings_set_address(settings, address);
		free(address);
	}
	return is_good;
}

static bool from_name(struct settings *settings, const char *shown, const char *source)
{
	char *host = hostname_find(settings->data, settings->folder, shown, source);
	bool is_good = settings_set_address(settings, host);

	free(host);
	return is_good;
}

static bool from_pages(struct settings *settings, const char *source)
{
	char *host = hostname_of_pages(settings->data, source,
				       settings->base ? settings->base : "");
	bool is_good = settings_set_address(settings, host);

	free(host);
	return is_good;
}

static void find_address(struct settings *settings, const char *shown, const char *source)
{
	if (from_cname(settings) || !settings->generator)
		return;
	if (!from_netlify(settings) && !from_name(settings, shown, source) &&
	    !from_pages(settings, source) && !from_package(settings) && !from_readme(settings) &&
	    !from_robots(settings))
		from_scripts(settings);
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

void home_find(struct settings *settings, const char *shown, const char *source, const char *url)
{
	if (url && *url) {
		free(settings->base);
		settings->base = NULL;
		settings_set_address(settings, url);
	} else if (!settings->address) {
		find_address(settings, shown, source);
	}
	tidy_base(settings);
}
