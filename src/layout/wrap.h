/* SPDX-License-Identifier: MIT */
/*
 * wrap: where the lines of a paragraph end.
 *
 * The text is taken apart at its breaks (text/breaks.h); fit.h says which of the words share a
 * line, with penalties for hyphens and for breaks within addresses.
 */
#ifndef LAYOUT_WRAP_H
#define LAYOUT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/fit.h"

/* Columns that are shown at a byte of the text but are not in it. */
struct wrap_extra {
	size_t at;
	int columns;
	bool is_before; /* belongs to what follows `at`, not to what stands before it */
};

struct wrap_line {
	size_t start, end; /* bytes that are shown: no blanks at the ends */
	int columns;       /* extras and hyphen counted */
	bool has_hyphen;
	bool has_lead; /* it ends with the extras before its end, whose word did not fit in */
};

struct wrap {
	struct wrap_line *lines; /* what wrap_text() gave, until it is called again */
	size_t n_lines;
	bool is_ascii; /* the text was printable ASCII: a byte is a column */
	/* memory that is used again */
	unsigned char *kinds;
	size_t n_kinds;
	struct fit fit;
	size_t n_lines_room;
};

struct wrap_input {
	const char *text; /* UTF-8 */
	size_t len;
	const struct wrap_extra *extras; /* by `at`, those before what follows last */
	size_t n_extras;
	int width;
	bool is_greedy;
	bool is_open;     /* the text goes on: the last line is not the paragraph's last */
	bool is_balanced; /* the last line counts like the others: for headings */
};

/* No line is wider than input->width, unless an extra alone is. An empty text has no line. */
void wrap_text(struct wrap *wrap, const struct wrap_input *input);

/* The columns of the widest part that has to stay in one line, and of the widest line where there
 * is all the room in the world. */
void wrap_measure(struct wrap *wrap, const struct wrap_input *input, int *least, int *most);

void wrap_release(struct wrap *wrap);

#endif
