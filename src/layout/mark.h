/* SPDX-License-Identifier: MIT */
/*
 * mark: what the layout puts between the words of a leaf: the numbers of links, the signs before
 * images, "^" before raised digits in ASCII, and the words that screen readers want.
 */
#ifndef LAYOUT_MARK_H
#define LAYOUT_MARK_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/layout.h"
#include "layout/lines.h"

struct mark {
	size_t at;        /* byte of the document's text */
	bool is_before;   /* belongs to what follows `at`, not to what stands before it */
	const char *text; /* never separated by a line break from what it belongs to */
	size_t len;
	int columns;
	enum role role;
	unsigned styles;
	int link;
	size_t leaf; /* 0: an ornament; else words of the document, all of that leaf's, and `text`
			is how they are shown */
};

struct marks {
	struct mark *items; /* by `at`; those before what follows come last */
	size_t n_items, room;
};

struct mark_input {
	const struct document *document;
	const struct layout_options *options;
	size_t start, end; /* the part of the text */
	size_t span, link; /* the first that may be in it */
};

/* Adds the mark at its place among the others; its len and columns are counted where len is 0. */
void mark_add(struct marks *marks, const struct mark *mark);

/* Adds the marks of the links of a part of a leaf; their texts are kept in the lines' arena. */
void mark_find(struct marks *marks, const struct mark_input *input, struct lines *lines);

/* Adds those of the raised digits, as ASCII has them. */
void mark_raised(struct marks *marks, const struct mark_input *input);

/* Adds marks that are in order and come after others at the same place; linear. */
void mark_merge(struct marks *marks, const struct marks *others);

void mark_release(struct marks *marks);

#endif
