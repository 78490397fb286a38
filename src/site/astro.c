/* SPDX-License-Identifier: MIT */
#include "site/astro.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "post/dates.h"
#include "settings/language.h"

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

/* Many keep the site's name and address in a file of constants. */
static void read_constants(struct settings *settings)
{
	static const char *const files[] = { "src/consts.ts",    "src/consts.js",
					     "src/constants.ts", "src/config.ts",
					     "src/config.js",    "src/site.config.ts",
					     "src/site.ts",      "config.ts",
					     "src/data/site.ts", "src/lib/consts.ts" };
	static const char *const titles[] = { "SITE_TITLE",      "SITE_NAME",        "title",
					      "SITE.title",      "siteConfig.title", "SITE.name",
					      "siteConfig.name", "site.title" };
	static const char *const addresses[] = {
		"SITE_URL",       "SITE.website",    "SITE.url", "SITE.site", "SITE.href",
		"siteConfig.url", "siteConfig.site", "site.url", "website"
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const struct value *values = settings_values(settings, files[i]);

		if (!settings->title)
			settings_set(
				&settings->title,
				settings_first(values, titles, sizeof(titles) / sizeof(titles[0])));
		if (!settings->address)
			settings_set_address(
				settings, settings_first(values, addresses,
							 sizeof(addresses) / sizeof(addresses[0])));
	}
}

void astro_read(struct settings *settings)
{
	const struct value *config = settings_some(settings, configs, N_CONFIGS);
	const struct value *locales = value_path(config, "i18n.locales");

	settings->own = settings->variables = config;
	settings_set_address(settings, value_text(config, "site"));
	settings_set(&settings->lang, value_text(value_find(config, "i18n"), "defaultLocale"));
	for (const struct value *v = locales ? locales->first : NULL; v; v = v->next)
		strings_add(&settings->langs, v->text);
	read_constants(settings);
	settings_set(&settings->base, value_text(config, "base"));
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

/* What stands in brackets in a route's name ("[...slug].astro"), when it stands for one post and
 * not for a tag, a year or a part of a listing. */
static bool is_post_route(const char *name)
{
	static const char *const posts[] = { "slug",  "id",   "post", "path", "article",
					     "entry", "blog", "news", "name", "permalink" };
	const char *close = strchr(name, ']');

	if (*name != '[' || !close ||
	    (!str_starts(close, "].astro") && !str_starts(close, "]/index.astro")))
		return false;
	name += str_starts(name, "[...") ? 4 : 1;
	for (size_t i = 0; i < sizeof(posts) / sizeof(posts[0]); i++) {
		if (strncmp(name, posts[i], strlen(posts[i])) == 0)
			return true;
	}
	return false;
}

/* The last name of a route's path: [slug].astro, [slug]/index.astro. */
static const char *route_of(const char *path)
{
	const char *name = path_base(path);

	if (!str_equal(name, "index.astro"))
		return name;
	for (name -= name > path; name > path && name[-1] != '/'; name--)
		;
	return name;
}

/* The last name of the folder that a route is in: "blog" of blog/[slug].astro. */
static const char *folder_of_route(const char *path, size_t *len)
{
	const char *end = route_of(path), *start;

	end -= end > path;
	for (start = end; start > path && start[-1] != '/'; start--)
		;
	*len = (size_t)(end - start);
	return start;
}

/*
 * The place of the page that shows a post of the collection, below src/pages/:
 * news/[...slug].astro. One in a folder called like the collection goes before one that reads it,
 * that before the only one in a folder of news. Borrowed from the tree.
 */
static const char *find_page(const struct settings *settings, const char *name, size_t len)
{
	const struct tree *tree = settings->data->tree;
	char *pages = settings_path(settings, "src/pages");
	const char *reads = NULL, *news = NULL, *same = NULL;
	size_t n_news = 0;

	for (size_t i = 0; i < tree->n_entries && !same; i++) {
		const char *whole = tree->entries[i].path, *path = path_below(whole, pages);
		const char *folder;
		size_t folder_len;

		if (!path || !is_post_route(route_of(path)))
			continue;
		folder = folder_of_route(path, &folder_len);
		if (folder_len == len && strncmp(folder, name, len) == 0)
			same = path;
		else if (!reads && names_collection(data_text(settings->data, whole), name, len))
			reads = path;
		if (discover_is_news_folder(folder, folder_len)) {
			news = path;
			n_news++;
		}
	}
	free(pages);
	return same ? same : reads ? reads : n_news == 1 ? news : NULL;
}

/* A parameter of a route: what the post has for it; false where that is not known. */
static bool add_parameter(const struct page *page, const char *name, size_t len, struct str *out)
{
	static const struct {
		const char *name, *format;
	} times[] = {
		{ "year", "%Y" }, { "month", "%m" }, { "day", "%d" }, { "date", "%Y-%m-%d" }
	};
	const struct post *post = page->post;
	char *key = mem_copy(name, len);
	const char *written = value_text(page->front, key);
	bool is_known = written != NULL;

	for (size_t i = 0; i < 4 && !is_known && post->published.is_known; i++) {
		is_known = str_equal(key, times[i].name);
		if (is_known)
			dates_format(&post->published, times[i].format, out);
	}
	if (written)
		permalink_slug(written, false, out);
	if (!is_known && str_equal(key, "lang") && post->lang) {
		str_text(out, post->lang);
		is_known = true;
	}
	free(key);
	return is_known;
}

/* The folder of a route, with its parameters filled in; NULL where one is not known. The caller
 * frees. */
static char *filled(const char *route, const struct page *page)
{
	const char *end = route_of(route), *at = route;
	struct str out = { 0 };
	bool is_known = true;

	str_text(&out, "");
	end -= end > route;
	while (at < end && is_known) {
		const char *close = *at == '[' ? memchr(at, ']', (size_t)(end - at)) : NULL;

		if (close)
			is_known = add_parameter(page, at + 1, (size_t)(close - at - 1), &out);
		else
			str_byte(&out, *at);
		at = close ? close + 1 : at + 1;
	}
	if (is_known)
		return str_take(&out);
	str_release(&out);
	return NULL;
}

static char *page_route(const struct settings *settings, const struct page *page, const char *name,
			size_t len)
{
	const char *route = find_page(settings, name, len);

	return route ? filled(route, page) : NULL;
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

/* Where the route says the language, the rest of the address does not. */
static void take_folder_off(char *path, const char *folder)
{
	const char *below = path_below(path, folder);

	if (below)
		memmove(path, below, strlen(below) + 1);
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
			str_cut(out, out->len - 5);
		else
			str_byte(out, '/');
		return;
	}
	below = below_collection(page->path, &name, &len);
	route = page_route(settings, page, name, len);
	if (!route)
		route = feed_route(settings, name, len);
	if (!route)
		route = mem_copy(name, len);
	path = mem_copy(below, strlen(below) - strlen(path_extension(below)));
	if (str_ends(path, "/index"))
		path[strlen(path) - 6] = '\0';
	if (*route && page->post->lang && path_has_folder(route, page->post->lang))
		take_folder_off(path, page->post->lang);
	for (char *at = path; *at; at++) {
		if ((unsigned char)*at < 0x80)
			*at = *at == ' ' ? '-' : (char)tolower((unsigned char)*at);
	}
	str_format(out, "/%s%s%s/", route, *route ? "/" : "", slug ? slug : path);
	free(path);
	free(route);
}
