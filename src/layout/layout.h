/* SPDX-License-Identifier: MIT */
/*
 * layout: a document and a width in, styled lines out.
 *
 * Lazy: lines are made as they are asked for, from the top. A line's pieces point into the
 * document's text or at ornaments of the layout's own; the document must outlive the layout. Knows
 * nothing of the terminal, colours or posts.
 */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/role.h"
#include "document/document.h"

struct piece {
	const char
		*text; /* `len` bytes, not ended by NUL; one run of clusters, no newline or tab */
	size_t len;
	int columns;
	enum role role;
	unsigned styles;  /* enum role_style */
	int link;         /* index into document->links, or -1 */
	size_t place;     /* where it stands in the document's text; of an ornament: of its line */
	bool is_ornament; /* a bullet, bar, border, number or blank that the layout adds */
	unsigned taken;   /* bytes of the document's text that it stands for where that says it in
			     other words: ” for ", ² for a raised 2; else 0 */
};

struct line {
	size_t place; /* of the first text in or behind the line; never less than that of the line
			 above */
	size_t block; /* the leaf (or rule) that it shows part of; 0 for a blank line */
	int columns;  /* of all pieces */
	int outdent;  /* columns that it begins left of the text, where there is room beside that */
	const struct piece *pieces; /* left to right, from column 0 */
	size_t n_pieces;
};

struct layout_options {
	int width;        /* columns, at least 20 are sensible, any from 1 is safe */
	int wide;         /* columns with the room beside the text, as much on either side, for
			     tables that want more than `width`; 0: none */
	bool is_ascii;    /* ornaments in ASCII only */
	bool is_linear;   /* for screen readers: no boxes or bars, "heading 2: ", "link 3: " */
	bool has_numbers; /* a number behind each link, as "[3]": its index + 1 */
	size_t n_links;   /* of the parts above, where the document is a part: links count on */
	bool is_greedy;   /* lines filled one by one instead of by optimum fit */
	bool is_visual; /* text that is written from the right in the order in which it is seen, for
			   terminals that leave it as it comes; letters are not joined */
	bool is_typeset; /* quotation marks, dashes and dots as a typesetter sets them, not as they
			    were typed; not where is_ascii */
	const char *language;      /* whose quotation marks: de, pt-BR; NULL where nobody knows */
	const unsigned char *open; /* a flag a block: the details that are open; NULL: as written */
};

struct layout;

struct layout *layout_new(const struct document *document, const struct layout_options *options);
void layout_free(struct layout *layout);

/* The bytes of the document's text that a piece stands for. */
size_t layout_taken(const struct piece *piece);

/* Makes lines until there are more than `line` of them or the end is reached; false at the end. */
bool layout_reach(struct layout *layout, size_t line);

/* Lines made so far, and whether these are all. */
size_t layout_n_lines(const struct layout *layout);
bool layout_is_whole(const struct layout *layout);

/* Line i, made where it was not; NULL behind the end. Stays valid until the layout is freed, or the
 * line forgotten. */
const struct line *layout_line(struct layout *layout, size_t i);

/* For who reads the lines once, from the top: those above `before` may be freed. They are not asked
 * for again, and nothing is searched for. */
void layout_forget(struct layout *layout, size_t before);

/* The last line whose place is not behind `place`: how a reading position survives a new width.
 * Lines are made up to there. 0 in an empty layout. */
size_t layout_find(struct layout *layout, size_t place);

/* The line that shows the start of link i's words, made where it was not. */
size_t layout_find_link(struct layout *layout, size_t link);

#endif
