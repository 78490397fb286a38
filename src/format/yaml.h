/* SPDX-License-Identifier: MIT */
/*
 * yaml: YAML 1.1 into a plain tree, by libyaml's events where it is more than flat.h reads.
 *
 * Aliases are expanded, and a merge key (<<) gives its map's children before the map's own. Tags
 * say nothing, except that a plain scalar with one is never null. A key that is no scalar is a
 * failure.
 */
#ifndef FORMAT_YAML_H
#define FORMAT_YAML_H

#include <stddef.h>

#include "base/err.h"
#include "base/notes.h"
#include "format/value.h"

enum {
	YAML_DEPTH = 32,         /* deeper nesting is refused */
	YAML_NODES = 200 * 1000, /* more nodes, aliases expanded, are refused */
};

/*
 * The first document of the bytes; the root of an empty one is a VALUE_NULL. The sentence of a
 * failure names `name` and the line (`first_line` is the number of the bytes' first line). A
 * duplicate key gives a warning and the last one wins.
 */
int yaml_parse(const char *bytes, size_t len, const char *name, unsigned first_line,
	       struct value_tree *tree, const struct notes *notes, struct err *err);

/* The same, all of it by libyaml: what yaml_parse() gives has to be equal to this. */
int yaml_parse_events(const char *bytes, size_t len, const char *name, unsigned first_line,
		      struct value_tree *tree, const struct notes *notes, struct err *err);

/*
 * For front matter that strict YAML refuses: each line "key: rest" is a text (quotes around it
 * taken off), "- item" lines below a key or "[a, b]" behind it a list, other indented lines below a
 * text go on with it; everything else is passed over. The root is a map. Never fails.
 */
void yaml_parse_lines(const char *bytes, size_t len, unsigned first_line, struct value_tree *tree);

#endif
