/* SPDX-License-Identifier: MIT */
/*
 * The texts of the cells stand one behind the other; printable ASCII stands at their start for
 * good, so most cells add nothing. What is drawn over leaves its text behind until pack() makes
 * room.
 */
#include "terminal/canvas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/width.h"

enum {
	FIRST_ASCII = 0x20,
	N_ASCII = 0x7f - FIRST_ASCII,
	MOST_BYTES = 64, /* of a cluster as it is drawn */
	PACK_BYTES = 64 * 1024,
};

static const struct cell blank = { .text = 0, .len = 1, .columns = 1 };

static void add_ascii(struct str *clusters)
{
	for (int byte = FIRST_ASCII; byte < FIRST_ASCII + N_ASCII; byte++)
		str_byte(clusters, (char)byte);
}

void canvas_init(struct canvas *canvas)
{
	*canvas = (struct canvas){ .cursor_row = -1, .cursor_column = -1 };
}

void canvas_resize(struct canvas *canvas, int rows, int columns)
{
	size_t n_cells;

	assert(rows >= 0 && columns >= 0);
	n_cells = (size_t)rows * (size_t)columns;
	canvas->rows = rows;
	canvas->columns = columns;
	canvas->cursor_row = canvas->cursor_column = -1;
	canvas->cells = mem_resize(canvas->cells, n_cells, sizeof(*canvas->cells));
	str_clear(&canvas->clusters);
	add_ascii(&canvas->clusters);
	for (size_t i = 0; i < n_cells; i++)
		canvas->cells[i] = blank;
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->cells);
	str_release(&canvas->clusters);
	canvas_init(canvas);
}

struct box canvas_box(struct canvas *canvas)
{
	return (struct box){ canvas, 0, 0, canvas->rows, canvas->columns };
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

struct box canvas_part(const struct box *box, int row, int column, int rows, int columns)
{
	int top = most(row, 0), left = most(column, 0);
	int bottom = least(row + rows, box->rows), right = least(column + columns, box->columns);

	return (struct box){ box->canvas, box->row + top, box->column + left, most(bottom - top, 0),
			     most(right - left, 0) };
}

/* The cells of a box's row; NULL where it is outside. */
static struct cell *row_of(const struct box *box, int row)
{
	const struct canvas *canvas = box->canvas;

