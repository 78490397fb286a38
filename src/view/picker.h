/* SPDX-License-Identifier: MIT */
/*
 * picker: a window over the panes with rows to choose from: links, contents, the keys.
 */
#ifndef VIEW_PICKER_H
#define VIEW_PICKER_H

#include <stdbool.h>
#include <stddef.h>

#include "view/view.h"

struct picker_row {
	const char *left; /* short, in its own column: a number, a key; or NULL */
	const char *text;
	const char *right; /* what matters less, in its own column where there is room; or NULL */
	size_t tag;        /* the caller's; rows of one tag are one thing */
	enum role role;    /* of the text */
	int indent;        /* columns before the text */
	bool is_head;      /* heads the rows below; cannot be chosen */
};

/* `title` is borrowed. */
void picker_init(struct view *view, const struct view_context *context, const char *title);

/* The row's texts are copied; they must be safe. */
void picker_add(struct view *view, const struct picker_row *row);

/* Selects the first row of that tag. */
void picker_select(struct view *view, size_t tag);

/* How many rows are seen above the chosen one; and lets as many be seen. */
size_t picker_above(const struct view *view);
void picker_show_above(struct view *view, size_t n_rows);

/* Shows only rows that hold the words (folded). */
void picker_filter(struct view *view, const char *words);

bool picker_is_filtered(const struct view *view);

/* The chosen row, or NULL where there is none. */
const struct picker_row *picker_chosen(const struct view *view);

/* Marks or unmarks the chosen row, with all rows of its tag, and moves on to the next tag. */
void picker_mark(struct view *view);
bool picker_has_marks(const struct view *view);

/* Visits the marked tags in the order of the rows, each once; rows of a tag follow each other. */
void picker_marked(const struct view *view, void (*visit)(void *context, size_t tag),
		   void *context);

/* Selects the row drawn at that cell of the screen; false where there is none. */
bool picker_click(struct view *view, int row, int column);

#endif
