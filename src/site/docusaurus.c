/* SPDX-License-Identifier: MIT */
#include "site/docusaurus.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "settings/language.h"

static const char *const configs[] = { "docusaurus.config.js", "docusaurus.config.ts",
				       "docusaurus.config.mjs", "docusaurus.config.cjs",
				       "docusaurus.config.mts" };

enum { N_CONFIGS = sizeof(configs) / sizeof(configs[0]) };

bool docusaurus_is(struct data *data, const char *path)
{
	(void)data;
	for (size_t i = 0; i < N_CONFIGS; i++) {
		if (str_equal(path_base(path), configs[i]))
			return true;
	}
	return false;
}

static const struct value *config_of(const struct settings *settings)
{
	const struct value *values = settings_some(settings, configs, N_CONFIGS);
	const struct value *config = value_find(values, "config");

	/* `const config = {…}` that a function gives back is no export. */
	return value_find(values, "url") || !config ? values : config;
}

void docusaurus_read(struct settings *settings)
{
	const struct value *config = config_of(settings);
	const struct value *locales = value_path(config, "i18n.locales");

	settings->own = settings->variables = config;
	settings_set(&settings->title, value_text(config, "title"));
	settings_set(&settings->lang, value_text(value_find(config, "i18n"), "defaultLocale"));
	settings_set_address(settings, value_text(config, "url"));
	settings_set(&settings->base, value_text(config, "baseUrl"));
	for (const struct value *v = locales ? locales->first : NULL; v; v = v->next)
		strings_add(&settings->langs, v->text);
}

enum discover docusaurus_place(const struct settings *settings, const char *path)
{
	if (!discover_is_markdown(path))
		return DISCOVER_NO;
	if (str_starts(path, "docs/") || str_starts(path, "versioned_docs/") ||
	    path_has_folder(path, "docusaurus-plugin-content-docs") ||
	    path_has_folder(path, "docusaurus-plugin-content-pages"))
		return DISCOVER_NO;
	return discover_place(settings, path);
}

/* The folder that a blog's options name, "./" taken off; NULL where they name none. */
static const char *option(const struct value *options, const char *key)
{
	const char *text = value_text(options, key);

	if (text && str_starts(text, "./"))
		text += 2;
	return text;
}

/* Looks through presets and plugins for the blog that is made from the folder; its address. */
static const char *route_of(const struct value *value, const char *folder, size_t len, int depth)
{
	const char *path = option(value, "path"), *route = option(value, "routeBasePath");
	const char *found = NULL;

	if (path && route && strlen(path) == len && strncmp(path, folder, len) == 0)
		return route;
	if (!path && route && value->key && str_equal(value->key, "blog") && len == 4 &&
	    strncmp(folder, "blog", 4) == 0)
		return route;
	for (const struct value *v = value->kind != VALUE_TEXT ? value->first : NULL;
	     v && !found && depth < 8; v = v->next)
		found = route_of(v, folder, len, depth + 1);
	return found;
}

/* Where the blog's folder ends in the path: behind blog/, or behind
 * docusaurus-plugin-content-blog/. */
static const char *below_blog(const char *path, const char **folder, size_t *len)
{
	const char *plugin = strstr(path, "docusaurus-plugin-content-blog");
	const char *slash = strchr(path, '/');

	*folder = plugin ? "blog" : path;
	*len = plugin ? 4 : slash ? (size_t)(slash - path) : 0;
	if (plugin)
		slash = strchr(plugin, '/');
	if (plugin && slash && plugin[30] == '-') {
		*folder = plugin + 31;
		*len = (size_t)(slash - plugin) - 31;
	}
	return slash ? slash + 1 : path;
}

/* 2024-07-16-x, 2024/07/16/x, 2024-07-16/x: the date as a path, and what follows it. */
static const char *dated(const char *name, char *date)
{
	const char *at = name;

	while (*at && (isdigit((unsigned char)*at) || *at == '-' || *at == '/') && at - name < 10)
		at++;
	if (at - name != 10)
		return NULL;
	memcpy(date, name, 10);
	date[10] = '\0';
	if (strchr("-/", date[4]) && strchr("-/", date[7])) {
		date[4] = date[7] = '/';
		return at + (*at == '-' || *at == '/');
	}
	return NULL;
}

void docusaurus_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *folder, *slug = value_text(page->front, "slug"), *rest, *lang = NULL, *route;
	size_t len, lang_len = 0;
	const char *below = below_blog(page->path, &folder, &len);
	char *path = mem_copy(below, strlen(below) - strlen(path_extension(below))), date[12];

	if (str_ends(path, "/index"))
		path[strlen(path) - 6] = '\0';
	if (str_starts(page->path, "i18n/")) {
		lang = page->path + 5;
		lang_len = strcspn(lang, "/");
	}
	if (lang && settings->lang && strlen(settings->lang) == lang_len &&
	    strncmp(lang, settings->lang, lang_len) == 0)
		lang = NULL;
	route = settings->own ? route_of(settings->own, folder, len, 0) : NULL;
	if (lang)
		str_format(out, "/%.*s", (int)lang_len, lang);
	str_byte(out, '/');
	if (route)
		str_text(out, route + (*route == '/'));
	else
		str_add(out, folder, len);
	if (out->len && out->bytes[out->len - 1] != '/')
		str_byte(out, '/');
	rest = dated(path, date);
	if (slug)
		str_text(out, slug + (*slug == '/'));
	else if (rest)
		str_format(out, "%s/%s", date, rest);
	else
		str_text(out, path);
	free(path);
}
