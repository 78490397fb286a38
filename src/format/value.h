/* SPDX-License-Identifier: MIT */
/*
 * value: what YAML, JSON and TOML have in common: a plain tree of texts, lists and maps.
 *
 * Every scalar is kept as text and read by whoever knows the key, so "no", 47 and 3.0 stay what was
 * written. A tree is one arena; nothing in it is freed alone.
 */
#ifndef FORMAT_VALUE_H
#define FORMAT_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum value_kind {
	VALUE_NULL, /* empty, ~, null (plain, not quoted) */
	VALUE_TEXT,
	VALUE_LIST,
	VALUE_MAP,
};

struct value {
	enum value_kind kind;
	unsigned line;    /* in the file: the parser was told its first line's number; 0 unknown */
	bool is_quoted;   /* the scalar stood in quotes or in a block */
	const char *key;  /* in a map; else NULL */
	const char *text; /* VALUE_TEXT: the scalar, valid UTF-8; else "" */
	struct value *first, *next; /* children in the order written; siblings */
	struct value *last;         /* of the children */
};

struct value_tree {
	struct arena arena;
	struct value *root; /* NULL while nothing was parsed, and after a failure */
};

/* The child of a map; NULL where there is none or `map` is NULL or no map. The last wins. */
const struct value *value_find(const struct value *map, const char *key);

/* The same by a path of keys: "site.author.name". */
const struct value *value_path(const struct value *map, const char *path);

/* The text of a scalar child, or NULL (absent, null, list, map). */
const char *value_text(const struct value *map, const char *key);

/* "true", "yes", "on", "1" in any case, or their opposites; `otherwise` where absent or something
 * else. */
bool value_truth(const struct value *map, const char *key, bool otherwise);

/* For building. The texts are copied into the arena; a NUL inside becomes U+FFFD. */
struct value *value_new(struct value_tree *tree, enum value_kind kind, unsigned line);
void value_add(struct value *parent, struct value *child);
void value_set_key(struct value_tree *tree, struct value *value, const char *key, size_t len);
void value_set_text(struct value_tree *tree, struct value *value, const char *text, size_t len);

/* value_find() for building: the child may be changed. */
struct value *value_child(struct value *map, const char *key, size_t len);

/* Empty again, and usable again. */
void value_release(struct value_tree *tree);

#endif