	if (row < 0 || row >= box->rows)
		return NULL;
	return canvas->cells + (size_t)(box->row + row) * (size_t)canvas->columns;
}

static void pack(struct canvas *canvas)
{
	size_t n_cells = (size_t)canvas->rows * (size_t)canvas->columns;
	struct str packed = { 0 };

	add_ascii(&packed);
	for (size_t i = 0; i < n_cells; i++) {
		struct cell *cell = &canvas->cells[i];
		size_t at = packed.len;

		if (cell->text < N_ASCII)
			continue;
		str_add(&packed, canvas->clusters.bytes + cell->text, cell->len);
		cell->text = (unsigned)at;
	}
	str_release(&canvas->clusters);
	canvas->clusters = packed;
}

/* The place of a cluster among the texts; the same as the last one is not added again. */
static unsigned place_text(struct canvas *canvas, const char *bytes, size_t len)
{
	struct str *clusters = &canvas->clusters;
	size_t at = clusters->len - least((int)clusters->len, (int)len);

	if (len == 1 && *bytes >= FIRST_ASCII && *bytes < FIRST_ASCII + N_ASCII)
		return (unsigned)*bytes - FIRST_ASCII;
	if (at >= N_ASCII && memcmp(clusters->bytes + at, bytes, len) == 0)
		return (unsigned)at;
	str_add(clusters, bytes, len);
	return (unsigned)(clusters->len - len);
}

/* Takes what stands in a canvas's row at `column`, so that no half of a wide cluster is left. */
static void free_cell(struct cell *cells, int column, int n_columns)
{
	struct cell *cell = &cells[column];

	if (cell->columns == 0 && column > 0) {
		cell[-1].text = blank.text;
		cell[-1].len = cell[-1].columns = 1;
	}
	if (cell->columns == 2 && column + 1 < n_columns) {
		cell[1].text = blank.text;
		cell[1].len = cell[1].columns = 1;
	}
}

void canvas_clear(const struct box *box, enum role role)
{
	struct canvas *canvas = box->canvas;
	struct cell filled = blank;

	filled.role = (unsigned short)role;
	for (int row = 0; row < box->rows && box->columns > 0; row++) {
		struct cell *cells = row_of(box, row);

		free_cell(cells, box->column, canvas->columns);
		free_cell(cells, box->column + box->columns - 1, canvas->columns);
		for (int i = 0; i < box->columns; i++)
			cells[box->column + i] = filled;
	}
	if (canvas->clusters.len > PACK_BYTES)
		pack(canvas);
}

/* What is being drawn into one row of a box. */
struct pen {
	const struct box *box;
	struct cell *cells; /* the canvas's row */
	int column;         /* in the box */
	struct cell looks;
};

static void put_cell(struct pen *pen, int column, unsigned text, size_t len, int columns)
{
	struct cell *cell;

	if (column < 0 || column >= pen->box->columns)
		return;
	free_cell(pen->cells, pen->box->column + column, pen->box->canvas->columns);
	cell = &pen->cells[pen->box->column + column];
	*cell = pen->looks;
	cell->text = text;
	cell->len = (unsigned char)len;
	cell->columns = (unsigned char)columns;
}

static void put_text(struct pen *pen, int column, const char *bytes, size_t len, int columns)
{
	put_cell(pen, column, place_text(pen->box->canvas, bytes, len), len, columns);
}

/* A wide cluster of which an edge of the box would cut a half off leaves a blank. */
static void put_cluster(struct pen *pen, const char *bytes, size_t len, int columns)
{
	bool is_whole = pen->column >= 0 && pen->column + columns <= pen->box->columns;
	char drawn[MOST_BYTES];
	size_t first;

	if (!is_whole) {
		for (int i = 0; i < columns; i++)
			put_cell(pen, pen->column + i, blank.text, blank.len, blank.columns);
		return;
	}
	if (len > 1) {
		len = width_drawn(bytes, len, drawn, sizeof(drawn));
		bytes = drawn;
	}
	/* Terminals put no second letter into a cell: each has its own. */
	first = columns == 2 ? width_first(bytes, len) : len;
	put_text(pen, pen->column, bytes, first, first < len ? 1 : columns);
	if (first < len)
		put_text(pen, pen->column + 1, bytes + first, len - first, 1);
	else if (columns == 2)
		put_cell(pen, pen->column + 1, pen->cells[pen->box->column + pen->column].text, 0,
			 0);
}

static bool is_plain(const char *text, size_t len, size_t at)
{
	return text[at] >= FIRST_ASCII && text[at] < FIRST_ASCII + N_ASCII &&
	       (at + 1 == len || (unsigned char)text[at + 1] < 0x80);
}

/* Draws whole clusters into at most `limit` columns. */
static int draw(struct pen *pen, int limit, const char *text, size_t len)
{
	int start = pen->column;
	struct cluster cluster;

	for (size_t at = 0; at < len; at += cluster.len) {
		cluster = (struct cluster){ 1, 1 };
		if (!is_plain(text, len, at) && !width_cluster(text, len, at, &cluster))
			break;
		if (pen->column - start + cluster.columns > limit)
			break;
		if (cluster.columns > 0)
			put_cluster(pen, text + at, cluster.len, cluster.columns);
		pen->column += cluster.columns;
	}
	return pen->column - start;
}

int canvas_text(const struct box *box, int row, int column, int limit, const char *text, size_t len,
		enum role role, unsigned styles)
{
	struct pen pen = { box,
			   row_of(box, row),
			   column,
			   { .role = (unsigned short)role, .styles = (unsigned short)styles } };

	if (!pen.cells || limit <= 0)
		return 0;
	return draw(&pen, least(limit, box->columns - column), text, len);
}

int canvas_line(const struct box *box, int row, int column, int limit, const char *text,
		enum role role, unsigned styles)
{
	const char *ellipsis = box->canvas->is_ascii ? "..." : "…";
	int columns = box->canvas->is_ascii ? 3 : 1, used;
	size_t len = strlen(text), fits;

	limit = least(limit, box->columns - column);
	if (limit <= 0)
		return 0;
	fits = width_fit(text, len, limit, &used);
	if (fits == len)
		return canvas_text(box, row, column, limit, text, len, role, styles);
	columns = least(columns, limit);
	fits = width_fit(text, len, limit - columns, &used);
	used = canvas_text(box, row, column, used, text, fits, role, styles);
	return used + canvas_text(box, row, column + used, columns, ellipsis, strlen(ellipsis),
				  role, styles);
}

void canvas_paint(const struct box *box, int row, int column, int columns, enum role role,
		  unsigned styles)
{
	struct cell *cells = row_of(box, row);
	int first = most(column, 0), end = least(column + columns, box->columns);

	for (int i = first; cells && i < end; i++) {
		struct cell *cell = &cells[box->column + i];

		if (role < N_ROLES) {
			cell->role = (unsigned short)role;
			cell->styles = 0;
		}
		cell->styles |= (unsigned short)styles;
	}
}

char *canvas_row(const struct canvas *canvas, int row)
{
	const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->columns;
	struct str text = { 0 };

	assert(row >= 0 && row < canvas->rows);
	for (int i = 0; i < canvas->columns; i++)
		str_add(&text, canvas->clusters.bytes + cells[i].text, cells[i].len);
	while (text.len > 0 && text.bytes[text.len - 1] == ' ')
		text.bytes[--text.len] = '\0';
	return str_take(&text);
}

void canvas_cursor(const struct box *box, int row, int column)
{
	bool is_inside = row >= 0 && row < box->rows && column >= 0 && column < box->columns;

	box->canvas->cursor_row = is_inside ? box->row + row : -1;
	box->canvas->cursor_column = is_inside ? box->column + column : -1;
}
