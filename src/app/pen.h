/* SPDX-License-Identifier: MIT */
/*
 * pen: pieces of lines as bytes for a terminal: the looks of their roles, and OSC 8 links.
 *
 * Only what changes is written: a look holds until another comes, and every line ends plain and
 * outside of links, so that a line can be cut out of the output. Without styles the words are
 * written alone.
 */
#ifndef APP_PEN_H
#define APP_PEN_H

#include "base/str.h"
#include "config/theme.h"
#include "layout/layout.h"

enum { PEN_STYLES = 1 << 6 };

struct pen {
	struct str *out;
	const struct theme *theme; /* NULL: no styles */
	int n_colors;
	bool is_drawn; /* clusters as terminals give them the columns that were counted */
	struct str looks[N_ROLES][PEN_STYLES]; /* made when they are met first */
	const struct str *look;                /* that is set */
	int link;                              /* that is open, or -1 */
};

/* What is written to `out` from now on; both outlive the pen. */
void pen_init(struct pen *pen, const struct theme *theme, int n_colors, struct str *out);
void pen_release(struct pen *pen);

/* `url`: of the piece's link, or NULL where it has none; asked for when a link begins. */
void pen_piece(struct pen *pen, const struct piece *piece,
	       const char *(*url)(void *context, int link), void *context);

/* Ends the line that began with byte `start` of the output, without blanks at its end. */
void pen_line(struct pen *pen, size_t start);

#endif
