/* SPDX-License-Identifier: MIT */
#include "view/picker.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "text/fold.h"
#include "text/width.h"
#include "view/oneline.h"
#include "view/scroll.h"

enum {
	MOST_LINES = 3,  /* of one text */
	LEAST_TEXT = 20, /* columns */
};

struct item {
	struct picker_row row;
	char *folded; /* what the filter looks at */
	bool is_marked;
};

struct picker {
	struct arena arena;
	const char *title;
	struct item *items;
	size_t n_items;
	size_t *shown; /* indices of the items that the filter lets through */
	size_t n_shown;
	struct scroll scroll;
	struct box window; /* as last drawn, without the frame; its canvas is not looked at */
	int left;          /* columns before the texts, as last drawn */
};

static struct picker *own(const struct view *view)
{
	return view->own;
}

static char *copy(struct picker *picker, const char *text)
{
	return text ? arena_copy(&picker->arena, text, strlen(text)) : NULL;
}

static struct item *shown(const struct picker *picker, size_t i)
{
	return &picker->items[picker->shown[i]];
}

static int columns_of(const char *text)
{
	return text ? width_columns(text, strlen(text)) : 0;
}

static int widest_left(const struct picker *picker)
{
	int widest = 0;

	for (size_t i = 0; i < picker->n_items; i++) {
		int width = columns_of(picker->items[i].row.left);

		widest = width > widest ? width : widest;
	}
	return widest > 0 ? widest + 2 : 0;
}

/* Columns that the rows would like: of the widest text and the widest right column. */
static int wanted_columns(const struct picker *picker)
{
	int text = columns_of(_("Nothing matches.")), title = columns_of(picker->title) + 2;
	int right = 0;

	text = title > text ? title : text;
	for (size_t i = 0; i < picker->n_items; i++) {
		const struct picker_row *row = &picker->items[i].row;
		int width = row->indent + columns_of(row->text);

		text = width > text ? width : text;
		width = columns_of(row->right);
		right = width > right ? width : right;
	}
	return widest_left(picker) + text + (right ? right + 2 : 0) + 6;
}

static void draw_frame(const struct view *view, const struct box *box, const char *title)
{
	const struct view_context *context = view->context;
	const char *across = view_sign(context, ORNAMENT_RULE);
	const char *down = view_sign(context, ORNAMENT_BAR);
	int last_row = box->rows - 1, last_column = box->columns - 1;

	canvas_clear(box, ROLE_TEXT);
	for (int column = 1; column < last_column; column++) {
		canvas_line(box, 0, column, 1, across, ROLE_FRAME, 0);
		canvas_line(box, last_row, column, 1, across, ROLE_FRAME, 0);
	}
	for (int row = 1; row < last_row; row++) {
		canvas_line(box, row, 0, 1, down, ROLE_FRAME, 0);
		canvas_line(box, row, last_column, 1, down, ROLE_FRAME, 0);
	}
	canvas_line(box, 0, 0, 1, view_sign(context, ORNAMENT_ROUND_TOP_LEFT), ROLE_FRAME, 0);
	canvas_line(box, 0, last_column, 1, view_sign(context, ORNAMENT_ROUND_TOP_RIGHT),
		    ROLE_FRAME, 0);
	canvas_line(box, last_row, 0, 1, view_sign(context, ORNAMENT_ROUND_BOTTOM_LEFT), ROLE_FRAME,
		    0);
	canvas_line(box, last_row, last_column, 1, view_sign(context, ORNAMENT_ROUND_BOTTOM_RIGHT),
		    ROLE_FRAME, 0);
	canvas_line(box, 0, 2, 1, " ", ROLE_FRAME, 0);
	oneline_draw(box, 0, 3, box->columns - 6, title, ROLE_FRAME, STYLE_BOLD);
	canvas_line(box, 0, 3 + columns_of(title), 1, " ", ROLE_FRAME, 0);
}

/* The columns of a row: a left one, never much more than a third of the window, the text, and what
 * the right one takes of it: half of it, or what the text leaves. Where that leaves the text too
 * little, the right one stands on a line of its own below. */
struct measure {
	int left, text, right;
	bool is_below;
};

