/* SPDX-License-Identifier: MIT */
/*
 * wrap: where the lines of a paragraph end.
 *
 * By optimum fit: of all ways to break the paragraph the one with the least raggedness, which is
 * the sum of the squares of the columns that lines leave free (the last line's do not count), with
 * penalties for hyphens and for breaks within addresses. Or greedy: each line as full as it gets.
 * Time is linear in the words, times the few that a line could end with.
 */
#ifndef LAYOUT_WRAP_H
#define LAYOUT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

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

struct wrap_word;

struct wrap {
	struct wrap_line *lines; /* what wrap_text() gave, until it is called again */
	size_t n_lines;
	bool is_ascii; /* the text was printable ASCII: a byte is a column */
	/* memory that is used again */
	unsigned char *kinds;
	size_t n_kinds;
	struct wrap_word *words;
	size_t n_words, room;
	unsigned *costs, *nexts;
	size_t n_costs;
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
