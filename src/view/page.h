/* SPDX-License-Identifier: MIT */
/*
 * page: the reading pane: one post, reflowed to the pane, with its links and the search in it.
 */
#ifndef VIEW_PAGE_H
#define VIEW_PAGE_H

#include "post/links.h"
#include "post/post.h"
#include "view/find.h"
#include "view/hints.h"
#include "view/view.h"

void page_init(struct view *view, const struct view_context *context);

/* Shows the post at the place where it was left; false, and nothing changes, where the index has no
 * post of that id. */
bool page_open(struct view *view, const char *id);

/* A long post is first shown from the start of its body alone; this reads the rest of it, after
 * the first screen was painted. What needs the rest before does it by itself. False where nothing
 * was left to do. */
bool page_finish(const struct view *view);

/* Shows a post that is in no index; the page takes it over and releases it. */
void page_show(struct view *view, struct post *post);

/* Reads the post anew from the index, the place kept; nothing where it is gone. */
void page_reload(struct view *view);

/* Shows the body as it was written, or as text again. */
void page_toggle_source(struct view *view);

/* Takes over what the body was when the post was read last; then what changed since can be shown.
 */
void page_set_old(struct view *view, char *old_body);

/* Shows what changed, or the post again; false where nothing is known to have changed. */
bool page_toggle_changes(struct view *view);

/* The post that is shown, or NULL. */
const struct post *page_post(const struct view *view);
const struct document *page_document(const struct view *view);
const struct links *page_links(const struct view *view);

/* The place in the text that stands on top. */
size_t page_place(const struct view *view);

/* Scrolls so that the place is seen. */
void page_go(struct view *view, size_t place);

/* Puts the place on top and selects a link without scrolling to it (0 for none): coming back. */
void page_restore(struct view *view, size_t place, size_t link);

/* The selected link, or NULL; selecting scrolls to it. `number` is 1-based, 0 for none. */
const struct post_link *page_selected(const struct view *view);
void page_select(struct view *view, size_t number);

/* A click on a cell of the pane: the number of the link there, or 0. A summary is folded or
 * unfolded. */
size_t page_click(struct view *view, int row, int column);

/* Folds or unfolds the selected summary; false where none is selected. */
bool page_unfold(struct view *view);

/* Puts letters over the links that are seen; false where none is. page_hint() takes the keys then,
 * until it says HINTS_FOUND or HINTS_NONE, which end them. */
bool page_show_hints(struct view *view);
bool page_has_hints(const struct view *view);
enum hints_reply page_hint(struct view *view, const char *key, size_t *number);
void page_end_hints(struct view *view);

/* Scrolls by rows, for the wheel. */
void page_scroll(struct view *view, long step);

/* Searches as the user types, from the place where the search began; "" ends it. */
void page_search(struct view *view, const char *words, size_t from);
/* Marks all of these texts (folded), as a search for `words` would; scrolls nowhere. */
void page_mark(struct view *view, const char *words, const struct strings *folded);
const struct find *page_find(const struct view *view);

/* Position in per cent: of the text above the last seen line. 100 where the end is seen. */
int page_percent(struct view *view);

#endif