static struct measure measure(const struct picker_row *row, int left, int columns)
{
	struct measure measure = { .left = left > columns / 3 + 1 ? columns / 3 + 1 : left };
	int room = columns - measure.left - row->indent, right = columns_of(row->right);
	int spare = room - columns_of(row->text) - 1, most = spare > room / 2 ? spare : room / 2;

	measure.right = right > most ? most : right;
	measure.text = room - (measure.right > 0 ? measure.right + 1 : 0);
	measure.is_below = right > 0 && measure.text < LEAST_TEXT &&
			   measure.text < columns_of(row->text);
	if (measure.is_below)
		measure.text = measure.right = room;
	return measure;
}

/* The bytes of the text's first line in so many columns: up to a blank where there is one. */
static size_t first_line(const char *text, int columns)
{
	size_t len = strlen(text), fits = width_fit(text, len, columns, NULL), cut = fits;

	if (fits == len || text[fits] == ' ')
		return fits;
	while (cut > 0 && text[cut - 1] != ' ')
		cut--;
	return cut > 0 ? cut : fits;
}

static const char *next_line(const char *text, int columns)
{
	text += first_line(text, columns);
	return text + strspn(text, " ");
}

/* Lines that a text takes in so many columns, at least one. */
static int count_lines(const char *text, int columns)
{
	int n = 1;

	for (text = next_line(text, columns); *text && n < MOST_LINES; n++)
		text = next_line(text, columns);
	return n;
}

/* Draws a text on its lines; what does not fit on the last one is cut there. */
static void draw_lines(const struct box *box, int line, int column, int columns, const char *text,
		       enum role role)
{
	for (int i = 0; *text && i < MOST_LINES - 1; i++) {
		char *first = mem_copy(text, first_line(text, columns));

		oneline_draw(box, line++, column, columns, first, role, 0);
		free(first);
		text = next_line(text, columns);
	}
	if (*text)
		oneline_draw(box, line, column, columns, text, role, 0);
}

static int height(const struct picker_row *row, int left, int columns)
{
	struct measure at = measure(row, left, columns);
	int lines = row->left ? count_lines(row->left, at.left - 3) : 1;
	int text = count_lines(row->text, at.text) + at.is_below;

	return row->is_head ? 1 : lines > text ? lines : text;
}

static void draw_item(const struct box *box, int line, const struct item *item, int left)
{
	const struct picker_row *row = &item->row;
	struct measure at = measure(row, left, box->columns);

	if (row->is_head) {
		oneline_draw(box, line, 0, box->columns, row->text, ROLE_LIST_GROUP, 0);
		return;
	}
	if (item->is_marked)
		canvas_line(box, line, 0, 1, "+", ROLE_STARRED, 0);
	if (row->left)
		draw_lines(box, line, 2, at.left - 3, row->left, ROLE_STATUS_KEY);
	if (at.right > 0)
		oneline_draw(box, at.is_below ? line + count_lines(row->text, at.text) : line,
			     box->columns - at.right, at.right, row->right, ROLE_DIM, 0);
	draw_lines(box, line, at.left + row->indent, at.text, row->text, row->role);
}

static struct box place_window(const struct picker *picker, const struct box *box)
{
	int columns = wanted_columns(picker), rows = 2;

	if (columns > box->columns - 2)
		columns = box->columns - 2;
	for (size_t i = 0; i < picker->n_items && rows < box->rows - 1; i++)
		rows += height(&picker->items[i].row, picker->left, columns - 4);
	if (rows > box->rows - 1)
		rows = box->rows - 1;
	if (rows < 3)
		rows = 3;
	return canvas_part(box, (box->rows - rows) / 2, (box->columns - columns) / 2, rows,
			   columns);
}

static int height_of_shown(const struct picker *picker, size_t i)
{
	return height(&shown(picker, i)->row, picker->left, picker->window.columns - 2);
}

/* Rows of several lines leave room for fewer: the top moves down until the chosen one is seen. */
static void keep_chosen_in_sight(struct picker *picker)
{
	struct scroll *scroll = &picker->scroll;
	int lines = 0;

	scroll_keep(scroll, picker->n_shown, (size_t)picker->window.rows);
	for (size_t i = scroll->top; i <= scroll->selected && i < picker->n_shown; i++)
		lines += height_of_shown(picker, i);
	while (lines > picker->window.rows && scroll->top < scroll->selected)
		lines -= height_of_shown(picker, scroll->top++);
}

