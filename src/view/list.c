/* SPDX-License-Identifier: MIT */
#include "view/list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "view/label.h"
#include "view/oneline.h"
#include "view/scroll.h"

enum {
	WIDE = 64, /* from this many columns on, a post a line */
	MARKS = 4, /* columns before the date: unread, star, ticket, blank */
	DATE = 10, /* of an ISO day */
	SHOWS_AUTHOR = 80,
	SHOWS_SOURCE = 110,
};

struct list {
	struct listing *listing;
	struct listing_spec spec;
	char *query;
	struct scroll scroll;
	char id[POST_ID_ROOM]; /* of the selected post; "" before there was one */
	bool follows_top;      /* nobody has moved yet: new posts on top are shown */
	int *lines;            /* the pane's line below each seen row, from the top row on */
	size_t n_seen;
};

static struct list *own(const struct view *view)
{
	return view->own;
}

static int lines_a_row(const struct view *view)
{
	return view->columns < WIDE ? 2 : 1;
}

static size_t rows_a_page(const struct view *view)
{
	return (size_t)(view->rows / lines_a_row(view));
}

/* Remembers which post the selected row is. */
static void remember(struct view *view)
{
	struct list *list = own(view);
	const struct row *row = listing_row(list->listing, list->scroll.selected);

	snprintf(list->id, sizeof(list->id), "%s", row ? row->id : "");
}

/* Lines of a row: its own, one for the head of a group above it, one for what a query found in it.
 */
static int height(const struct view *view, const struct row *row)
{
	return lines_a_row(view) + (row->group != NULL) + (row->snippet != NULL);
}

/* Whether the rows from the top to the selected one fit into the pane. */
static bool selected_fits(struct view *view)
{
	struct list *list = own(view);
	int used = 0;

	for (size_t i = list->scroll.top; i <= list->scroll.selected; i++) {
		const struct row *row = listing_row(list->listing, i);

		used += row ? height(view, row) : 0;
		if (used > view->rows)
			return false;
	}
	return true;
}

static void keep(struct view *view)
{
	struct list *list = own(view);

	scroll_keep(&list->scroll, listing_n_rows(list->listing), rows_a_page(view));
	while (list->scroll.top < list->scroll.selected && !selected_fits(view))
		list->scroll.top++;
}

static void draw_marks(const struct view *view, const struct box *box, int line,
		       const struct row *row)
{
	if (row->is_changed)
		canvas_line(box, line, 0, 1, "~", ROLE_UNREAD, 0);
	else if (!row->state.is_read)
		canvas_line(box, line, 0, 1, view_sign(view->context, ORNAMENT_UNREAD), ROLE_UNREAD,
			    0);
	if (row->state.is_starred)
		canvas_line(box, line, 1, 1, view_sign(view->context, ORNAMENT_STAR), ROLE_STARRED,
			    0);
	if (row->ticket)
		canvas_line(box, line, 2, 1, "t", ROLE_TICKET, 0);
}

static enum role title_role(const struct row *row)
{
	if (row->problem)
		return ROLE_STATUS_ERROR;
	return row->state.is_read ? ROLE_LIST_TITLE : ROLE_UNREAD;
}

static bool has_sources(const struct list *list)
{
	return !list->spec.sources || list->spec.sources->n_items != 1;
}

/* A post in one line: marks, date, title, author, source. */
static void draw_wide(const struct view *view, const struct box *box, int line,
		      const struct row *row)
{
	int end = box->columns, column = MARKS + DATE + 2;
	char day[16];

	when_day(&row->published, day, sizeof(day));
	draw_marks(view, box, line, row);
	canvas_line(box, line, MARKS, DATE, day, ROLE_LIST_DATE, 0);
	if (end >= SHOWS_SOURCE && has_sources(own(view))) {
		end -= 22;
		oneline_draw(box, line, end + 2, 20,
			     label_source(view->context->label, row->source_title, row->source),
			     ROLE_LIST_SOURCE, 0);
	}
	if (box->columns >= SHOWS_AUTHOR) {
		end -= 24;
		oneline_draw(box, line, end + 2, 22, row->authors ? row->authors : "",
			     ROLE_LIST_AUTHOR, 0);
	}
	oneline_draw(box, line, column, end - column, row->title, title_role(row), 0);
}

/* A post in two lines: marks and title; date and author below. */
static void draw_narrow(const struct view *view, const struct box *box, int line,
			const struct row *row)
{
	struct str who = { 0 };
	char day[16];

	str_text(&who, row->authors);
	if (has_sources(own(view)) || who.len == 0)
		str_format(&who, "%s%s", who.len > 0 ? view_sign(view->context, ORNAMENT_DOT) : "",
			   label_source(view->context->label, row->source_title, row->source));

	when_day(&row->published, day, sizeof(day));
	draw_marks(view, box, line, row);
	oneline_draw(box, line, MARKS, box->columns - MARKS - 1, row->title, title_role(row), 0);
	canvas_line(box, line + 1, MARKS, DATE, day, ROLE_LIST_DATE, 0);
	oneline_draw(box, line + 1, MARKS + DATE + 2, box->columns - MARKS - DATE - 3, who.bytes,
		     ROLE_LIST_AUTHOR, 0);
	str_release(&who);
}

