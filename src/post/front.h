/* SPDX-License-Identifier: MIT */
/*
 * front: where a post's front matter ends, and what it says.
 *
 * YAML (---), TOML (+++), JSON ({), "Key: value" headers (Pelican, MultiMarkdown, Nikola, closed by
 * a blank line or by --- and never opened), or none. A mark at the start of the bytes (BOM), blank
 * lines before the front matter, CR LF and blanks behind --- do no harm.
 */
#ifndef POST_FRONT_H
#define POST_FRONT_H

#include <stddef.h>

#include "base/notes.h"
#include "format/value.h"

enum { FRONT_ROOM = 64 * 1024 }; /* bytes; front matter that ends later is none */

enum front_kind { FRONT_NONE, FRONT_YAML, FRONT_TOML, FRONT_JSON, FRONT_HEADER };

struct front {
	enum front_kind kind;
	struct value_tree
		tree;       /* root is a map, or NULL for FRONT_NONE; it does not need the bytes */
	size_t body;        /* byte at which the body begins */
	unsigned body_line; /* its line, 1-based */
};

/* Bytes are UTF-8 (text/charset.h). What is malformed is read as far as it goes, with a warning
 * that names `name` and the line. */
void front_read(const char *bytes, size_t len, const char *name, const struct notes *notes,
		struct front *front);
void front_release(struct front *front);

#endif
