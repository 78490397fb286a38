/* SPDX-License-Identifier: MIT */
#include "dialect/mdxnames.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "settings/data.h"
#include "settings/literal.h"

enum { MOST_NAMES = 10000 };

static void add_name(struct mdxnames *names, const char *name, size_t len, const char *text)
{
	char *key;

	if (!text || names->texts.n_used >= MOST_NAMES)
		return;
	key = mem_copy(name, len);
	map_put(&names->texts, key, arena_copy(&names->arena, text, strlen(text)));
	free(key);
}

/* A value by its name; the members of a map by "name.member". */
static void add_value(struct mdxnames *names, const char *name, const struct value *value,
		      int depth)
{
	if (!value)
		return;
	if (value->kind == VALUE_TEXT)
		add_name(names, name, strlen(name), value->text);
	for (const struct value *v = value->kind == VALUE_MAP && depth < 4 ? value->first : NULL; v;
	     v = v->next) {
		struct str path = { 0 };

		str_format(&path, "%s.%s", name, v->key);
		add_value(names, str_bytes(&path), v, depth + 1);
		str_release(&path);
	}
}

static void add_exports(struct mdxnames *names, const char *text, size_t len)
{
	struct value_tree tree = { .root = NULL };

	literal_parse(text, len, LITERAL_SCRIPT, &tree);
	for (const struct value *v = tree.root ? tree.root->first : NULL; v; v = v->next)
		add_value(names, v->key, v, 0);
	value_release(&tree);
}

/* The values of a file that is imported as "../x", "@/x" or "~/x"; or NULL. */
static const struct value *imported(const struct mdxnames *names, const char *from, size_t len)
{
	const struct settings *settings = names->settings;
	const char *path = names->path;
	char *name = mem_copy(from, len), *folder = path_folder(path), *place;
	const char *rest = name;
	const struct value *values;

	if (len > 2 && (*name == '@' || *name == '~') && name[1] == '/') {
		free(folder);
		folder = mem_string("src");
		rest += 2;
	}
	while (str_starts(rest, "../") || str_starts(rest, "./")) {
		char *above = rest[1] == '/' ? mem_string(folder) : path_folder(folder);

		free(folder);
		folder = above;
		rest += rest[1] == '/' ? 2 : 3;
	}
	char *below = *folder ? path_join(folder, rest) : mem_string(rest);

	place = settings_path(settings, below);
	values = data_values(settings->data, place);
	if (!values)
		values = data_named(settings->data, "", place);
	free(place);
	free(below);
	free(folder);
	free(name);
	return values;
}

static bool is_picture(const char *path)
{
	static const char *const kinds[] = { ".png", ".jpg",  ".jpeg", ".gif",
					     ".svg", ".webp", ".avif" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (str_equal_folded(path_extension(path), kinds[i]))
			return true;
	}
	return false;
}

/* import Reef from "./reef.png" */
static void add_picture(struct mdxnames *names, const char *text, size_t all)
{
	const char *name = text + 7, *last = text + all, *quote, *close;
	size_t len = 0;

	while (name + len < last && (isalnum((unsigned char)name[len]) || name[len] == '_'))
		len++;
	for (quote = name + len; quote < last && !strchr("\"'{", *quote); quote++)
		;
	close = quote < last ? memchr(quote + 1, *quote, (size_t)(last - quote - 1)) : NULL;
	if (!len || !close)
		return;
	char *path = mem_copy(quote + 1, (size_t)(close - quote - 1));

	if (is_picture(path))
		add_name(names, name, len, path);
	free(path);
}

/* import { A, B as C } from "../constants" */
static void add_imports(struct mdxnames *names, const char *text, size_t all)
{
	const char *end = text + all, *brace = memchr(text, '{', all);
	const char *close = brace ? memchr(brace, '}', (size_t)(end - brace)) : NULL;
	const char *quote, *last;
	const struct value *values;

	add_picture(names, text, all);
	if (!close || !names->settings)
		return;
	for (quote = close; quote < end && !strchr("\"'", *quote); quote++)
		;
	last = quote < end ? memchr(quote + 1, *quote, (size_t)(end - quote - 1)) : NULL;
	values = last ? imported(names, quote + 1, (size_t)(last - quote - 1)) : NULL;
	for (const char *at = brace + 1; values && at < close;) {
		size_t len = 0;

		while (at < close && !isalnum((unsigned char)*at) && *at != '_')
			at++;
		while (at + len < close && (isalnum((unsigned char)at[len]) || at[len] == '_'))
			len++;
		char *name = mem_copy(at, len);

		add_value(names, name, value_find(values, name), 0);
		free(name);
		at += len;
	}
}

void mdxnames_add(struct mdxnames *names, const char *text, size_t len)
{
	if (len > 7 && memcmp(text, "export ", 7) == 0)
		add_exports(names, text, len);
	else if (len > 7)
		add_imports(names, text, len);
}

/* A text, each ${name} in it replaced; NULL where one is not known. The caller frees. */
static char *filled(const struct mdxnames *names, const char *text, size_t len)
{
	struct str out = { 0 };
	const char *end = text + len;
	bool is_known = true;

	str_text(&out, "");
	while (text < end && is_known) {
		const char *close = text + 2 < end && text[0] == '$' && text[1] == '{'
					    ? memchr(text, '}', (size_t)(end - text))
					    : NULL;
		char *value = close && !strchr("\"'`", text[2])
				      ? mdxnames_value(names, text + 2, (size_t)(close - text - 2))
				      : NULL;

		is_known = !close || value;
		str_text(&out, value);
		if (!close)
			str_byte(&out, *text);
		text = close ? close + 1 : text + 1;
		free(value);
	}
	if (!is_known)
		str_release(&out);
	return is_known ? str_take(&out) : NULL;
}

char *mdxnames_value(const struct mdxnames *names, const char *text, size_t len)
{
	str_trim(&text, &len);
	if (len > 10 && memcmp(text, "require(", 8) == 0) { /* require("./a.png").default */
		const char *close = memchr(text, ')', len);

		text += 8;
		len = close && close > text ? (size_t)(close - text) : 0;
	}
	if (len >= 2 && strchr("\"'`", *text) && text[len - 1] == *text)
		return filled(names, text + 1, len - 2);
	return mem_string(len ? map_find_bytes(&names->texts, text, len) : NULL);
}

void mdxnames_release(struct mdxnames *names)
{
	map_release(&names->texts);
	arena_release(&names->arena);
}
