/* SPDX-License-Identifier: MIT */
/*
 * list: the pane of posts.
 *
 * A wide pane shows a post a line; a narrow one two: the title, and below it date and author. The
 * selection is a post, not a row: it stays on its post when rows come and go.
 */
#ifndef VIEW_LIST_H
#define VIEW_LIST_H

#include "base/strings.h"
#include "store/listing.h"
#include "view/view.h"

/* `sources` (addresses, empty for all) and `context` are borrowed; `query` may be NULL. -1, and
 * nothing to release, where the listing cannot be made. */
int list_init(struct view *view, const struct view_context *context, const struct strings *sources,
	      const char *query, struct err *err);

/* Another query ("" for none); where it is wrong the list stays as it is. */
int list_filter(struct view *view, const char *query, struct err *err);
const char *list_query(const struct view *view);

/* Another order, the same order the other way round, or other groups. */
int list_sort(struct view *view, enum listing_order order, struct err *err);
int list_group(struct view *view, enum listing_grouping grouping, struct err *err);

/* Borrowed until the list is made anew. */
const struct listing_spec *list_spec(const struct view *view);
struct listing *list_listing(const struct view *view);

/* Takes in what changed in the index or the state. */
void list_refresh(struct view *view);

size_t list_n_rows(const struct view *view);

/* The selected row, or NULL in an empty list; borrowed until the next call on the list. */
const struct row *list_selected(struct view *view);

/* Selects by id; false where it is not in the list. */
bool list_select(struct view *view, const char *id);

/* Selects the row drawn at `row` of the pane; false where there is none. */
bool list_click(struct view *view, int row);

/* Marks the selected post as read with its content, or as unread. */
void list_mark_read(struct view *view, bool is_read, uint64_t content);

#endif
