/* SPDX-License-Identifier: MIT */
#include "site/jekyll.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/strings.h"
#include "site/defaults.h"
#include "site/hexo.h"

/* Hexo has a _config.yml, too. */
bool jekyll_is(struct data *data, const char *path)
{
	const char *name = path_base(path);

	return str_equal(name, "_config.yaml") ||
	       (str_equal(name, "_config.yml") && !hexo_is(data, path));
}

static bool has_posts(const struct settings *settings)
{
	const struct tree *tree = settings->data->tree;

	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = path_below(tree->entries[i].path, settings->folder);

		if (path && path_has_folder(path, "_posts") && discover_has_date(path_base(path)) &&
		    !discover_skips(path))
			return true;
	}
	return false;
}

static bool breaks_are_kept(const struct value *config)
{
	const struct value *options = value_path(config, "commonmark.options");

	for (const struct value *v = options ? options->first : NULL; v; v = v->next) {
		if (str_equal_folded(v->text, "HARDBREAKS"))
			return true;
	}
	return value_truth(value_find(config, "kramdown"), "hard_wrap", false);
}

/* A folder that the settings may name, below that of the site's source, which they may name, too.
 */
static char *folder_of(const struct settings *settings, const char *key, const char *usual)
{
	const char *name = value_text(settings->variables, key);
	char *source = NULL, *inner = NULL, *whole;

	settings_set_folder(&source, value_text(settings->variables, "source"));
	settings_set_folder(&inner, name ? name : usual);
	whole = source && *source ? path_join(source, inner) : mem_string(inner);
	free(inner);
	inner = settings_path(settings, whole);
	free(whole);
	free(source);
	return inner;
}

void jekyll_read(struct settings *settings)
{
	static const char *const titles[] = { "title", "name" };
	static const char *const addresses[] = { "url", "domain", "site_url" };
	static const char *const languages[] = { "lang", "locale", "default_lang", "language" };
	const struct value *config = settings_values(settings, "_config.yml");

	if (!config)
		config = settings_values(settings, "_config.yaml");
	settings->variables = config;
	settings->values = folder_of(settings, "data_dir", "_data");
	settings->includes = folder_of(settings, "includes_dir", "_includes");
	settings->has_posts = has_posts(settings);
	settings->keep_breaks = breaks_are_kept(config);
	settings_set(&settings->title, settings_first(config, titles, 2));
	settings_set(&settings->permalink, value_text(config, "permalink"));
	settings_set(&settings->lang, settings_first(config, languages, 4));
	for (size_t i = 0; i < 3; i++) {
		if (settings_set_address(settings, value_text(config, addresses[i])))
			break;
	}
	settings_set(&settings->base, value_text(config, "baseurl"));
}

/* The path below the folder that collections are in, where the settings name one. */
static const char *below_collections(const struct settings *settings, const char *path)
{
	const char *top = value_text(settings->variables, "collections_dir");
	const char *below = top && *top ? path_below(path, top) : NULL;

	return below ? below : path;
}

/* A collection (_news) that the settings make pages of, called as if it held news. */
static bool is_news_collection(const struct settings *settings, const char *path)
{
	const struct value *collections = value_find(settings->variables, "collections");
	const char *slash;

	path = below_collections(settings, path);
	slash = strchr(path, '/');
	if (*path != '_' || !slash ||
	    !discover_is_news_folder(path + 1, (size_t)(slash - path - 1)))
		return false;
	for (const struct value *v = collections ? collections->first : NULL; v; v = v->next) {
		const char *name = v->key ? v->key : v->text;

		if (strlen(name) == (size_t)(slash - path - 1) &&
		    strncmp(name, path + 1, strlen(name)) == 0)
			return value_truth(v, "output", false);
	}
	return false;
}

/* 2024-07-16-x.md: a date alone is no post to Jekyll. */
static bool is_post_name(const char *name)
{
	const char *rest = name;

	for (int i = 0; i < 3; i++)
		rest += strspn(rest, "0123456789") + (i < 2);
	return discover_has_date(name) && *rest == '-';
}

enum discover jekyll_place(const struct settings *settings, const char *path)
{
	if (!discover_is_text(path) || discover_skips(path))
		return DISCOVER_NO;
	if (path_has_folder(path, "_posts")) {
		if (is_post_name(path_base(path)))
			return DISCOVER_SURE;
		return *path_base(path) == '_' ? DISCOVER_TEMPLATE : DISCOVER_NO;
	}
	if (path_has_folder(path, "_drafts"))
		return DISCOVER_DRAFT;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	if (is_news_collection(settings, path))
		return *path_base(path) == '_' ? DISCOVER_TEMPLATE : DISCOVER_DATED;
	return settings->has_posts ? DISCOVER_NO : discover_place(settings, path);
}

/* The collection that the path is of, into a copy for the caller to free; NULL for a page. */
static char *collection_of(const struct settings *settings, const char *path)
{
	const char *place = below_collections(settings, path);

	return *place == '_' ? mem_copy(place + 1, strcspn(place + 1, "/")) : NULL;
}

void jekyll_complete(const struct settings *settings, const char *path, struct front *front)
{
	bool is_post = path_has_folder(path, "_posts") || path_has_folder(path, "_drafts");
	char *collection = is_post ? NULL : collection_of(settings, path);

	defaults_complete(settings, path,
			  is_post      ? "posts"
			  : collection ? collection
				       : "pages",
			  front);
	free(collection);
}

