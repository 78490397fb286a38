/* SPDX-License-Identifier: MIT */
/*
 * find: where a word stands in a document's text, case and accents folded.
 */
#ifndef VIEW_FIND_H
#define VIEW_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strings.h"

struct find_match {
	size_t start, len; /* bytes of the text */
};

struct find {
	struct find_match *matches; /* in the text's order, none overlaps */
	size_t n_matches;
	size_t current; /* the match that is stood on, where there are any */
};

/* All matches of `words` (blanks stand for any white space); the one at or behind `place` is
 * current. */
void find_init(struct find *find, const char *text, size_t len, const char *words, size_t place);
/* All matches of any of these texts, which are folded already (text/fold.h). */
void find_all(struct find *find, const char *text, size_t len, const struct strings *folded,
	      size_t place);
void find_release(struct find *find);

/* Steps to the next or previous match; true where it went round the end. */
bool find_step(struct find *find, bool is_upward);

/* The first match that ends behind `place`, as an index; n_matches where there is none. */
size_t find_from(const struct find *find, size_t place);

#endif
