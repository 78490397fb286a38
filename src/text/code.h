/* SPDX-License-Identifier: MIT */
/*
 * code: which bytes of a Markdown or HTML body are code, so that nothing is repaired or replaced
 * there.
 *
 * Fenced and indented blocks, code spans, <pre> and <code>. A quick look, not a parser: what is
 * indented by four after a blank line counts as code, in a list too.
 */
#ifndef TEXT_CODE_H
#define TEXT_CODE_H

#include <stddef.h>

struct code_range {
	size_t start, end; /* bytes; the marks of the code belong to it */
};

struct code_ranges {
	struct code_range *items; /* in order, apart */
	size_t n_items;
};

/* { NULL } before; call code_release() after. */
void code_find(const char *text, size_t len, struct code_ranges *ranges);
void code_release(struct code_ranges *ranges);

#endif
