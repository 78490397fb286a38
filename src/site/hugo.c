/* SPDX-License-Identifier: MIT */
#include "site/hugo.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "settings/language.h"

static const char *const configs[] = {
	"hugo.toml",
	"hugo.yaml",
	"hugo.yml",
	"hugo.json",
	"config.toml",
	"config.yaml",
	"config.yml",
	"config.json",
	"config/_default/hugo.toml",
	"config/_default/hugo.yaml",
	"config/_default/hugo.yml",
	"config/_default/config.toml",
	"config/_default/config.yaml",
	"config/_default/config.yml",
};

enum { N_CONFIGS = sizeof(configs) / sizeof(configs[0]) };

/* A file called hugo.* is enough; config.* is also what others call theirs. */
bool hugo_is(struct data *data, const char *path)
{
	const char *name = path_base(path), *text;

	for (size_t i = 0; i < N_CONFIGS; i++) {
		if (!str_equal(name, path_base(configs[i])))
			continue;
		if (str_starts(name, "hugo."))
			return true;
		text = data_text(data, path);
		return text && strcasestr(text, "baseURL") && !strstr(text, "base_url");
	}
	return false;
}

/* A table of the settings: in the one file, or in a file of its own beside it. */
static const struct value *table(const struct settings *settings, const struct value *config,
				 const char *name)
{
	const struct value *found = settings_find(config, name);
	char *folder;

	if (found)
		return found;
	folder = settings_path(settings, "config/_default");
	found = data_named(settings->data, folder, name);
	free(folder);
	return found;
}

static void read_languages(struct settings *settings, const struct value *config)
{
	const struct value *all = table(settings, config, "languages");
	const struct tree *tree = settings->data->tree;
	char *start = settings_path(settings, "config/_default/languages.");

	for (const struct value *v = all ? all->first : NULL; v; v = v->next) {
		char *folder = NULL;

		settings_set_folder(&folder, settings_text(v, "contentDir"));
		strings_add(&settings->langs, v->key);
		strings_add(&settings->lang_folders,
			    folder && !str_equal(folder, settings->content) ? folder : "");
		free(folder);
	}
	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *rest = tree->entries[i].path + strlen(start);

		if (str_starts(tree->entries[i].path, start) && strchr(rest, '.') &&
		    !str_starts(rest, "toml") && !str_starts(rest, "y"))
			strings_add_bytes(&settings->langs, rest, strcspn(rest, "."));
	}
	free(start);
	/* Let single words such as "en" that are also folders of the content count, too. */
	if (settings->lang && !strings_have(&settings->langs, settings->lang))
		strings_add(&settings->langs, settings->lang);
}

/* What is laid over the settings when the site is built for everybody. */
static const struct value *in_production(const struct settings *settings)
{
	static const char *const names[] = { "hugo", "config" };
	char *folder = settings_path(settings, "config/production");
	const struct value *found = NULL;

	for (size_t i = 0; i < 2 && !found; i++)
		found = data_named(settings->data, folder, names[i]);
	free(folder);
	return found;
}

void hugo_read(struct settings *settings)
{
	static const char *const languages[] = { "defaultContentLanguage", "languageCode",
						 "locale" };
	const struct value *config = settings_some(settings, configs, N_CONFIGS);
	const struct value *markup = settings_find(config, "markup");
	const struct value *params = table(settings, config, "params");
	const char *content = settings_text(config, "contentDir");

	settings->variables = params && !settings_find(config, "params") ? params : config;
	settings->own = config;
	settings->rules = table(settings, config, "permalinks");
	settings->values = settings_path(settings, "data");
	settings->includes = settings_path(settings, "layouts");
	settings_set_folder(&settings->content, content ? content : "content");
	settings_set(&settings->title, settings_text(config, "title"));
	settings_set(&settings->zone_name, settings_text(config, "timeZone"));
	for (size_t i = 0; i < 3 && !settings->lang; i++)
		settings_set(&settings->lang, settings_text(config, languages[i]));
	settings_set_address(settings, settings_text(config, "baseURL"));
	settings_set_address(settings, settings_text(in_production(settings), "baseURL"));
	settings->keep_breaks = value_truth(value_path(markup, "goldmark.renderer"), "hardWraps",
					    false);
	read_languages(settings, config);
}

/* The path below the content's folder, and below the language's in it; NULL where it is elsewhere.
 */
static const char *below_content(const struct settings *settings, const char *path,
				 const char **lang, size_t *lang_len)
{
	const char *slash, *below;

	*lang = language_of_folder(settings, path, &below);
	*lang_len = *lang ? strlen(*lang) : 0;
	if (*lang)
		return below;
	path = path_below(path, settings->content);
	if (!path)
		return NULL;
	slash = strchr(path, '/');
	if (slash && language_is_declared(settings, path, (size_t)(slash - path))) {
		*lang = path;
		*lang_len = (size_t)(slash - path);
		return slash + 1;
	}
	return path;
}

/* What lies beside the index.md of a page belongs to that page. */
static bool is_resource(const struct settings *settings, const char *path)
{
	char *folder, *index, *whole;
	bool is_there;

	if (str_starts(path_base(path), "index."))
		return false;
	folder = path_folder(path);
	index = path_join(folder, "index.md");
	whole = settings_path(settings, index);
	is_there = tree_find(settings->data->tree, whole) >= 0;
	free(whole);
	free(index);
	free(folder);
	return is_there;
}

