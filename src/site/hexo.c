/* SPDX-License-Identifier: MIT */
#include "site/hexo.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"

bool hexo_is(struct data *data, const char *path)
{
	const char *text;
	char *folder, *package;

	if (!str_equal(path_base(path), "_config.yml"))
		return false;
	folder = path_folder(path);
	package = *folder ? path_join(folder, "package.json") : mem_string("package.json");
	text = tree_find(data->tree, package) >= 0 ? data_text(data, package) : NULL;
	free(package);
	free(folder);
	return text && strstr(text, "\"hexo\"");
}

void hexo_read(struct settings *settings)
{
	const struct value *config = settings_values(settings, "_config.yml");
	const struct value *language = value_find(config, "language");
	const char *source = value_text(config, "source_dir");

	settings->variables = settings->own = config;
	settings_set_folder(&settings->content, source ? source : "source");
	settings->values = settings_path(settings, "source/_data");
	settings_set(&settings->title, value_text(config, "title"));
	settings_set(&settings->zone_name, value_text(config, "timezone"));
	settings_set(&settings->permalink, value_text(config, "permalink"));
	if (language && language->kind == VALUE_LIST)
		language = language->first;
	settings_set(&settings->lang, language ? language->text : NULL);
	settings_set_address(settings, value_text(config, "url"));
	settings_set(&settings->base, value_text(config, "root"));
	settings->keep_breaks = value_truth(value_find(config, "marked"), "breaks", false) ||
				value_truth(value_path(config, "markdown.render"), "breaks", false);
}

enum discover hexo_place(const struct settings *settings, const char *path)
{
	size_t len = strlen(settings->content);

	if ((!discover_is_markdown(path) && !str_equal(path_extension(path), ".html")))
		return DISCOVER_NO;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	if (!str_starts(path, settings->content) || path[len] != '/')
		return DISCOVER_NO;
	path += len + 1;
	if (str_starts(path, "_drafts/"))
		return DISCOVER_DRAFT;
	if (!path_has_folder(path, "_posts") || strstr(path, "/."))
		return DISCOVER_NO;
	return *path_base(path) == '_' ? DISCOVER_TEMPLATE : DISCOVER_SURE;
}

/* The path below _posts without its extension, and without the date where new posts are called with
 * one. */
static char *title_of(const struct settings *settings, const char *path)
{
	const char *pattern = value_text(settings->own, "new_post_name");
	const char *posts = strstr(path, "_posts/");
	char *folder = path_folder(posts ? posts + 7 : path);
	char *name = permalink_name(path, !pattern || !strstr(pattern, ":year"));
	char *title = *folder && !str_starts(path_base(path), "index.") ? path_join(folder, name)
									: mem_string(name);

	free(folder);
	free(name);
	return title;
}

void hexo_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *rule = value_text(page->front, "permalink");
	const struct strings *categories = &page->post->categories;
	char *title, *name;
	struct str category = { 0 }, slug = { 0 };

	if (rule && !strchr(rule, ':')) {
		str_text(out, rule);
		return;
	}
	if (!strstr(page->path, "_posts/")) { /* a page: its place below source/ */
		title = path_folder(page->path);
		str_format(out, "/%s/", strchr(title, '/') ? strchr(title, '/') + 1 : "");
		free(title);
		return;
	}
	title = title_of(settings, page->path);
	name = permalink_name(page->path, false);
	permalink_slug(categories->n_items ? categories->items[0] : "uncategorized", false,
		       &category);
	permalink_slug(page->post->title ? page->post->title : name, false, &slug);
	const struct permalink_field fields[] = {
		{ "title", page->post->slug ? page->post->slug : title },
		{ "name", name },
		{ "post_title", str_bytes(&slug) },
		{ "category", str_bytes(&category) },
		{ "lang", page->post->lang ? page->post->lang : "" },
	};
	const struct permalink_rule whole = { rule                  ? rule
					      : settings->permalink ? settings->permalink
								    : ":year/:month/:day/:title/",
					      fields, sizeof(fields) / sizeof(fields[0]),
					      &page->post->published };

	permalink_expand(&whole, out);
	str_release(&slug);
	str_release(&category);
	free(name);
	free(title);
}