/* The row that is drawn at a line of the window; n_shown below the last. */
static size_t row_at(const struct picker *picker, int line)
{
	size_t i = picker->scroll.top;

	for (; i < picker->n_shown; i++) {
		line -= height_of_shown(picker, i);
		if (line < 0)
			break;
	}
	return i;
}

static void draw_rows(const struct picker *picker, const struct box *inside)
{
	int first = 0;

	for (size_t i = picker->scroll.top; i < picker->n_shown && first < inside->rows; i++) {
		int rows = height_of_shown(picker, i);
		struct box row = canvas_part(inside, first, 1, rows, inside->columns - 2);

		draw_item(&row, 0, shown(picker, i), picker->left);
		for (int line = 0; line < rows; line++) {
			if (i == picker->scroll.selected && !shown(picker, i)->row.is_head)
				canvas_paint(inside, first + line, 0, inside->columns,
					     ROLE_SELECTED, 0);
		}
		first += rows;
	}
}

static void draw(struct view *view, const struct box *box, bool has_keyboard)
{
	struct picker *picker = own(view);
	struct box frame, inside;

	(void)has_keyboard;
	picker->left = widest_left(picker) + 2;
	frame = place_window(picker, box);
	inside = canvas_part(&frame, 1, 1, frame.rows - 2, frame.columns - 2);
	draw_frame(view, &frame, picker->title);
	picker->window = inside;
	if (picker->n_shown == 0)
		oneline_draw(&inside, 0, 1, inside.columns - 2, _("Nothing matches."), ROLE_DIM, 0);
	keep_chosen_in_sight(picker);
	draw_rows(picker, &inside);
}

static bool is_on_head(const struct picker *picker)
{
	return picker->n_shown > 0 && shown(picker, picker->scroll.selected)->row.is_head;
}

/* Heads are stepped over, back again where nothing stands behind them. */
static void skip_heads(struct picker *picker, bool is_upward)
{
	while (is_on_head(picker) &&
	       scroll_move(&picker->scroll, is_upward ? -1 : 1, picker->n_shown))
		;
	while (is_on_head(picker) &&
	       scroll_move(&picker->scroll, is_upward ? 1 : -1, picker->n_shown))
		;
}

/* How many rows fit into the window from the chosen one on, or back from it. */
static int rows_that_fit(const struct picker *picker, bool is_upward)
{
	size_t i = picker->scroll.selected;
	int n = 0, lines = 0;

	for (; i < picker->n_shown; n++) {
		lines += height_of_shown(picker, i);
		if (lines > picker->window.rows)
			break;
		i += is_upward ? (size_t)-1 : 1;
	}
	return n;
}

static enum view_reply act(struct view *view, enum action action)
{
	struct picker *picker = own(view);
	bool is_upward = view_step(action, 1) < 0;
	long step = view_step(action, rows_that_fit(picker, is_upward));

	if (step != 0) {
		scroll_move(&picker->scroll, step, picker->n_shown);
		skip_heads(picker, is_upward);
		return VIEW_DONE;
	}
	if (action == ACTION_BACK || action == ACTION_ESCAPE || action == ACTION_QUIT)
		return VIEW_BACK;
	return VIEW_PASS;
}

static void release(struct view *view)
{
	struct picker *picker = own(view);

	for (size_t i = 0; i < picker->n_items; i++)
		free(picker->items[i].folded);
	free(picker->items);
	free(picker->shown);
	arena_release(&picker->arena);
	free(picker);
}

static const struct view_kind kind = { ON_PICK, draw, act, release };

void picker_init(struct view *view, const struct view_context *context, const char *title)
{
	struct picker *picker = mem_alloc(1, sizeof(*picker));

	picker->title = title;
	*view = (struct view){ .kind = &kind, .context = context, .own = picker };
}

static void show(struct picker *picker, size_t i)
{
	picker->shown = mem_grow(picker->shown, picker->n_shown, sizeof(*picker->shown));
	picker->shown[picker->n_shown++] = i;
}

