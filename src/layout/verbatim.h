/* SPDX-License-Identifier: MIT */
/*
 * verbatim: a block of code as lines, never reflowed: what is longer than the line is folded with a
 * mark.
 */
#ifndef LAYOUT_VERBATIM_H
#define LAYOUT_VERBATIM_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/highlight.h"
#include "layout/lines.h"
#include "layout/margin.h"

struct verbatim {
	const struct document *document;
	const struct layout_options *options;
	size_t block;
	size_t at;   /* the next byte of the document's text */
	size_t span; /* that holds it */
	struct highlight highlight;
	size_t part;    /* where the part of one role ends that holds it */
	enum role role; /* of that */
};

void verbatim_start(struct verbatim *code, const struct document *document,
		    const struct layout_options *options, size_t block);

/* Makes some more lines; false when all are made. */
bool verbatim_step(struct verbatim *code, struct margin *margin, struct lines *lines);

/* The columns that code is indented by where there is room for so many. */
int verbatim_indent(int room);

#endif
