/* SPDX-License-Identifier: MIT */
/*
 * wording: the words that md4c hands out, with what it does not know within a line: references to
 * footnotes, emoji by name, attribute lists, GitHub's alerts.
 */
#ifndef DOCUMENT_WORDING_H
#define DOCUMENT_WORDING_H

#include <stdbool.h>
#include <stddef.h>

#include "document/builder.h"
#include "document/footnote.h"

/* Where the next words stand. */
enum wording_place {
	WORDING_INSIDE, /* behind other words */
	WORDING_BLOCK,  /* first in a block */
	WORDING_QUOTE,  /* first in a quote */
	WORDING_LINE,   /* first in a line */
	WORDING_SPAN,   /* directly behind a link, an image, emphasis or code */
};

struct wording {
	struct builder *builder;
	struct footnotes *notes;
	struct arena *arena;
	const char *start, *end; /* of what md4c parses */
	const char *skip;        /* text before it is not shown, once it has begun to be skipped */
	enum wording_place place;
	bool is_heading;
	bool is_special[256]; /* bytes that something of this may begin with */
};

/* All that is given is borrowed. */
void wording_init(struct wording *wording, struct builder *builder, struct footnotes *notes,
		  struct arena *arena);

/* Says what md4c parses, before the first words. */
void wording_begin(struct wording *wording, const char *text, size_t len);

/* Words, as md4c hands them out. */
void wording_text(struct wording *wording, const char *text, size_t len);

/* Whether what stands there is left out. */
bool wording_skips(const struct wording *wording, const char *text);

#endif
