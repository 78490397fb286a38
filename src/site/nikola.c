/* SPDX-License-Identifier: MIT */
#include "site/nikola.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"

bool nikola_is(struct data *data, const char *path)
{
	const char *text;

	if (!str_equal(path_base(path), "conf.py"))
		return false;
	text = data_text(data, path);
	return text && strstr(text, "BLOG_TITLE");
}

void nikola_read(struct settings *settings)
{
	const struct value *config = settings_values(settings, "conf.py");
	const struct value *translations = value_find(config, "TRANSLATIONS");

	settings->own = settings->variables = config;
	settings->rules = value_find(config, "POSTS");
	settings_set(&settings->title, value_text(config, "BLOG_TITLE"));
	settings_set(&settings->lang, value_text(config, "DEFAULT_LANG"));
	settings_set(&settings->zone_name, value_text(config, "TIMEZONE"));
	settings_set_address(settings, value_text(config, "SITE_URL"));
	for (const struct value *v = translations ? translations->first : NULL; v; v = v->next) {
		if (v->key)
			strings_add(&settings->langs, v->key);
	}
}

/* The entry of the settings whose pattern ("posts/…rst") the path is of; or NULL. */
static const struct value *entry_of(const struct settings *settings, const char *path)
{
	for (const struct value *v = settings->rules ? settings->rules->first : NULL; v;
	     v = v->next) {
		const char *glob = v->first && v->first->kind == VALUE_TEXT ? v->first->text : "";
		size_t len = strcspn(glob, "*");

		if (len && strncmp(path, glob, len) == 0 && glob[len] &&
		    str_ends(path, path_extension(glob)))
			return v;
	}
	return NULL;
}

enum discover nikola_place(const struct settings *settings, const char *path)
{
	if (!discover_is_text(path) || discover_skips(path))
		return DISCOVER_NO;
	if (discover_is_project(path))
		return DISCOVER_PROJECT;
	if (settings->rules ? !entry_of(settings, path) : !str_starts(path, "posts/"))
		return DISCOVER_NO;
	return *path_base(path) == '_' ? DISCOVER_TEMPLATE : DISCOVER_DATED;
}

void nikola_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const struct value *entry = entry_of(settings, page->path);
	const struct value *folder = entry && entry->first ? entry->first->next : NULL;
	char *name = permalink_name(page->path, true);
	const char *below = folder && folder->kind == VALUE_TEXT ? folder->text : "posts";

	str_format(out, "/%s%s%s%s", below, *below ? "/" : "",
		   page->post->slug ? page->post->slug : name,
		   value_truth(settings->own, "PRETTY_URLS", true) ? "/" : ".html");
	free(name);
}

void nikola_prepare(const struct settings *settings, const char *path, struct str *text)
{
	struct str beside = { 0 }, whole = { 0 };
	const char *head;

	str_add(&beside, path, strlen(path) - strlen(path_extension(path)));
	str_text(&beside, ".meta");
	head = settings_file(settings, str_bytes(&beside));
	if (head) {
		str_format(&whole, "%s\n\n%s", head, str_bytes(text));
		str_release(text);
		*text = whole;
	}
	str_release(&beside);
}
