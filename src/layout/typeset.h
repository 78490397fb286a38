/* SPDX-License-Identifier: MIT */
/*
 * typeset: which signs of a leaf are shown as what a typesetter would have set: quotation marks of
 * the post's language for straight ones, ’ for an apostrophe, – for --, — for ---, … for three
 * dots.
 *
 * By the rules of SmartyPants and kramdown, as the programs do that publish such posts. The text
 * stays as it was written, with all places, searches and copies of it: a sign only says what is
 * shown instead. None is in code, keys, addresses and what was written with a backslash before it,
 * none where a command line's option (--help), a prime (6'2") or a path (./...) may be meant.
 */
#ifndef LAYOUT_TYPESET_H
#define LAYOUT_TYPESET_H

#include <stddef.h>

#include "base/str.h"
#include "document/document.h"
#include "layout/mark.h"
#include "layout/quotes.h"

enum typeset_gap { TYPESET_NO_GAP, TYPESET_GAP_BEFORE, TYPESET_GAP_BEHIND };

struct typeset_sign {
	const char *text; /* one character of one column */
	size_t place;
	unsigned len; /* bytes of the document's text that it stands for */
	enum typeset_gap gap;
};

struct typeset {
	const struct quotes *quotes; /* NULL: all is shown as it was written */
	size_t block;                /* the leaf that the signs are of */
	struct typeset_sign *signs;  /* in its order */
	size_t n_signs, room;
};

/* Finds the signs of the leaf, where they are not those that were found last. Linear in its text.
 */
void typeset_leaf(struct typeset *typeset, const struct document *document, size_t block);

/* Adds the leaf's text with its signs, which are found. */
void typeset_copy(struct typeset *typeset, const struct document *document, size_t block,
		  struct str *out);

/* Adds words that are no text of the document, with their signs. */
void typeset_words(const struct quotes *quotes, const char *words, struct str *out);

/* The columns that signs from number `sign` on take less than what they stand for, in a part of
 * the text. */
int typeset_saved(const struct typeset *typeset, size_t sign, size_t start, size_t end);

/* Adds the gaps beside the signs from number `sign` on in a part of the text. */
void typeset_gaps(const struct typeset *typeset, size_t sign, size_t start, size_t end,
		  struct marks *gaps);

void typeset_release(struct typeset *typeset);

#endif
