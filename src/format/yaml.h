/* SPDX-License-Identifier: MIT */
/*
 * yaml: YAML 1.1 by libyaml's events into a plain tree.
 */
#ifndef FORMAT_YAML_H
#define FORMAT_YAML_H

#include <stddef.h>

#include "base/err.h"
#include "base/notes.h"
#include "format/value.h"

enum {
	YAML_DEPTH = 32,	  /* deeper nesting is refused */
	YAML_NODES = 200 * 1000,  /* more nodes, aliases expanded, are refused */
};

/*
 * The first document of the bytes. The sentence of a failure names `name` and the line (`first_line`
 * is the number of the bytes' first line). A duplicate key gives a warning and the last one wins.
 */
int yaml_parse(const char *bytes, size_t len, const char *name, unsigned first_line,
	       struct value_tree *tree, const struct notes *notes, struct err *err);

/*
 * For front matter that strict YAML refuses: each line "key: rest" is a text, "- item" lines below a
 * key a list; everything else is passed over. Never fails.
 */
void yaml_parse_lines(const char *bytes, size_t len, unsigned first_line, struct value_tree *tree);

#endif
