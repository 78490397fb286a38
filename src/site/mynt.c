/* SPDX-License-Identifier: MIT */
#include "site/mynt.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"

bool mynt_is(struct data *data, const char *path)
{
	const char *text;

	if (!str_equal(path_base(path), "config.yml"))
		return false;
	text = data_text(data, path);
	return text && strstr(text, "posts_url");
}

static bool is_post(const char *path)
{
	const char *posts = strstr(path, "_posts/");

	return posts && (posts == path || posts[-1] == '/') && discover_has_date(path_base(path));
}

void mynt_read(struct settings *settings)
{
	const struct value *config = settings_values(settings, "config.yml");

	settings->variables = settings->own = config;
	settings_set(&settings->title, value_text(config, "title"));
	settings_set(&settings->permalink, value_text(config, "posts_url"));
	settings_set(&settings->lang, value_text(config, "locale"));
	settings_set_address(settings, value_text(config, "domain"));
	settings_set(&settings->base, value_text(config, "base_url"));
}

enum discover mynt_place(const struct settings *settings, const char *path)
{
	(void)settings;
	if (!discover_is_text(path) || discover_skips(path))
		return DISCOVER_NO;
	return is_post(path) ? DISCOVER_SURE : DISCOVER_NO;
}

/* posts_url: /<year>/<month>/<day>/<title>/ */
void mynt_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *at = settings->permalink ? settings->permalink
					     : "/<year>/<month>/<day>/<title>/";
	struct str pattern = { 0 }, slug = { 0 };
	char *name = permalink_name(page->path, false);

	for (; *at; at++) {
		if (*at == '<')
			str_byte(&pattern, ':');
		else if (*at != '>')
			str_byte(&pattern, *at);
	}
	permalink_slug(name, false, &slug);
	const struct permalink_field fields[] = { { "title", str_bytes(&slug) },
						  { "slug", str_bytes(&slug) } };
	const struct permalink_rule rule = { str_bytes(&pattern), fields, 2,
					     &page->post->published };

	permalink_expand(&rule, out);
	free(name);
	str_release(&slug);
	str_release(&pattern);
}