static bool has_no_source(const struct list *list)
{
	return list->spec.sources && list->spec.sources->n_items == 1 &&
	       !*list->spec.sources->items[0];
}

static void draw_empty(const struct list *list, const struct box *box)
{
	const char
		*words = list->query ? _("No post matches the filter.")
			 : has_no_source(list)
				 ? _("No source is subscribed yet: hallway --add SOURCE adds one.")
				 : _("There are no posts here yet.");

	oneline_draw(box, box->rows > 2 ? 1 : 0, 2, box->columns - 4, words, ROLE_DIM, 0);
}

static void draw_group(struct view *view, const struct box *box, int line, size_t i,
		       const char *name)
{
	struct list *list = own(view);
	char *head = mem_string(name);
	struct str words = { 0 };

	for (size_t g = 0; g < listing_n_groups(list->listing); g++) {
		struct listing_group group = listing_group(list->listing, g);

		if (group.first == i)
			str_format(&words, ngettext("%s: %zu post", "%s: %zu posts", group.n_rows),
				   head, group.n_rows);
	}
	oneline_draw(box, line, 1, box->columns - 2, words.len > 0 ? words.bytes : head,
		     ROLE_LIST_GROUP, 0);
	str_release(&words);
	free(head);
}

/* What a query found in a body, the words it asked for marked. */
static void draw_snippet(const struct box *box, int line, const struct row *row)
{
	int room = box->columns - MARKS - 1;

	oneline_draw(box, line, MARKS, room, row->snippet, ROLE_DIM, 0);
	for (size_t i = 0; i < row->n_marks; i++)
		oneline_paint(box, line, MARKS, room, row->snippet, row->marks[i].from,
			      row->marks[i].to, ROLE_MATCH);
}

/* Draws row i from `line` on; gives the line below it. */
static int draw_row(struct view *view, const struct box *box, size_t i, int line, bool has_keyboard)
{
	struct list *list = own(view);
	const struct row *row = listing_row(list->listing, i);
	int lines = lines_a_row(view);
	bool has_group = row && row->group, has_snippet = row && row->snippet;

	if (!row)
		return line;
	if (has_group) {
		draw_group(view, box, line++, i, row->group);
		row = listing_row(list->listing, i);
	}
	if (lines == 2)
		draw_narrow(view, box, line, row);
	else
		draw_wide(view, box, line, row);
	if (has_snippet)
		draw_snippet(box, line + lines, row);
	for (int more = 0; i == list->scroll.selected && more < lines; more++)
		canvas_paint(box, line + more, 0, box->columns,
			     has_keyboard ? ROLE_SELECTED : ROLE_SELECTED_OTHER, 0);
	return line + lines + has_snippet;
}

static void draw(struct view *view, const struct box *box, bool has_keyboard)
{
	struct list *list = own(view);
	size_t n_rows = listing_n_rows(list->listing);
	int line = 0;

	keep(view);
	canvas_clear(box, ROLE_TEXT);
	if (n_rows == 0)
		draw_empty(list, box);
	list->n_seen = 0;
	for (size_t i = list->scroll.top; i < n_rows && line < box->rows; i++) {
		line = draw_row(view, box, i, line, has_keyboard);
		list->lines = mem_grow(list->lines, list->n_seen, sizeof(*list->lines));
		list->lines[list->n_seen++] = line;
	}
}

static void select_row(struct view *view, size_t i)
{
	own(view)->scroll.selected = i;
	own(view)->follows_top = false;
	keep(view);
	remember(view);
}

static enum view_reply go_unread(struct view *view, bool is_upward)
{
	struct list *list = own(view);
	ptrdiff_t found = listing_unread(list->listing, (ptrdiff_t)list->scroll.selected,
					 is_upward);

	if (found < 0)
		status_say(view->context->status, is_upward ? _("There is no unread post above.")
							    : _("There is no unread post below."));
	else
		select_row(view, (size_t)found);
	return VIEW_DONE;
}

static enum view_reply toggle_star(struct view *view)
{
	const struct row *row = list_selected(view);
	struct err err;
	bool is_starred;

	if (!row)
		return VIEW_DONE;
	is_starred = !row->state.is_starred;
	if (state_mark_starred(view->context->state, row->id, is_starred, &err) < 0)
		status_fail(view->context->status, "%s", err.text);
	else
		status_say(view->context->status,
			   is_starred ? _("The post has a star.") : _("The star is gone."));
	list_refresh(view);
	return VIEW_DONE;
}

static enum view_reply toggle_read(struct view *view)
{
	const struct row *row = list_selected(view);

	if (!row)
		return VIEW_DONE;
	list_mark_read(view, !row->state.is_read, 0);
	return VIEW_DONE;
}

