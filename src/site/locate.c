/* SPDX-License-Identifier: MIT */
#include "site/locate.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "site/generator.h"
#include "text/url.h"

static void by_rule(const char *pattern, const struct page *page, struct str *out)
{
	const struct post *post = page->post;
	char *name = permalink_name(page->path, false);
	struct str slug = { 0 };

	permalink_slug(post->title ? post->title : name, false, &slug);
	const struct permalink_field fields[] = {
		{ "title", post->slug ? post->slug : name },
		{ "slug", post->slug ? post->slug : str_bytes(&slug) },
		{ "name", name },
		{ "filename", name },
		{ "path", page->path },
		{ "lang", post->lang ? post->lang : "" },
	};
	const struct permalink_rule rule = { pattern, fields, sizeof(fields) / sizeof(fields[0]),
					     &post->published };

	permalink_expand(&rule, out);
	str_release(&slug);
	free(name);
}

/* '#' and '?' in a file's name do not end its path. */
static void add_path(struct str *out, const char *path)
{
	for (; *path; path++) {
		if (*path == '#')
			str_text(out, "%23");
		else if (*path == '?')
			str_text(out, "%3F");
		else
			str_byte(out, *path);
	}
}

static char *whole(const struct settings *settings, const char *path)
{
	struct str url = { 0 };
	char *resolved;

	str_text(&url, settings->base);
	if (*path != '/')
		str_byte(&url, '/');
	add_path(&url, path);
	if (!settings->address)
		return str_take(&url);
	resolved = url_resolve(settings->address, str_bytes(&url));
	str_release(&url);
	return resolved;
}

char *locate_page(const struct settings *settings, const char *rule, const struct page *page)
{
	struct str path = { 0 };
	char *url = NULL;

	if (page->post->url)
		return mem_string(page->post->url);
	if (rule && *rule)
		by_rule(rule, page, &path);
	else if (settings->generator)
		settings->generator->address(settings, page, &path);
	if (url_is_absolute(str_bytes(&path)))
		url = url_resolve(NULL, str_bytes(&path));
	else if (path.len)
		url = whole(settings, str_bytes(&path));
	str_release(&path);
	return url;
}

char *locate_file(const char *root, const char *path)
{
	struct str url = { 0 };
	char *encoded;

	if (!root)
		return NULL;
	encoded = url_encode(path, "/");
	if (*root == '/') {
		char *place = url_encode(root, "/");

		str_format(&url, "file://%s", place);
		free(place);
	} else {
		str_text(&url, root);
	}
	if (!str_ends(root, "/"))
		str_byte(&url, '/');
	str_text(&url, encoded);
	free(encoded);
	return str_take(&url);
}
