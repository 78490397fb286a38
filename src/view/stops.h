/* SPDX-License-Identifier: MIT */
/*
 * stops: what Tab stops at in a document, in reading order: links, and the summaries of what can be
 * unfolded.
 */
#ifndef VIEW_STOPS_H
#define VIEW_STOPS_H

#include <stddef.h>

#include "document/document.h"

struct stop {
	size_t place;   /* in the document's text */
	size_t link;    /* number of a link, 1-based; 0: it is a summary */
	size_t details; /* the block that the summary unfolds; 0: it is a link */
};

struct stops {
	struct stop *items;
	size_t n_items;
};

/* The caller releases. */
void stops_init(struct stops *stops, const struct document *document);
void stops_release(struct stops *stops);

/* The number (1-based) of the stop that is that link; 0 where there is none. */
size_t stops_link(const struct stops *stops, size_t link);

#endif
