/* SPDX-License-Identifier: MIT */
/*
 * scroll: a selection that moves over rows, and the part of them that is seen.
 */
#ifndef VIEW_SCROLL_H
#define VIEW_SCROLL_H

#include <stdbool.h>
#include <stddef.h>

struct scroll {
	size_t top;      /* the first row that is seen */
	size_t selected; /* always less than the number of rows, 0 where there are none */
};

/* Moves the selection by rows (view_step()); false where it stays. */
bool scroll_move(struct scroll *scroll, long step, size_t n_rows);

/* After rows came, went or the pane changed: the selection is a row again, and is seen in `page`
 * rows with some around it. */
void scroll_keep(struct scroll *scroll, size_t n_rows, size_t page);

#endif
