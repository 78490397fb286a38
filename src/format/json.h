/* SPDX-License-Identifier: MIT */
/*
 * json: JSON (RFC 8259) by jansson into a plain tree, and texts out as JSON.
 */
#ifndef FORMAT_JSON_H
#define FORMAT_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "format/value.h"

/*
 * Parses the first value of the bytes; what stands behind it is left alone and its place is given
 * in *end (may be NULL, then it must be blank). Numbers and truths are kept as text, lines are not
 * known. The sentence of a failure names `name` and the line.
 */
int json_parse(const char *bytes, size_t len, const char *name, struct value_tree *tree,
	       size_t *end, struct err *err);

/* Adds the text as a JSON string with its quotes, or null for NULL. */
void json_add_text(struct str *out, const char *text);

#endif
