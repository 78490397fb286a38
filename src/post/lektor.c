/* SPDX-License-Identifier: MIT */
#include "post/lektor.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"

bool lektor_is(struct data *data, const char *path)
{
	(void)data;
	return str_equal(path_extension(path), ".lektorproject");
}

/* The project's file is an INI file: the first `key = value` of that name. The caller frees. */
static char *ini_value(const char *text, const char *key)
{
	size_t len = strlen(key);

	for (; text && *text; text = strchr(text, '\n') ? strchr(text, '\n') + 1 : NULL) {
		const char *at = text + strspn(text, " \t");

		if (strncmp(at, key, len) != 0)
			continue;
		at += len + strspn(at + len, " \t");
		if (*at != '=')
			continue;
		at += 1 + strspn(at + 1, " \t");
		return mem_copy(at, strcspn(at, "\r\n"));
	}
	return NULL;
}

void lektor_read(struct settings *settings)
{
	const struct tree *tree = settings->data->tree;

	for (size_t i = 0; i < tree->n_entries; i++) {
		const char *path = tree->entries[i].path, *text;

		if (!lektor_is(settings->data, path) || !str_starts(path, settings->folder))
			continue;
		text = data_text(settings->data, path);
		char *url = ini_value(text, "url"), *name = ini_value(text, "name");

		settings_set_address(settings, url);
		settings_set(&settings->title, name);
		free(url);
		free(name);
	}
	settings_set(&settings->content, "content");
}

enum discover lektor_place(const struct settings *settings, const char *path)
{
	(void)settings;
	if (!str_equal(path_base(path), "contents.lr") || !str_starts(path, "content/") ||
	    discover_skips(path))
		return DISCOVER_NO;
	for (const char *at = path, *slash; (slash = strchr(at, '/')); at = slash + 1) {
		if (discover_is_news_folder(at, (size_t)(slash - at)))
			return DISCOVER_DATED;
	}
	return DISCOVER_NO;
}

void lektor_address(const struct settings *settings, const struct page *page, struct str *out)
{
	char *folder = path_folder(page->path);

	(void)settings;
	if (str_starts(folder, "content/"))
		str_format(out, "%s/", folder + 7);
	free(folder);
}

static void add_quoted(struct str *out, const char *text, size_t len)
{
	str_byte(out, '\'');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\'')
			str_byte(out, '\'');
		str_byte(out, text[i] == '\n' || text[i] == '\r' ? ' ' : text[i]);
	}
	str_byte(out, '\'');
}

static void add_field(struct str *head, struct str *body, const char *field, size_t len)
{
	const char *colon = memchr(field, ':', len), *value;
	size_t value_len;

	if (!colon)
		return;
	value = colon + 1;
	value_len = len - (size_t)(value - field);
	str_trim(&value, &value_len);
	if (colon - field == 4 && strncmp(field, "body", 4) == 0) {
		str_add(body, value, value_len);
		return;
	}
	str_add(head, field, (size_t)(colon - field));
	str_text(head, ": ");
	add_quoted(head, value, value_len);
	str_byte(head, '\n');
}

/* Fields stand between lines of ---. */
void lektor_prepare(const struct settings *settings, const char *path, struct str *text)
{
	const char *at = str_bytes(text), *end = at + text->len;
	struct str head = { 0 }, body = { 0 };

	(void)settings;
	(void)path;
	str_text(&head, "---\n");
	while (at < end) {
		const char *next = strstr(at, "\n---\n");
		size_t len = next ? (size_t)(next - at) : (size_t)(end - at);

		add_field(&head, &body, at, len);
		at = next ? next + 5 : end;
	}
	str_format(&head, "---\n\n%s\n", str_bytes(&body));
	str_release(&body);
	str_release(text);
	*text = head;
}
