/* SPDX-License-Identifier: MIT */
/*
 * oneline: texts of one line (titles, names, sentences) on a canvas: cut where they do not fit, and
 * in the order in which they are seen where the canvas asks for that.
 */
#ifndef VIEW_ONELINE_H
#define VIEW_ONELINE_H

#include <stddef.h>

#include "terminal/canvas.h"

/* As canvas_line(): safe text, NUL-ended, into at most `most` columns; gives the columns used. */
int oneline_draw(const struct box *box, int row, int column, int most, const char *text,
		 enum role role, unsigned styles);

/* Sets the role of the bytes from `start` to `end` of a text that was drawn with these arguments.
 */
void oneline_paint(const struct box *box, int row, int column, int most, const char *text,
		   size_t start, size_t end, enum role role);

#endif
