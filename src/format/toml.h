/* SPDX-License-Identifier: MIT */
/*
 * toml: TOML 1.0 into a plain tree: tables, arrays, inline tables, all strings; numbers, dates and
 * truths are kept as text.
 *
 * It reads what is valid and some of what is not: of a key that is there twice the last one counts,
 * a table may be gone on with, an inline table may have several lines.
 */
#ifndef FORMAT_TOML_H
#define FORMAT_TOML_H

#include <stddef.h>

#include "base/err.h"
#include "format/value.h"

enum { TOML_DEPTH = 32 }; /* deeper nesting is refused */

/* The bytes are UTF-8. The sentence of a failure names `name` and the line. The root is a map. */
int toml_parse(const char *bytes, size_t len, const char *name, unsigned first_line,
	       struct value_tree *tree, struct err *err);

#endif
