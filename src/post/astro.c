/* SPDX-License-Identifier: MIT */
#include "post/astro.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "post/language.h"

static const char *const configs[] = { "astro.config.mjs", "astro.config.ts", "astro.config.js",
				       "astro.config.cjs", "astro.config.mts" };

enum { N_CONFIGS = sizeof(configs) / sizeof(configs[0]) };

bool astro_is(struct data *data, const char *path)
{
	(void)data;
	for (size_t i = 0; i < N_CONFIGS; i++) {
		if (str_equal(path_base(path), configs[i]))
			return true;
	}
	return false;
}

/* Many keep the site's name in a file of constants. */
static void find_title(struct settings *settings)
{
	static const char *const files[] = { "src/consts.ts", "src/consts.js", "src/constants.ts",
					     "src/config.ts", "src/config.js", "src/site.config.ts",
					     "src/site.ts" };
	static const char *const keys[] = { "SITE_TITLE", "SITE_NAME",        "title",
					    "SITE.title", "siteConfig.title", "SITE.name" };
	const struct value *values = settings_some(settings, files, 7);

	settings_set(&settings->title, settings_first(values, keys, 6));
}

void astro_read(struct settings *settings)
{
	const struct value *config = settings_some(settings, configs, N_CONFIGS);
	const struct value *locales = value_path(config, "i18n.locales");

	settings->own = settings->variables = config;
	settings_set_address(settings, value_text(config, "site"));
	settings_set(&settings->base, value_text(config, "base"));
	settings_set(&settings->lang, value_text(value_find(config, "i18n"), "defaultLocale"));
	for (const struct value *v = locales ? locales->first : NULL; v; v = v->next)
		strings_add(&settings->langs, v->text);
	find_title(settings);
}

enum discover astro_place(const struct settings *settings, const char *path)
{
	if (!discover_is_markdown(path))
		return DISCOVER_NO;
	return discover_place(settings, path);
}

/* The folder of a collection and the path below it: src/content/posts/ + x.md. */
static const char *below_collection(const char *path, const char **name, size_t *len)
{
	const char *at = path, *slash;

	if (str_starts(at, "src/"))
		at += 4;
	if (str_starts(at, "content/") || str_starts(at, "data/"))
		at = strchr(at, '/') + 1;
	slash = strchr(at, '/');
	*name = at;
	*len = slash ? (size_t)(slash - at) : 0;
	return slash ? slash + 1 : at;
}

static bool names_collection(const char *text, const char *name, size_t len)
{
	static const char sign[] = "getCollection(";

	for (; text && (text = strstr(text, sign)); text++) {
		const char *at = text + sizeof(sign) - 1;

		at += strspn(at, " \n\t");
		if ((*at == '"' || *at == '\'') && strncmp(at + 1, name, len) == 0 &&
		    at[1 + len] == *at)
			return true;
	}
	return false;
}

/* The route of the page that shows a post of the collection: src/pages/news/[...slug].astro →
 * /news/ */
static char *page_route(const struct settings *settings, const char *name, size_t len)
{
	const struct tree *tree = settings->data->tree;
	char *pages = settings_path(settings, "src/pages/"), *route = NULL;

	for (size_t i = 0; i < tree->n_entries && !route; i++) {
		const char *path = tree->entries[i].path;

		if (!str_starts(path, pages) || *path_base(path) != '[' ||
		    !strstr(path_base(path), ".astro"))
			continue;
		char *folder = path_folder(path + strlen(pages));
		const char *base = path_base(folder);
		bool is_called_so = strlen(base) == len && strncmp(base, name, len) == 0;

		if (is_called_so || names_collection(data_text(settings->data, path), name, len))
			route = mem_string(folder);
		free(folder);
	}
	free(pages);
	return route;
}

/* The path before the slug in a feed's `link: `/posts/${post.slug}/``. */
static char *feed_route(const struct settings *settings, const char *name, size_t len)
{
	const struct tree *tree = settings->data->tree;
	char *pages = settings_path(settings, "src/pages/"), *route = NULL;

	for (size_t i = 0; i < tree->n_entries && !route; i++) {
		const char *path = tree->entries[i].path, *text, *at, *end;

		if (!str_starts(path, pages) || !strstr(path_base(path), ".xml."))
			continue;
		text = data_text(settings->data, path);
		if (!names_collection(text, name, len))
			continue;
		at = strstr(text, "link:");
		at = at ? strpbrk(at, "`\"'\n") : NULL;
		end = at && *at == '`' ? strstr(at, "${") : NULL;
		if (end && end - at > 2 && end[-1] == '/' && at[1] == '/')
			route = mem_copy(at + 2, (size_t)(end - at) - 3);
	}
	free(pages);
	return route;
}

void astro_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *name, *slug = page->post->slug, *below;
	size_t len;
	char *route, *path;

	if (str_starts(page->path, "src/pages/")) {
		below = page->path + 10;
		str_add(out, below, strlen(below) - strlen(path_extension(below)));
		if (str_ends(str_bytes(out), "/index"))
			out->len -= 5;
		else
			str_byte(out, '/');
		return;
	}
	below = below_collection(page->path, &name, &len);
	route = page_route(settings, name, len);
	if (!route)
		route = feed_route(settings, name, len);
	if (!route)
		route = mem_copy(name, len);
	path = mem_copy(below, strlen(below) - strlen(path_extension(below)));
	if (str_ends(path, "/index"))
		path[strlen(path) - 6] = '\0';
	for (char *at = path; *at; at++) {
		if ((unsigned char)*at < 0x80)
			*at = *at == ' ' ? '-' : (char)tolower((unsigned char)*at);
	}
	str_format(out, "/%s%s%s/", route, *route ? "/" : "", slug ? slug : path);
	free(path);
	free(route);
}