void picker_add(struct view *view, const struct picker_row *row)
{
	struct picker *picker = own(view);
	struct item item = { .row = *row };
	struct str all = { 0 };

	str_format(&all, "%s %s %s", row->left ? row->left : "", row->text,
		   row->right ? row->right : "");
	item.folded = fold_search_copy(all.bytes);
	str_release(&all);
	item.row.left = copy(picker, row->left);
	item.row.text = copy(picker, row->text);
	item.row.right = copy(picker, row->right);
	picker->items = mem_grow(picker->items, picker->n_items, sizeof(*picker->items));
	picker->items[picker->n_items] = item;
	show(picker, picker->n_items++);
	skip_heads(picker, false);
}

void picker_select(struct view *view, size_t tag)
{
	struct picker *picker = own(view);

	for (size_t i = 0; i < picker->n_shown; i++) {
		if (!shown(picker, i)->row.is_head && shown(picker, i)->row.tag == tag) {
			picker->scroll.selected = i;
			return;
		}
	}
}

size_t picker_above(const struct view *view)
{
	const struct picker *picker = own(view);

	return picker->scroll.selected - picker->scroll.top;
}

void picker_show_above(struct view *view, size_t n_rows)
{
	struct scroll *scroll = &own(view)->scroll;

	scroll->top = scroll->selected > n_rows ? scroll->selected - n_rows : 0;
}

void picker_filter(struct view *view, const char *words)
{
	struct picker *picker = own(view);
	char *folded = fold_search_copy(words);

	picker->n_shown = 0;
	for (size_t i = 0; i < picker->n_items; i++) {
		const struct item *item = &picker->items[i];

		if (!*folded || (!item->row.is_head && strstr(item->folded, folded)))
			show(picker, i);
	}
	free(folded);
	picker->scroll = (struct scroll){ 0 };
	skip_heads(picker, false);
}

bool picker_is_filtered(const struct view *view)
{
	return own(view)->n_shown < own(view)->n_items;
}

const struct picker_row *picker_chosen(const struct view *view)
{
	const struct picker *picker = own(view);

	if (picker->n_shown == 0 || shown(picker, picker->scroll.selected)->row.is_head)
		return NULL;
	return &shown(picker, picker->scroll.selected)->row;
}

static bool is_of_chosen(const struct view *view, size_t tag)
{
	const struct picker_row *row = picker_chosen(view);

	return row && row->tag == tag;
}

void picker_mark(struct view *view)
{
	struct picker *picker = own(view);
	const struct picker_row *row = picker_chosen(view);
	size_t tag = row ? row->tag : 0, before;

	for (size_t i = 0; row && i < picker->n_items; i++) {
		if (!picker->items[i].row.is_head && picker->items[i].row.tag == tag)
			picker->items[i].is_marked = !picker->items[i].is_marked;
	}
	do {
		before = picker->scroll.selected;
		scroll_move(&picker->scroll, 1, picker->n_shown);
		skip_heads(picker, false);
	} while (is_of_chosen(view, tag) && picker->scroll.selected != before);
}

bool picker_has_marks(const struct view *view)
{
	const struct picker *picker = own(view);

	for (size_t i = 0; i < picker->n_items; i++) {
		if (picker->items[i].is_marked)
			return true;
	}
	return false;
}

void picker_marked(const struct view *view, void (*visit)(void *context, size_t tag), void *context)
{
	const struct item *items = own(view)->items;

	for (size_t i = 0; i < own(view)->n_items; i++) {
		bool is_next = i > 0 && items[i - 1].is_marked &&
			       items[i - 1].row.tag == items[i].row.tag;

		if (items[i].is_marked && !is_next)
			visit(context, items[i].row.tag);
	}
}

bool picker_click(struct view *view, int row, int column)
{
	struct picker *picker = own(view);
	const struct box *window = &picker->window;
	size_t i;

	if (row < window->row || row >= window->row + window->rows || column < window->column ||
	    column >= window->column + window->columns)
		return false;
	i = row_at(picker, row - window->row);
	if (i >= picker->n_shown)
		return false;
	picker->scroll.selected = i;
	skip_heads(picker, false);
	return true;
}
