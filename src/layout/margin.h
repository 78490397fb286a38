/* SPDX-License-Identifier: MIT */
/*
 * margin: what stands left of the text: bars of quotes, marks of items, indents, from the outermost
 * container to the innermost.
 *
 * Where the margin would leave too little for the text, its outermost parts are left out.
 */
#ifndef LAYOUT_MARGIN_H
#define LAYOUT_MARGIN_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/lines.h"

struct margin_part {
	const char *first; /* on the first line; NULL: like the others; as wide as `columns` */
	const char *rest;  /* on the others; NULL: blanks */
	int columns;
	enum role role;
	unsigned styles;
	bool is_shown; /* the first line was made */
};

struct margin {
	struct margin_part *parts;
	size_t n_parts, room;
	int width; /* of the text and its margin */
};

/* The texts must outlive the lines. */
void margin_push(struct margin *margin, const struct margin_part *part);
void margin_pop(struct margin *margin);

/* Columns that are left for the text, at least 1. */
int margin_room(const struct margin *margin);

/* Adds the margin to the line that is being made; the parts' first lines are then made. */
void margin_begin(struct margin *margin, struct lines *lines);

/* Only the outermost n parts, and no blanks behind the last bar: for a line without text. */
void margin_show(struct margin *margin, size_t n, struct lines *lines);

void margin_release(struct margin *margin);

#endif
