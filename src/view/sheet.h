/* SPDX-License-Identifier: MIT */
/*
 * sheet: a document in a pane: its lines for the pane's width, the part that is seen, what is
 * selected, found and unfolded in it. Knows nothing of posts, the index or the reading state.
 */
#ifndef VIEW_SHEET_H
#define VIEW_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/layout.h"
#include "post/links.h"
#include "terminal/canvas.h"
#include "view/find.h"
#include "view/hints.h"
#include "view/stops.h"

struct sheet_options {
	int width; /* the text's columns at most */
	bool is_ascii, has_numbers, is_visual, is_typeset;
	const char *language;          /* of the document, or NULL; borrowed */
	const unsigned char *suspects; /* a flag a link: not to be trusted; borrowed, or NULL */
};

struct sheet {
	const struct document *document; /* borrowed; NULL: empty */
	const struct links *links;       /* of the document; borrowed */
	struct sheet_options options;
	struct layout *layout;
	unsigned char *open; /* a flag a block: which details are unfolded */
	struct stops stops;
	struct find find;
	struct hints hints;
	int rows, columns; /* of the pane */
	int width, wide;   /* that the layout was made for */
	size_t top;        /* the first line that is seen */
	size_t place;      /* what the user had on top last: survives every width */
	size_t stop;       /* number of the selected stop; 0 for none */
};

/* Shows a document from `place` on; what was shown before is released. The document and its links
 * must outlive that. NULL shows nothing. */
void sheet_show(struct sheet *sheet, const struct document *document, const struct links *links,
		const struct sheet_options *options, size_t place);
void sheet_release(struct sheet *sheet);

/* The pane has this size now. */
void sheet_resize(struct sheet *sheet, int rows, int columns);

/* Draws into a box of that size. */
void sheet_draw(struct sheet *sheet, const struct box *box);

/* Scrolls by lines; LONG_MIN and LONG_MAX go to the ends. */
void sheet_scroll(struct sheet *sheet, long step);

/* Puts a place on top. */
void sheet_put(struct sheet *sheet, size_t place);

/* Scrolls only where the place is not seen; unfolds what hides it. */
void sheet_reveal(struct sheet *sheet, size_t place);

/* Selects a stop (0 for none) and scrolls to it; the next or previous one, from what is seen. */
void sheet_select(struct sheet *sheet, size_t stop);
void sheet_step(struct sheet *sheet, bool is_upward);

/* The selected stop, or NULL. */
const struct stop *sheet_selected(const struct sheet *sheet);

/* Folds or unfolds the details of a block. */
void sheet_unfold(struct sheet *sheet, size_t block);

/* The number of the link drawn at a cell of the pane; 0 for none. Likewise the details whose
 * summary it is. */
size_t sheet_link_at(struct sheet *sheet, int row, int column);
size_t sheet_details_at(struct sheet *sheet, int row);

/* Puts letters over the links that are seen; false where none is. */
bool sheet_hint(struct sheet *sheet);

/* Per cent of the text that stands above the end of the pane. */
int sheet_percent(struct sheet *sheet);

#endif
