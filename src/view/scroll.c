/* SPDX-License-Identifier: MIT */
#include "view/scroll.h"

enum { MARGIN = 2 };

bool scroll_move(struct scroll *scroll, long step, size_t n_rows)
{
	size_t before = scroll->selected, far;

	if (n_rows == 0)
		return false;
	if (step < 0) {
		far = 0UL - (size_t)step;
		scroll->selected = far > before ? 0 : before - far;
	} else {
		far = n_rows - 1 - before;
		scroll->selected = (size_t)step > far ? n_rows - 1 : before + (size_t)step;
	}
	return scroll->selected != before;
}

void scroll_keep(struct scroll *scroll, size_t n_rows, size_t page)
{
	size_t margin = page > 4 * MARGIN ? MARGIN : 0, last;

	if (page == 0)
		page = 1;
	if (scroll->selected >= n_rows)
		scroll->selected = n_rows > 0 ? n_rows - 1 : 0;
	if (scroll->selected < scroll->top + margin)
		scroll->top = scroll->selected > margin ? scroll->selected - margin : 0;
	if (scroll->selected + margin + 1 > scroll->top + page)
		scroll->top = scroll->selected + margin + 1 - page;
	last = n_rows > page ? n_rows - page : 0;
	if (scroll->top > last)
		scroll->top = last;
}
