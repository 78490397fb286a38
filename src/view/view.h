/* SPDX-License-Identifier: MIT */
/*
 * view: what the panes and windows of the reader have in common.
 *
 * A view draws itself on a box of a canvas and does actions; what an action needs from outside
 * (opening a post beside it, leaving) it hands back to the reader.
 */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "config/action.h"
#include "config/config.h"
#include "config/keymap.h"
#include "layout/ornament.h"
#include "post/kinds.h"
#include "store/index.h"
#include "store/state.h"
#include "terminal/canvas.h"
#include "view/status.h"

/* What all views share. Borrowed; it outlives them. */
struct view_context {
	const struct config *config;
	const struct keymap *keymap;
	const struct kinds *kinds;
	struct index *index;
	struct state *state;
	struct status *status;
	struct label *label; /* what the sources are called */
};

enum view_reply {
	VIEW_DONE, /* done, or said why not in the status line */
	VIEW_PASS, /* not this view's: the reader does it */
	VIEW_BACK, /* the view is to be left */
};

struct view;

/* One kind of view: the list, the page, a window to pick from. */
struct view_kind {
	unsigned where; /* the actions that reach it: enum action_where */
	void (*draw)(struct view *view, const struct box *box, bool has_keyboard);
	enum view_reply (*act)(struct view *view, enum action action);
	void (*release)(struct view *view);
};

struct view {
	const struct view_kind *kind;
	const struct view_context *context;
	void *own;         /* the kind's own data */
	int rows, columns; /* as last drawn */
};

void view_draw(struct view *view, const struct box *box, bool has_keyboard);
enum view_reply view_act(struct view *view, enum action action);
void view_release(struct view *view);

/* Rows that an action moves by in a pane of `rows` rows: 1, a page, half a page; LONG_MAX and
 * LONG_MIN for the ends; 0 where it does not move. */
long view_step(enum action action, int rows);

/* A sign that is no word, as the option ascii has it. */
const char *view_sign(const struct view_context *context, enum ornament sign);

#endif
