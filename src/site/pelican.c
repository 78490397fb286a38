/* SPDX-License-Identifier: MIT */
#include "site/pelican.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"

bool pelican_is(struct data *data, const char *path)
{
	(void)data;
	return str_equal(path_base(path), "pelicanconf.py");
}

static const char *python(const struct settings *settings, const char *name)
{
	static const char *const files[] = { "publishconf.py", "pelicanconf.py" };
	const char *text = NULL;

	for (size_t i = 0; i < 2 && !text; i++)
		text = value_text(settings_values(settings, files[i]), name);
	return text;
}

/* An address, or only the path that the blog is below. */
static void set_address(struct settings *settings, const char *url)
{
	if (url && *url == '/' && url[1] != '/')
		settings_set(&settings->base, url);
	else
		settings_set_address(settings, url);
}

void pelican_read(struct settings *settings)
{
	const char *path = python(settings, "PATH");

	settings->variables = settings->own = settings_values(settings, "pelicanconf.py");
	settings_set_folder(&settings->content, path ? path : "content");
	settings_set(&settings->title, python(settings, "SITENAME"));
	settings_set(&settings->zone_name, python(settings, "TIMEZONE"));
	settings_set(&settings->lang, python(settings, "DEFAULT_LANG"));
	settings_set(&settings->permalink, python(settings, "ARTICLE_URL"));
	set_address(settings, value_text(settings->own, "SITEURL"));
	set_address(settings, value_text(settings_values(settings, "publishconf.py"), "SITEURL"));
}

/* The settings may name other folders of pages than pages/. */
static bool is_page(const struct settings *settings, const char *path)
{
	const struct value *paths = value_find(settings->own, "PAGE_PATHS");

	for (const struct value *v = paths ? paths->first : NULL; v; v = v->next) {
		if (str_starts(path, v->text) && path[strlen(v->text)] == '/')
			return true;
	}
	return path_has_folder(path, "pages") || path_has_folder(path, "page");
}

/* Where the settings name folders of articles, there are none elsewhere. */
static bool is_article(const struct settings *settings, const char *path)
{
	const struct value *paths = value_find(settings->own, "ARTICLE_PATHS");
	bool has_paths = false;

	for (const struct value *v = paths ? paths->first : NULL; v; v = v->next) {
		size_t len = strlen(v->text);

		has_paths |= len > 0;
		if (!len || (str_starts(path, v->text) && path[len] == '/'))
			return true;
	}
	return !has_paths;
}

enum discover pelican_place(const struct settings *settings, const char *path)
{
	const char *content = settings->content ? settings->content : "";
	size_t len = strlen(content);

	if ((!discover_is_markdown(path) && !str_equal(path_extension(path), ".rst")) ||
	    discover_skips(path))
		return DISCOVER_NO;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	if (len && (!str_starts(path, content) || path[len] != '/'))
		return DISCOVER_NO;
	path += len ? len + 1 : 0;
	if (is_page(settings, path) || !is_article(settings, path))
		return DISCOVER_NO;
	if (path_has_folder(path, "drafts"))
		return DISCOVER_DRAFT;
	return *path_base(path) == '_' ? DISCOVER_TEMPLATE : DISCOVER_DATED;
}

static char *slug_of(const struct settings *settings, const struct page *page)
{
	const char *source = python(settings, "SLUGIFY_SOURCE");
	const char *pattern = python(settings, "FILENAME_METADATA");
	char *name = permalink_name(page->path, false);
	struct str slug = { 0 };
	bool is_named = (source && str_equal(source, "basename")) ||
			(pattern && strstr(pattern, "<slug>"));

	if (page->post->slug)
		str_text(&slug, page->post->slug);
	else
		permalink_slug(is_named || !page->post->title ? name : page->post->title, true,
			       &slug);
	free(name);
	return str_take(&slug);
}

void pelican_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const struct strings *categories = &page->post->categories;
	const char *written = settings_text(page->front, "url");
	char *slug;
	struct str category = { 0 }, author = { 0 };

	if (written) {
		str_text(out, written);
		return;
	}
	slug = slug_of(settings, page);
	permalink_slug(categories->n_items ? categories->items[0] : "misc", true, &category);
	permalink_slug(page->post->authors.n_items ? page->post->authors.items[0] : "", true,
		       &author);
	const struct permalink_field fields[] = {
		{ "slug", slug },
		{ "category", str_bytes(&category) },
		{ "author", str_bytes(&author) },
		{ "lang", page->post->lang ? page->post->lang
			  : settings->lang ? settings->lang
					   : "" },
	};
	const char *page_rule = python(settings, "PAGE_URL");
	bool is_page_file = path_has_folder(page->path, "pages");
	const struct permalink_rule rule = { is_page_file
						     ? (page_rule ? page_rule : "pages/{slug}.html")
					     : settings->permalink ? settings->permalink
								   : "{slug}.html",
					     fields, sizeof(fields) / sizeof(fields[0]),
					     &page->post->published };

	permalink_expand(&rule, out);
	str_release(&author);
	str_release(&category);
	free(slug);
}
