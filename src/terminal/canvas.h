/* SPDX-License-Identifier: MIT */
/*
 * canvas: a screen in memory: rows of styled cells. Views draw on it, the screen copies it to the
 * terminal once a turn, and tests read it without a terminal.
 */
#ifndef TERMINAL_CANVAS_H
#define TERMINAL_CANVAS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/role.h"
#include "base/str.h"

struct cell {
	unsigned text;         /* offset of its cluster in `clusters` */
	unsigned char len;     /* bytes; 0: the right half of a wide cluster */
	unsigned char columns; /* 1 or 2; 0: the right half */
	unsigned short role;   /* enum role */
	unsigned short styles; /* enum role_style */
};

struct canvas {
	int rows, columns;
	struct cell *cells;            /* rows * columns */
	struct str clusters;           /* the texts of the cells */
	int cursor_row, cursor_column; /* -1: hidden */
	bool is_ascii;                 /* what is added to the words is drawn in ASCII */
	bool is_visual; /* text from the right is to be drawn in the order in which it is seen */
};

/* A part of a canvas: what a view draws on. Coordinates are the box's own; what falls outside is
 * cut. */
struct box {
	struct canvas *canvas;
	int row, column, rows, columns;
};

void canvas_init(struct canvas *canvas);

/* A new size, all blank. */
void canvas_resize(struct canvas *canvas, int rows, int columns);
void canvas_release(struct canvas *canvas);

struct box canvas_box(struct canvas *canvas);

/* The part of a box; cut to it. */
struct box canvas_part(const struct box *box, int row, int column, int rows, int columns);

/* Fills the whole box with blanks of a role. */
void canvas_clear(const struct box *box, enum role role);

/* Draws safe text (no newline or tab) from a column on, as far as it fits whole clusters into
 * `most` columns (and the box); gives the columns used. */
int canvas_text(const struct box *box, int row, int column, int most, const char *text, size_t len,
		enum role role, unsigned styles);

/* The same for a NUL-ended text, up to the box's edge; where it does not fit it ends in "…", or in
 * "..." where the canvas is_ascii. */
int canvas_line(const struct box *box, int row, int column, int most, const char *text,
		enum role role, unsigned styles);

/* Sets role and styles of what is already drawn (a selection); role N_ROLES keeps the role and only
 * adds the styles. */
void canvas_paint(const struct box *box, int row, int column, int columns, enum role role,
		  unsigned styles);

/* A row as plain text without blanks at its end; the caller frees. */
char *canvas_row(const struct canvas *canvas, int row);

/* Puts the cursor, for prompts. */
void canvas_cursor(const struct box *box, int row, int column);

#endif
