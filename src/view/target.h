/* SPDX-License-Identifier: MIT */
/*
 * target: where a link leads, in one line: its number, the host that it really goes to, what it is
 * where it opens here, what is odd about it, and its address.
 */
#ifndef VIEW_TARGET_H
#define VIEW_TARGET_H

#include "post/links.h"
#include "view/view.h"

void target_draw(const struct view_context *context, const struct box *box,
		 const struct post_link *link);

/* What a link is, for the user: the action that it asks for, else its kind; NULL for a page of the
 * web. Translated. */
const char *target_kind(const struct view_context *context, const struct post_link *link);

#endif
