/* SPDX-License-Identifier: MIT */
#include "site/franklin.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "post/front.h"

static bool names_one(const char *text)
{
	static const char *const keys[] = { "website_url", "website_title", "website_descr",
					    "generate_rss" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strstr(text, keys[i]))
			return true;
	}
	return false;
}

bool franklin_is(struct data *data, const char *path)
{
	const char *text;

	if (!str_equal(path_base(path), "config.md"))
		return false;
	text = data_text(data, path);
	return text && names_one(text);
}

/* The text of a value that may be a call: get(ENV, "NAME", "text"). The caller frees. */
static char *last_text(const char *value)
{
	const char *end = value ? strrchr(value, '"') : NULL, *start = end;

	if (!end)
		return value ? mem_string(value) : NULL;
	while (start > value && start[-1] != '"')
		start--;
	return mem_copy(start, (size_t)(end - start));
}

static void read_values(struct settings *settings, const struct value *root)
{
	static const char *const prefixes[] = { "prepath", "prefix", "base_url_prefix" };
	char *title = last_text(value_text(root, "website_title"));
	char *address = last_text(value_text(root, "website_url"));
	char *prefix = last_text(settings_first(root, prefixes, 3));

	settings_set(&settings->title, title);
	settings_set_address(settings, address);
	if (prefix && *prefix && !settings->base) {
		struct str base = { 0 };

		str_format(&base, "%s%s", *prefix == '/' ? "" : "/", prefix);
		settings_set(&settings->base, str_bytes(&base));
		str_release(&base);
	}
	free(prefix);
	free(address);
	free(title);
}

void franklin_read(struct settings *settings)
{
	char *path = settings_path(settings, "config.md");
	const char *text = data_text(settings->data, path);
	struct front front;

	free(path);
	if (!text)
		return;
	front_read(text, strlen(text), "config.md", NULL, &front);
	read_values(settings, front.tree.root);
	front_release(&front);
}

enum discover franklin_place(const struct settings *settings, const char *path)
{
	return discover_is_markdown(path) ? discover_place(settings, path) : DISCOVER_NO;
}

/* blog/2024/07/x.md is at /blog/2024/07/x/. */
void franklin_address(const struct settings *settings, const struct page *page, struct str *out)
{
	const char *slug = page->post->slug, *path = page->path;
	size_t len = strlen(path) - strlen(path_extension(path));

	(void)settings;
	if (slug)
		str_format(out, "/%s/", slug);
	else if (len > 6 && strncmp(path + len - 6, "/index", 6) == 0)
		str_format(out, "/%.*s", (int)(len - 5), path);
	else
		str_format(out, "/%.*s/", (int)len, path);
}
