/* SPDX-License-Identifier: MIT */
/*
 * shelf: the pane of sections at the left of a wide screen: all posts, each source, each view of
 * config.yaml. What is selected is what the list shows.
 */
#ifndef VIEW_SHELF_H
#define VIEW_SHELF_H

#include <stddef.h>

#include "base/strings.h"
#include "view/view.h"

/* `sources` are addresses; borrowed. */
void shelf_init(struct view *view, const struct view_context *context,
		const struct strings *sources);

/* Counts what is unread, which takes a moment with many posts: not before the first paint. From
 * then on the numbers follow the marks, and titles what is fetched; those of views that ask for
 * marks only when this is called again. */
void shelf_refresh(struct view *view);

/* How many there are besides that of all posts. */
size_t shelf_n(const struct view *view);

/* The query of the selected section, "" for all posts; borrowed until the next change. */
const char *shelf_query(const struct view *view);

/* Selects the section drawn at that row of the pane; false where there is none. */
bool shelf_click(struct view *view, int row);

#endif
