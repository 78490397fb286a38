/* SPDX-License-Identifier: MIT */
/*
 * glyph: cells as ncurses wants them: wide characters, attributes, pairs of colours.
 */
#ifndef TERMINAL_GLYPH_H
#define TERMINAL_GLYPH_H

#include <stdbool.h>

#include <curses.h>

#include "config/theme.h"
#include "terminal/canvas.h"

/* The looks of all roles, in the colours that this terminal has. Call it when curses has started.
 */
void glyph_start(const struct theme *theme, bool has_color);

/*
 * A row of a canvas: at most canvas->columns characters into `out`; gives their number, and in
 * *columns how far they reach: from there to the end of the row it is empty. Blanks that show
 * nothing of their look may have that of what stands before them, so that the terminal is told
 * less.
 */
int glyph_row(const struct canvas *canvas, int row, cchar_t *out, int *columns);

#endif
