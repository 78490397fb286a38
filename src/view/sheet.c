/* SPDX-License-Identifier: MIT */
#include "view/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/width.h"

/* Lines and places */

static int room(const struct sheet *sheet)
{
	return sheet->columns > 3 ? sheet->columns - 2 : 1;
}

static int text_width(const struct sheet *sheet)
{
	return room(sheet) < sheet->options.width ? room(sheet) : sheet->options.width;
}

static int margin(const struct sheet *sheet)
{
	int left = sheet->columns - sheet->width;

	return left > 0 ? left / 2 : 0;
}

static size_t last_top(const struct sheet *sheet)
{
	size_t n = layout_n_lines(sheet->layout), rows = (size_t)sheet->rows;

	return n > rows ? n - rows : 0;
}

/* Keeps the pane full at the end of the text. */
static void clamp(struct sheet *sheet)
{
	layout_reach(sheet->layout, sheet->top + (size_t)sheet->rows);
	if (layout_is_whole(sheet->layout) && sheet->top > last_top(sheet))
		sheet->top = last_top(sheet);
}

static void stand_on(struct sheet *sheet, size_t line)
{
	const struct line *top;

	sheet->top = line;
	clamp(sheet);
	top = layout_line(sheet->layout, sheet->top);
	sheet->place = sheet->top == 0 || !top ? 0 : top->place;
}

static void make_layout(struct sheet *sheet)
{
	struct layout_options options = {
		.width = text_width(sheet),
		.wide = room(sheet),
		.is_ascii = sheet->options.is_ascii,
		.has_numbers = sheet->options.has_numbers,
		.is_visual = sheet->options.is_visual,
		.is_typeset = sheet->options.is_typeset,
		.language = sheet->options.language,
		.open = sheet->open,
	};

	layout_free(sheet->layout);
	sheet->layout = layout_new(sheet->document, &options);
	sheet->width = options.width;
	sheet->wide = options.wide;
	sheet->top = sheet->place > 0 ? layout_find(sheet->layout, sheet->place) : 0;
	clamp(sheet);
}

void sheet_resize(struct sheet *sheet, int rows, int columns)
{
	sheet->rows = rows > 0 ? rows : 1;
	sheet->columns = columns > 0 ? columns : 1;
	if (!sheet->document)
		return;
	if (!sheet->layout || sheet->width != text_width(sheet) || sheet->wide != room(sheet))
		make_layout(sheet);
	else
		clamp(sheet);
}

void sheet_release(struct sheet *sheet)
{
	layout_free(sheet->layout);
	stops_release(&sheet->stops);
	find_release(&sheet->find);
	hints_release(&sheet->hints);
	free(sheet->open);
	*sheet = (struct sheet){ .rows = sheet->rows, .columns = sheet->columns };
}

void sheet_show(struct sheet *sheet, const struct document *document, const struct links *links,
		const struct sheet_options *options, size_t place)
{
	sheet_release(sheet);
	if (!document)
		return;
	sheet->document = document;
	sheet->links = links;
	sheet->options = *options;
	sheet->place = place <= document->len ? place : 0;
	sheet->open = mem_alloc(document->n_blocks, 1);
	for (size_t i = 0; i < document->n_blocks; i++)
		sheet->open[i] = document->blocks[i].is_done;
	stops_init(&sheet->stops, document);
	sheet_resize(sheet, sheet->rows, sheet->columns);
}

static bool is_seen(const struct sheet *sheet, size_t line)
{
	return line >= sheet->top && line < sheet->top + (size_t)sheet->rows;
}

/* A third of the pane stays above the line, where it has to be scrolled to. */
static void show_line(struct sheet *sheet, size_t line)
{
	size_t above = (size_t)sheet->rows / 3;

	if (!is_seen(sheet, line))
		stand_on(sheet, line > above ? line - above : 0);
}

void sheet_scroll(struct sheet *sheet, long step)
{
	size_t far = step < 0 ? 0UL - (size_t)step : (size_t)step, top = sheet->top;

	if (!sheet->layout)
		return;
	if (step < 0)
		stand_on(sheet, far > top ? 0 : top - far);
	else if (layout_reach(sheet->layout, top + far + (size_t)sheet->rows))
		stand_on(sheet, top + far);
	else
		stand_on(sheet, far > last_top(sheet) - top ? last_top(sheet) : top + far);
}

