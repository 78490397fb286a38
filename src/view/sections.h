/* SPDX-License-Identifier: MIT */
/*
 * sections: the pane at the left of a wide screen: all posts, each source, each view of
 * config.yaml. What is selected is what the list shows.
 */
#ifndef VIEW_SECTIONS_H
#define VIEW_SECTIONS_H

#include <stddef.h>

#include "base/strings.h"
#include "view/view.h"

/* `sources` are addresses; borrowed. */
void sections_init(struct view *view, const struct view_context *context,
		   const struct strings *sources);

/* Made anew: titles and numbers of posts change while sources are fetched. */
void sections_refresh(struct view *view);

/* How many there are besides that of all posts. */
size_t sections_n(const struct view *view);

/* The query of the selected section, "" for all posts; borrowed until the next change. */
const char *sections_query(const struct view *view);

/* Selects the section drawn at that row of the pane; false where there is none. */
bool sections_click(struct view *view, int row);

#endif