static const char *styled(const char *rule)
{
	static const struct {
		const char *name, *pattern;
	} styles[] = {
		{ "date", "/:categories/:year/:month/:day/:title.html" },
		{ "pretty", "/:categories/:year/:month/:day/:title/" },
		{ "ordinal", "/:categories/:year/:y_day/:title.html" },
		{ "none", "/:categories/:title.html" },
	};

	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		if (str_equal(rule, styles[i].name))
			return styles[i].pattern;
	}
	return rule;
}

/* In small letters, otherwise as written: blanks are not made dashes. */
static void add_category(struct strings *categories, const char *text, size_t len)
{
	char *name;

	str_trim(&text, &len);
	name = mem_copy(text, len);
	for (char *c = name; *c; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	}
	if (*name && !strings_have(categories, name))
		strings_add(categories, name);
	free(name);
}

static void add_categories(struct strings *categories, const struct value *value)
{
	if (!value)
		return;
	for (const struct value *v = value->first; v; v = v->next)
		add_category(categories, v->text, strlen(v->text));
	if (value->kind != VALUE_TEXT)
		return;
	for (const char *at = value->text; *at;) {
		size_t len = strcspn(at, " ");

		add_category(categories, at, len);
		at += len + strspn(at + len, " ");
	}
}

/* Those of the folders above _posts come first. */
static void all_categories(const struct page *page, struct strings *categories)
{
	const struct value *single = value_find(page->front, "category");
	const char *at = page->path, *slash;

	for (; (slash = strchr(at, '/')) && strncasecmp(at, "_posts/", 7) != 0; at = slash + 1) {
		if (*at != '_')
			add_category(categories, at, (size_t)(slash - at));
	}
	if (single && single->kind == VALUE_TEXT)
		add_category(categories, single->text, strlen(single->text));
	add_categories(categories, value_find(page->front, "categories"));
}

/* The caller frees. */
static char *slugs_of(const struct strings *categories)
{
	struct str slugs = { 0 };

	for (size_t i = 0; i < categories->n_items; i++) {
		if (i)
			str_byte(&slugs, '/');
		permalink_slug(categories->items[i], false, &slugs);
	}
	str_text(&slugs, "");
	return str_take(&slugs);
}

/* What the site's rule for posts says of the end of other addresses. */
static const char *ending(const struct settings *settings)
{
	const char *rule = settings->permalink ? settings->permalink : "date";

	if (str_equal(rule, "pretty") || str_ends(rule, "/"))
		return "/";
	return styled(rule) != rule || str_ends(rule, ":output_ext") ? ":output_ext" : "";
}

/* The rule of a collection's file (_pages/x.md), else of a page; the caller frees. */
static char *rule_of(const struct settings *settings, const char *collection)
{
	const char *rule = NULL;
	const struct value *collections = value_find(settings->variables, "collections");
	struct str whole = { 0 };

	if (collection)
		rule = value_text(value_find(collections, collection), "permalink");
	if (rule)
		return mem_string(rule);
	str_format(&whole, "%s%s", collection ? "/:collection/:path" : "/:path", ending(settings));
	return str_take(&whole);
}

/* The path without its folder _name/ and extension. The caller frees. */
static char *bare_path(const char *path)
{
	const char *below = *path == '_' && strchr(path, '/') ? strchr(path, '/') + 1 : path;

	return mem_copy(below, strlen(below) - strlen(path_extension(below)));
}

/* The index of a folder is seen at the folder's own address. */
static bool take_index_off(char *path)
{
	if (!str_equal(path, "index") && !str_ends(path, "/index"))
		return false;
	path[strlen(path) - 5] = '\0';
	return true;
}

/* A page, or a document of a collection: by its own rule or its place. */
static void page_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *written = value_text(page->front, "permalink");
	const char *place = below_collections(settings, page->path);
	char *path = bare_path(place), *name = permalink_name(place, false), *rule;
	char *collection = collection_of(settings, page->path);

	if (written)
		rule = mem_string(written);
	else if (take_index_off(path))
		rule = mem_string("/:path/");
	else
		rule = rule_of(settings, collection);
	const struct permalink_field fields[] = {
		{ "collection", collection ? collection : "" },
		{ "path", path },
		{ "name", name },
		{ "title", page->post->slug ? page->post->slug : name },
		{ "slug", page->post->slug ? page->post->slug : name },
		{ "output_ext", ".html" },
	};
	const struct permalink_rule whole = { rule, fields, sizeof(fields) / sizeof(fields[0]),
					      &page->post->published };

	permalink_expand(&whole, out);
	free(rule);
	free(collection);
	free(path);
	free(name);
}

void jekyll_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *rule = value_text(page->front, "permalink");
	const char *written = value_text(page->front, "slug");
	struct strings categories = { 0 };
	char *name, *joined, *slugs;
	struct str slug = { 0 };

	if (!path_has_folder(page->path, "_posts")) {
		page_address(settings, page, out);
		return;
	}
	name = permalink_name(page->path, false);
	all_categories(page, &categories);
	joined = strings_join(&categories, "/");
	slugs = slugs_of(&categories);
	if (!rule)
		rule = settings->permalink ? settings->permalink : "date";
	permalink_slug(written ? written : name, false, &slug);
	const struct permalink_field fields[] = {
		{ "title", written ? written : name },
		{ "slug", str_bytes(&slug) },
		{ "name", name },
		{ "categories", joined },
		{ "slugified_categories", slugs },
		{ "collection", "posts" },
		{ "output_ext", ".html" },
		{ "lang", page->post->lang ? page->post->lang : "" },
	};
	const struct permalink_rule whole = { styled(rule), fields,
					      sizeof(fields) / sizeof(fields[0]),
					      &page->post->published };

	permalink_expand(&whole, out);
	str_release(&slug);
	strings_release(&categories);
	free(slugs);
	free(joined);
	free(name);
}
