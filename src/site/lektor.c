/* SPDX-License-Identifier: MIT */
#include "site/lektor.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "dialect/rsthead.h"
#include "post/dates.h"

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
	return discover_in_news(path) ? DISCOVER_DATED : DISCOVER_NO;
}

/* The rule of a model for the addresses of the pages below its own; the caller frees. */
static char *slug_format(const struct settings *settings, const char *model)
{
	struct str name = { 0 };
	char *format;

	str_format(&name, "models/%s.ini", model);
	format = ini_value(settings_file(settings, str_bytes(&name)), "slug_format");
	str_release(&name);
	return format;
}

/* What the page above the post says that it is, else what its folder is called. */
static char *rule_for(const struct settings *settings, const char *above)
{
	char *contents = path_join(above, "contents.lr");
	const char *text = settings_file(settings, contents);
	const char *model = text ? strstr(text, "_model:") : NULL;
	char *name, *rule;

	free(contents);
	if (model && (model == text || model[-1] == '\n')) {
		model += 7 + strspn(model + 7, " \t");
		name = mem_copy(model, strcspn(model, " \t\r\n"));
	} else {
		name = mem_string(path_base(above));
	}
	rule = slug_format(settings, name);
	free(name);
	return rule;
}

/* A name of the rule's expression: pub_date.year, _id … */
static void add_name(const struct page *page, const char *name, size_t len, struct str *out)
{
	static const struct {
		const char *name, *format;
	} times[] = { { ".year", "%Y" }, { ".month", "%-m" }, { ".day", "%-d" } };
	char *word = mem_copy(name, len), *id = permalink_name(page->path, true);

	for (size_t i = 0; i < 3; i++) {
		if (str_ends(word, times[i].name))
			dates_format(&page->post->published, times[i].format, out);
	}
	if (str_ends(word, "_id") || str_ends(word, "_slug"))
		str_text(out, page->post->slug ? page->post->slug : id);
	else if (str_ends(word, "title"))
		permalink_slug(page->post->title, false, out);
	free(id);
	free(word);
}

/* {{ this.pub_date.strftime('%Y/%m') ~ '/' ~ this._id }}: its texts and names, one after another.
 */
static void add_rule(const struct page *page, const char *rule, struct str *out)
{
	bool is_inside = false;

	for (const char *at = rule; *at; at++) {
		size_t len = strspn(at, "abcdefghijklmnopqrstuvwxyz_.");

		if (str_starts(at, "{{") || str_starts(at, "}}")) {
			is_inside = *at++ == '{';
		} else if (!is_inside) {
			str_byte(out, *at);
		} else if (*at == '\'' || *at == '"') {
			char *text = mem_copy(at + 1, strcspn(at + 1, "'\""));

			dates_format(&page->post->published, text, out);
			at += strlen(text) + (at[strlen(text) + 1] != '\0');
			free(text);
		} else if (str_starts(at, "if ")) {
			at += strcspn(at, ")}") - 1;
		} else if (len) {
			add_name(page, at, len, out);
			at += len - 1;
		}
	}
}

void lektor_address(const struct settings *settings, const struct page *page, struct str *out)
{
	char *folder = path_folder(page->path), *above = path_folder(folder);
	char *rule = rule_for(settings, above);
	const char *written = value_text(page->front, "_slug");

	if (str_starts(folder, "content/")) {
		str_text(out, (rule || written ? above : folder) + 7);
		if (rule || written)
			str_byte(out, '/');
		if (written)
			str_text(out, written);
		else if (rule && page->post->published.is_known)
			add_rule(page, rule, out);
		str_byte(out, '/');
	}
	free(rule);
	free(above);
	free(folder);
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
	rsthead_field(head, field, (size_t)(colon - field), value, value_len);
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
