/* SPDX-License-Identifier: MIT */
/*
 * footnote: the footnotes of a Markdown text ("[^name]" and "[^name]: text"), which md4c 0.4.8 does
 * not know.
 */
#ifndef DOCUMENT_FOOTNOTE_H
#define DOCUMENT_FOOTNOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "document/draft.h"

struct footnote {
	const char *name;
	struct str text;
	unsigned number; /* in the order that they are referred to, from 1; 0 while it is not known
			  */
};

struct footnotes {
	struct footnote **items;
	size_t n_items;
	struct map names; /* to the first footnote of the name */
};

/* The name in "[^name]" at the start of `text`: its length, 0 where there is none. */
size_t footnote_name(const char *text, size_t len);

/* Another footnote, empty as yet. */
struct footnote *footnote_add(struct footnotes *notes, const char *name, size_t len);

struct footnote *footnote_find(const struct footnotes *notes, const char *name, size_t len);

/* Numbers the notes as `text` refers to them, those that it does not refer to last. */
void footnote_number(struct footnotes *notes, const char *text, size_t len);

/* Puts them all at the end of the draft. */
void footnote_write(struct footnotes *notes, struct draft *draft);

/* "fn" or "fnref", a hyphen and the name of the note, behind `before`; kept in the arena. */
const char *footnote_anchor(const struct footnote *note, const char *before, struct arena *arena);

void footnote_release(struct footnotes *notes);

#endif