void sheet_put(struct sheet *sheet, size_t place)
{
	if (sheet->layout)
		stand_on(sheet, place > 0 ? layout_find(sheet->layout, place) : 0);
}

/* Unfolds the details that hide a place; true where some did. */
static bool unfold_around(struct sheet *sheet, size_t place)
{
	const struct block *blocks = sheet->document->blocks;
	size_t block = document_block_at(sheet->document, place), summary = block;
	bool has_changed = false;

	while (block > 0) {
		if (blocks[block].kind == BLOCK_DETAILS && !sheet->open[block] &&
		    !(blocks[summary].kind == BLOCK_SUMMARY && blocks[summary].parent == block)) {
			sheet->open[block] = 1;
			has_changed = true;
		}
		block = blocks[block].parent;
	}
	return has_changed;
}

void sheet_reveal(struct sheet *sheet, size_t place)
{
	if (!sheet->layout)
		return;
	if (unfold_around(sheet, place))
		make_layout(sheet);
	show_line(sheet, layout_find(sheet->layout, place));
}

void sheet_unfold(struct sheet *sheet, size_t block)
{
	sheet->open[block] = !sheet->open[block];
	make_layout(sheet);
}

int sheet_percent(struct sheet *sheet)
{
	const struct line *below;

	if (!sheet->layout || sheet->document->len == 0)
		return 100;
	below = layout_line(sheet->layout, sheet->top + (size_t)sheet->rows);
	return below ? (int)(below->place * 100 / sheet->document->len) : 100;
}

/* What is selected */

static size_t line_of_stop(struct sheet *sheet, size_t i)
{
	const struct stop *stop = &sheet->stops.items[i];

	return stop->link ? layout_find_link(sheet->layout, stop->link - 1)
			  : layout_find(sheet->layout, stop->place);
}

const struct stop *sheet_selected(const struct sheet *sheet)
{
	return sheet->stop > 0 ? &sheet->stops.items[sheet->stop - 1] : NULL;
}

void sheet_select(struct sheet *sheet, size_t stop)
{
	if (!sheet->layout || stop > sheet->stops.n_items)
		return;
	sheet->stop = stop;
	if (stop == 0)
		return;
	if (unfold_around(sheet, sheet->stops.items[stop - 1].place))
		make_layout(sheet);
	show_line(sheet, line_of_stop(sheet, stop - 1));
}

