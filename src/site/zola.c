/* SPDX-License-Identifier: MIT */
#include "site/zola.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "settings/language.h"

static const char *const configs[] = { "config.toml", "zola.toml" };

bool zola_is(struct data *data, const char *path)
{
	const char *name = path_base(path), *text;

	if (!str_equal(name, configs[0]) && !str_equal(name, configs[1]))
		return false;
	text = data_text(data, path);
	return text && strstr(text, "base_url");
}

void zola_read(struct settings *settings)
{
	const struct value *config = settings_some(settings, configs, 2);
	const struct value *languages = value_find(config, "languages");

	settings->variables = settings->own = config;
	settings->includes = settings_path(settings, "templates");
	settings_set(&settings->content, "content");
	settings_set(&settings->title, value_text(config, "title"));
	settings_set(&settings->lang, value_text(config, "default_language"));
	settings_set_address(settings, value_text(config, "base_url"));
	for (const struct value *v = languages ? languages->first : NULL; v; v = v->next)
		strings_add(&settings->langs, v->key ? v->key : value_text(v, "code"));
}

/* All pages with a date are listed by their sections, whatever these are called. */
enum discover zola_place(const struct settings *settings, const char *path)
{
	static const char *const others[] = { "talks",    "speakers", "sponsors", "sessions",
					      "schedule", "docs",     "events" };

	if (!discover_is_markdown(path) || discover_skips(path))
		return DISCOVER_NO;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	(void)settings;
	if (!str_starts(path, "content/") || str_starts(path_base(path), "_index."))
		return DISCOVER_NO;
	if (*path_base(path) == '_')
		return DISCOVER_TEMPLATE;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (path_has_folder(path, others[i]))
			return DISCOVER_NO;
	}
	return DISCOVER_DATED;
}

void zola_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *path = value_text(page->front, "path"), *lang;
	bool keeps_date = value_truth(settings->own, "paths_keep_dates", false);
	char *name = permalink_name(page->path, keeps_date), *folder, *above;
	const char *slug = page->post->slug;
	size_t len = language_suffix(settings, name), lang_len;
	struct str made = { 0 };

	name[strlen(name) - len] = '\0';
	lang = language_of_name(settings, page->path, &lang_len);
	folder = path_folder(page->path);
	if (str_starts(path_base(page->path), "index.")) {
		above = path_folder(folder);
		free(folder);
		folder = above;
	}
	permalink_slug(slug ? slug : name, true, &made);
	if (lang)
		str_format(out, "/%.*s", (int)lang_len, lang);
	if (path)
		str_format(out, "/%s/", path + (*path == '/'));
	else if (str_starts(folder, "content/"))
		str_format(out, "/%s/%s/", folder + 8, str_bytes(&made));
	else
		str_format(out, "/%s/", str_bytes(&made));
	str_release(&made);
	free(folder);
	free(name);
}