static enum view_reply act(struct view *view, enum action action)
{
	struct list *list = own(view);
	long step = view_step(action, (int)rows_a_page(view));

	if (step != 0) {
		scroll_move(&list->scroll, step, listing_n_rows(list->listing));
		select_row(view, list->scroll.selected);
		return VIEW_DONE;
	}
	if (action == ACTION_NEXT_UNREAD || action == ACTION_PREVIOUS_UNREAD)
		return go_unread(view, action == ACTION_PREVIOUS_UNREAD);
	if (action == ACTION_TOGGLE_READ)
		return toggle_read(view);
	if (action == ACTION_TOGGLE_STAR)
		return toggle_star(view);
	return VIEW_PASS;
}

static void release(struct view *view)
{
	struct list *list = own(view);

	listing_free(list->listing);
	free(list->query);
	free(list->lines);
	free(list);
}

static const struct view_kind kind = { ON_LIST, draw, act, release };

int list_init(struct view *view, const struct view_context *context, const struct strings *sources,
	      const char *query, struct err *err)
{
	struct listing_spec spec = { .sources = sources, .query = query };
	struct listing *listing = listing_new(context->index, context->state, &spec, err);
	struct list *list;

	if (!listing)
		return -1;
	list = mem_alloc(1, sizeof(*list));
	list->listing = listing;
	list->query = query && *query ? mem_string(query) : NULL;
	list->spec = spec;
	list->spec.query = list->query;
	list->follows_top = true;
	*view = (struct view){ .kind = &kind, .context = context, .own = list };
	remember(view);
	return 0;
}

/* Makes the list anew; where that fails it stays as it is. */
static int make_anew(struct view *view, const struct listing_spec *spec, struct err *err)
{
	struct list *list = own(view);
	struct listing *listing = listing_new(view->context->index, view->context->state, spec,
					      err);
	char *query;

	if (!listing)
		return -1;
	query = spec->query && *spec->query ? mem_string(spec->query) : NULL;
	listing_free(list->listing);
	free(list->query);
	list->listing = listing;
	list->spec = *spec;
	list->query = query;
	list->spec.query = query;
	if (!*list->id || !list_select(view, list->id))
		list->scroll = (struct scroll){ 0 };
	remember(view);
	return 0;
}

int list_filter(struct view *view, const char *query, struct err *err)
{
	struct listing_spec spec = own(view)->spec;

	spec.query = query;
	return make_anew(view, &spec, err);
}

int list_sort(struct view *view, enum listing_order order, struct err *err)
{
	struct listing_spec spec = own(view)->spec;

	spec.is_reversed = spec.order == order && !spec.is_reversed;
	spec.order = order;
	return make_anew(view, &spec, err);
}

int list_group(struct view *view, enum listing_grouping grouping, struct err *err)
{
	struct listing_spec spec = own(view)->spec;

	spec.grouping = grouping;
	return make_anew(view, &spec, err);
}

const struct listing_spec *list_spec(const struct view *view)
{
	return &own(view)->spec;
}

struct listing *list_listing(const struct view *view)
{
	return own(view)->listing;
}

const char *list_query(const struct view *view)
{
	return own(view)->query ? own(view)->query : "";
}

void list_refresh(struct view *view)
{
	struct list *list = own(view);
	ptrdiff_t at;

	if (!listing_refresh(list->listing))
		return;
	at = *list->id && !list->follows_top ? listing_find(list->listing, list->id) : -1;
	if (at >= 0) {
		/* The selected post keeps its line on the screen where that can be. */
		size_t from_top = list->scroll.selected - list->scroll.top;

		list->scroll.selected = (size_t)at;
		list->scroll.top = (size_t)at > from_top ? (size_t)at - from_top : 0;
	} else if (list->follows_top) {
		list->scroll = (struct scroll){ 0 };
	}
	keep(view);
	remember(view);
}

size_t list_n_rows(const struct view *view)
{
	return listing_n_rows(own(view)->listing);
}

const struct row *list_selected(struct view *view)
{
	return listing_row(own(view)->listing, own(view)->scroll.selected);
}

bool list_select(struct view *view, const char *id)
{
	ptrdiff_t at = listing_find(own(view)->listing, id);

	if (at < 0)
		return false;
	select_row(view, (size_t)at);
	return true;
}

bool list_click(struct view *view, int row)
{
	struct list *list = own(view);
	size_t i = 0;

	while (i < list->n_seen && list->lines[i] <= row)
		i++;
	if (i == list->n_seen)
		return false;
	select_row(view, list->scroll.top + i);
	return true;
}

void list_mark_read(struct view *view, bool is_read, uint64_t content)
{
	const struct row *row = list_selected(view);
	struct err err;

	if (!row)
		return;
	if (state_mark_read(view->context->state, row->id, is_read, content, &err) < 0)
		status_fail(view->context->status, "%s", err.text);
	list_refresh(view);
}
