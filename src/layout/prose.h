/* SPDX-License-Identifier: MIT */
/*
 * prose: the text of a leaf as lines: spans become pieces, links get their numbers, lines break.
 *
 * A long leaf is made in windows, so its first lines cost no more than those of a short one.
 */
#ifndef LAYOUT_PROSE_H
#define LAYOUT_PROSE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/lines.h"
#include "layout/margin.h"
#include "layout/mark.h"
#include "layout/typeset.h"
#include "layout/wrap.h"

/* What all leaves share: the document, the choices, and memory that is used again. */
struct prose_shared {
	const struct document *document;
	const struct layout_options *options;
	struct lines *texts; /* where texts that are made are kept */
	struct wrap wrap;
	struct marks marks;  /* of the window that is being made */
	struct marks others; /* those among them that are no links': of raised digits, or gaps */
	struct typeset typeset;
	struct typeset labels;     /* of leaves whose words stand in another one */
	struct wrap_extra *extras; /* the same for wrap */
	size_t n_extras;
	size_t link; /* the first that starts in the last leaf or behind */
};

enum { PROSE_LEADS = 8 };

struct prose {
	struct prose_shared *shared;
	size_t block;                   /* the leaf */
	enum role role;                 /* of its plain text */
	unsigned styles;                /* on top of all */
	struct mark leads[PROSE_LEADS]; /* what stands before its first word */
	size_t n_leads;
	struct mark tail; /* what stands behind its last word; text NULL: nothing */
	enum block_align align;
	bool is_balanced; /* its lines are about as long as each other */
	int widest;       /* columns of its widest line so far, the margin not counted */
	/* how far it is */
	size_t at;     /* the next byte of the document's text */
	size_t span;   /* the span that holds it */
	size_t link;   /* the first link that does not end before it */
	size_t sign;   /* the first typeset sign that does not stand before it */
	bool is_right; /* its first letter is of a script that is written from the right */
};

/* How the layout's own words look, and where they stand. */
struct prose_look {
	enum role role;
	unsigned styles;
	size_t place, block;
};

/* Sets the prose to the start of its leaf; role and the like are the caller's to set then. */
void prose_start(struct prose *prose, struct prose_shared *shared, size_t block);

/* Makes some more lines, with the margin before each; false when the leaf is done. */
bool prose_step(struct prose *prose, struct margin *margin, struct lines *lines);

/*
 * The columns of what must stay in one line, and of the widest line where there is all the room in
 * the world. Words of more than `width` columns count as that many.
 */
void prose_measure(struct prose *prose, int width, int *least, int *most);

/* Lines of the layout's own words, which outlive the lines; `look` says role, styles and block's
 * place. */
void prose_words(struct prose_shared *shared, const char *text, const struct prose_look *look,
		 struct margin *margin, struct lines *lines);

/* The bytes at the start that are not shown as they are: a soft hyphen, a tab, a newline; or 0. */
size_t prose_unseen(const char *text, size_t len);

/* Whether all of the text is shown as it is: no soft hyphens, tabs and the like. */
bool prose_is_seen(const char *text, size_t len);

void prose_release(struct prose_shared *shared);

#endif