enum discover hugo_place(const struct settings *settings, const char *path)
{
	static const char *const others[] = { "docs",     "talks",    "speakers", "sponsors",
					      "sessions", "schedule", "about",    "authors",
					      "people",   "team",     "faq",      "events" };
	const char *below, *lang;
	size_t lang_len;

	if ((!discover_is_markdown(path) && !str_equal(path_extension(path), ".html")) ||
	    discover_skips(path))
		return DISCOVER_NO;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	below = below_content(settings, path, &lang, &lang_len);
	if (!below || is_resource(settings, path) || discover_is_listing(path) ||
	    str_starts(path_base(path), "_index.") || str_starts(path_base(path), "404."))
		return DISCOVER_NO;
	if (discover_in_news(below))
		return DISCOVER_DATED;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (str_starts(below, others[i]) && below[strlen(others[i])] == '/')
			return DISCOVER_NO;
	}
	return strchr(below, '/') && discover_is_markdown(path) ? DISCOVER_SECTION : DISCOVER_NO;
}

static const char *rule_of(const struct settings *settings, const char *section)
{
	const char *rule = settings_text(settings->rules, section);

	return rule ? rule : settings_text(settings_find(settings->rules, "page"), section);
}

static bool is_ugly(const struct settings *settings, const char *section)
{
	const struct value *ugly = settings_find(settings->own, "uglyURLs");

	if (ugly && ugly->kind == VALUE_MAP)
		return value_truth(ugly, section, false);
	return value_truth(settings->own, "uglyURLs", false);
}

/* Paths are in small letters, unless the site says that they stay. */
static void add_lower(const struct settings *settings, const char *text, struct str *out)
{
	if (value_truth(settings->own, "disablePathToLower", false)) {
		str_text(out, text);
		return;
	}
	for (; *text; text++)
		str_byte(out, *text == ' ' ? '-'
					   : (char)((unsigned char)*text < 0x80
							    ? tolower((unsigned char)*text)
							    : *text));
}

struct parts {
	char *name;   /* of the file, or of its bundle */
	char *folder; /* below the content */
	char *section;
	struct str slug, title;
};

static void take_apart(const struct settings *settings, const struct page *page, const char *below,
		       struct parts *parts)
{
	const char *written = page->post->slug;
	char *bundle, *name = permalink_name(page->path, true);
	size_t len = language_suffix(settings, name);

	parts->name = mem_copy(name, strlen(name) - len);
	free(name);
	parts->folder = path_folder(below);
	if (str_starts(path_base(below), "index.")) {
		bundle = path_folder(parts->folder);
		free(parts->folder);
		parts->folder = bundle;
	}
	parts->section = mem_copy(below, strcspn(below, "/"));
	parts->slug = parts->title = (struct str){ 0 };
	permalink_slug(page->post->title ? page->post->title : parts->name, false, &parts->title);
	add_lower(settings, written ? written : parts->name, &parts->slug);
}

static void release(struct parts *parts)
{
	free(parts->name);
	free(parts->folder);
	free(parts->section);
	str_release(&parts->slug);
	str_release(&parts->title);
}

static void add_rule(const char *rule, const struct parts *parts, const struct page *page,
		     struct str *out)
{
	const char *slug = page->post->slug ? str_bytes(&parts->slug) : str_bytes(&parts->title);
	const struct permalink_field fields[] = {
		{ "slug", slug },
		{ "title", str_bytes(&parts->title) },
		{ "filename", parts->name },
		{ "contentbasename", parts->name },
		{ "slugorfilename", str_bytes(&parts->slug) },
		{ "slugorcontentbasename", str_bytes(&parts->slug) },
		{ "section", parts->section },
		{ "sections", parts->folder },
	};
	const struct permalink_rule whole = { rule, fields, sizeof(fields) / sizeof(fields[0]),
					      &page->post->published };

	permalink_expand(&whole, out);
}

/* Pages in the main language have no folder of its name, unless the site wants that, too. */
static bool has_subfolder(const struct settings *settings, const char *lang, size_t len)
{
	const char *first = settings_text(settings->own, "defaultContentLanguage");

	if (!first)
		first = language_is_declared(settings, "en", 2) ? "en" : settings->lang;
	return !first || strlen(first) != len || strncasecmp(first, lang, len) != 0 ||
	       value_truth(settings->own, "defaultContentLanguageInSubdir", false);
}

void hugo_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *url = settings_text(page->front, "url"), *lang, *rule;
	size_t lang_len;
	const char *below = below_content(settings, page->path, &lang, &lang_len);
	struct parts parts;

	if (url && *url == '/') {
		str_text(out, url);
		return;
	}
	if (!below)
		return;
	take_apart(settings, page, below, &parts);
	if (!lang)
		lang = language_of_name(settings, page->path, &lang_len);
	if (lang && has_subfolder(settings, lang, lang_len))
		str_format(out, "/%.*s", (int)lang_len, lang);
	rule = settings->permalink ? settings->permalink : rule_of(settings, parts.section);
	if (url) {
		str_format(out, "/%s", url);
	} else if (rule) {
		add_rule(rule, &parts, page, out);
	} else {
		str_byte(out, '/');
		add_lower(settings, parts.folder, out);
		str_format(out, "%s%s%s", *parts.folder ? "/" : "", str_bytes(&parts.slug),
			   is_ugly(settings, parts.section) ? ".html" : "/");
	}
	release(&parts);
}
