/* SPDX-License-Identifier: MIT */
#include "format/value.h"

#include <string.h>

#include "base/str.h"

struct value *value_child(struct value *map, const char *key, size_t len)
{
	struct value *found = NULL;

	if (!map || map->kind != VALUE_MAP)
		return NULL;
	for (struct value *child = map->first; child; child = child->next) {
		if (strncmp(child->key, key, len) == 0 && child->key[len] == '\0')
			found = child;
	}
	return found;
}

const struct value *value_find(const struct value *map, const char *key)
{
	return value_child((struct value *)map, key, strlen(key));
}

const struct value *value_path(const struct value *map, const char *path)
{
	for (const char *dot; map && (dot = strchr(path, '.')); path = dot + 1)
		map = value_child((struct value *)map, path, (size_t)(dot - path));
	return value_find(map, path);
}

const char *value_text(const struct value *map, const char *key)
{
	const struct value *value = value_find(map, key);

	return value && value->kind == VALUE_TEXT ? value->text : NULL;
}

bool value_truth(const struct value *map, const char *key, bool otherwise)
{
	static const char *const words[][2] = {
		{ "false", "true" },
		{ "no", "yes" },
		{ "off", "on" },
		{ "0", "1" },
	};
	const char *text = value_text(map, key);

	for (size_t i = 0; text && i < sizeof(words) / sizeof(*words); i++) {
		for (int truth = 0; truth < 2; truth++) {
			if (str_equal_folded(text, words[i][truth]))
				return truth;
		}
	}
	return otherwise;
}

struct value *value_new(struct value_tree *tree, enum value_kind kind, unsigned line)
{
	struct value *value = arena_alloc(&tree->arena, 1, sizeof(*value));

	value->kind = kind;
	value->line = line;
	value->text = "";
	return value;
}

void value_add(struct value *parent, struct value *child)
{
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

/* A text ends at its NUL, so one inside would hide what follows. */
static const char *keep(struct value_tree *tree, const char *text, size_t len)
{
	struct str mended = { 0 };
	const char *kept;

	if (!memchr(text, '\0', len))
		return arena_copy(&tree->arena, text, len);
	for (size_t i = 0; i < len; i++) {
		if (text[i])
			str_byte(&mended, text[i]);
		else
			str_text(&mended, "\xef\xbf\xbd");
	}
	kept = arena_copy(&tree->arena, mended.bytes, mended.len);
	str_release(&mended);
	return kept;
}

void value_set_key(struct value_tree *tree, struct value *value, const char *key, size_t len)
{
	value->key = keep(tree, key, len);
}

void value_set_text(struct value_tree *tree, struct value *value, const char *text, size_t len)
{
	value->text = keep(tree, text, len);
}

void value_release(struct value_tree *tree)
{
	arena_release(&tree->arena);
	*tree = (struct value_tree){ 0 };
}