/* The first stop at or below the top of the pane, by binary search: their lines are in order. */
static size_t first_seen(struct sheet *sheet)
{
	size_t low = 0, high = sheet->stops.n_items;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (line_of_stop(sheet, middle) < sheet->top)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void sheet_step(struct sheet *sheet, bool is_upward)
{
	size_t n = sheet->stops.n_items, stop = sheet->stop;

	if (!sheet->layout || n == 0)
		return;
	if (stop > 0 && is_seen(sheet, line_of_stop(sheet, stop - 1)))
		stop = is_upward ? (stop > 1 ? stop - 1 : n) : stop % n + 1;
	else
		stop = (first_seen(sheet) + (is_upward ? n - 1 : 0)) % n + 1;
	sheet_select(sheet, stop);
}

/* What is pointed at */

static const struct piece *piece_at(struct sheet *sheet, int row, int column)
{
	const struct line *line = sheet->layout
					  ? layout_line(sheet->layout, sheet->top + (size_t)row)
					  : NULL;
	int at = line ? margin(sheet) - line->outdent : 0;

	for (size_t i = 0; line && i < line->n_pieces; i++) {
		at += line->pieces[i].columns;
		if (column < at)
			return column < at - line->pieces[i].columns ? NULL : &line->pieces[i];
	}
	return NULL;
}

size_t sheet_link_at(struct sheet *sheet, int row, int column)
{
	const struct piece *piece = piece_at(sheet, row, column);

	return piece && piece->link >= 0 ? (size_t)piece->link + 1 : 0;
}

size_t sheet_details_at(struct sheet *sheet, int row)
{
	const struct line *line = sheet->layout
					  ? layout_line(sheet->layout, sheet->top + (size_t)row)
					  : NULL;
	const struct block *block = line ? &sheet->document->blocks[line->block] : NULL;

	return block && block->kind == BLOCK_SUMMARY ? block->parent : 0;
}

bool sheet_hint(struct sheet *sheet)
{
	size_t *numbers = NULL, n = 0, i;

	hints_release(&sheet->hints);
	if (!sheet->layout)
		return false;
	for (i = first_seen(sheet);
	     i < sheet->stops.n_items && is_seen(sheet, line_of_stop(sheet, i)); i++) {
		if (sheet->stops.items[i].link == 0)
			continue;
		numbers = mem_grow(numbers, n, sizeof(*numbers));
		numbers[n++] = sheet->stops.items[i].link;
	}
	if (n > 0)
		hints_init(&sheet->hints, numbers, n);
	free(numbers);
	return n > 0;
}

/* Drawing */

static enum role role_of(const struct sheet *sheet, const struct piece *piece)
{
	if (piece->link < 0 || (size_t)piece->link >= sheet->links->n_items ||
	    piece->role != ROLE_LINK)
		return piece->role;
	if (sheet->options.suspects && sheet->options.suspects[piece->link])
		return ROLE_LINK_SUSPECT;
	return strcmp(sheet->links->items[piece->link].kind, "ticket") == 0 ? ROLE_TICKET
									    : ROLE_LINK;
}

static bool is_selected(const struct sheet *sheet, const struct line *line,
			const struct piece *piece)
{
	const struct stop *stop = sheet_selected(sheet);
	const struct block *block = &sheet->document->blocks[line->block];

	if (!stop)
		return false;
	if (stop->details > 0)
		return block->kind == BLOCK_SUMMARY && block->parent == stop->details;
	return piece->link == (int)stop->link - 1 &&
	       (!piece->is_ornament || piece->role == ROLE_LINK_NUMBER);
}

/* The columns of a piece up to a byte of the text that it stands for. */
static int columns_to(const struct piece *piece, size_t byte)
{
	if (piece->taken > 0)
		return byte > 0 ? piece->columns : 0;
	return width_columns(piece->text, byte);
}

/* Marks the matches in a piece that was drawn from `column` on. */
static void paint_matches(const struct sheet *sheet, const struct box *box, int row, int column,
			  const struct piece *piece)
{
	size_t end = piece->place + layout_taken(piece);

	for (size_t i = find_from(&sheet->find, piece->place); i < sheet->find.n_matches; i++) {
		const struct find_match *match = &sheet->find.matches[i];
		size_t from = match->start > piece->place ? match->start - piece->place : 0, to;
		int column_from;

		if (match->start >= end)
			break;
		to = match->start + match->len < end ? match->start + match->len - piece->place
						     : end - piece->place;
		if (piece->taken > 0)
			from = 0;
		column_from = columns_to(piece, from);
		canvas_paint(box, row, column + column_from, columns_to(piece, to) - column_from,
			     i == sheet->find.current ? ROLE_MATCH_CURRENT : ROLE_MATCH, 0);
	}
}

/* The letters that are left to type, over the start of a link; not again on its next line. */
static void draw_hint(const struct sheet *sheet, const struct box *box, int row, int column,
		      const struct piece *piece)
{
	const char *label = hints_label(&sheet->hints, (size_t)piece->link + 1);

	if (label && piece->place <= sheet->document->links[piece->link].start)
		canvas_line(box, row, column, (int)strlen(label), label, ROLE_HINT, 0);
}

static void draw_line(const struct sheet *sheet, const struct box *box, int row,
		      const struct line *line)
{
	int column = margin(sheet) - line->outdent, hinted = -1;

	for (size_t i = 0; i < line->n_pieces; i++) {
		const struct piece *piece = &line->pieces[i];

		canvas_text(box, row, column, piece->columns, piece->text, piece->len,
			    is_selected(sheet, line, piece) ? ROLE_LINK_SELECTED
							    : role_of(sheet, piece),
			    piece->styles);
		if (!piece->is_ornament)
			paint_matches(sheet, box, row, column, piece);
		if (piece->link >= 0 && piece->link != hinted)
			draw_hint(sheet, box, row, column, piece);
		hinted = piece->link;
		column += piece->columns;
	}
}

void sheet_draw(struct sheet *sheet, const struct box *box)
{
	canvas_clear(box, ROLE_TEXT);
	sheet_resize(sheet, box->rows, box->columns);
	if (!sheet->layout)
		return;
	for (int row = 0; row < box->rows; row++) {
		const struct line *line = layout_line(sheet->layout, sheet->top + (size_t)row);

		if (line)
			draw_line(sheet, box, row, line);
	}
}
