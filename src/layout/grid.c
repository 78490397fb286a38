/* SPDX-License-Identifier: MIT */
#include "layout/grid.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "layout/ornament.h"

enum { STEP_ROWS = 16 };

/* The left border, what stands between two columns where both rows have a border there, only the
 * upper or only the lower one, and the right border. */
struct border {
	enum ornament left, cross, up, down, right;
};

static const struct border top = { ORNAMENT_TOP_LEFT, ORNAMENT_TOP, ORNAMENT_TOP, ORNAMENT_TOP,
				   ORNAMENT_TOP_RIGHT };
static const struct border middle = { ORNAMENT_LEFT, ORNAMENT_CROSS, ORNAMENT_BOTTOM, ORNAMENT_TOP,
				      ORNAMENT_RIGHT };
static const struct border bottom = { ORNAMENT_BOTTOM_LEFT, ORNAMENT_BOTTOM, ORNAMENT_BOTTOM,
				      ORNAMENT_BOTTOM, ORNAMENT_BOTTOM_RIGHT };

static const struct block *block_of(const struct grid *grid, size_t i)
{
	return &grid->table.shared->document->blocks[i];
}

static size_t table_end(const struct grid *grid)
{
	return block_of(grid, grid->table.block)->end;
}

/* A box */

enum { EDGE_ABOVE = 1, EDGE_BELOW = 2 };

/* The borders of the row that was placed last become those of the row below the next rule. */
static void find_edges(struct grid *grid)
{
	const struct table *table = &grid->table;
	size_t column = 0;

	for (size_t i = 0; i < table->n_columns; i++)
		grid->edges[i] = grid->edges[i] & EDGE_BELOW ? EDGE_ABOVE : 0;
	for (size_t i = 0; i < table->n_slots; i++) {
		grid->edges[column] |= EDGE_BELOW;
		column += table->slots[i].span;
	}
}

static enum ornament corner(const struct border *border, unsigned char edges)
{
	if (edges == (EDGE_ABOVE | EDGE_BELOW))
		return border->cross;
	if (edges == 0)
		return ORNAMENT_RULE;
	return edges == EDGE_ABOVE ? border->up : border->down;
}

static void add_rule(struct grid *grid, const struct border *border, struct margin *margin,
		     struct lines *lines)
{
	const struct table *table = &grid->table;
	bool is_ascii = table->shared->options->is_ascii;
	const char *rule = ornament_text(ORNAMENT_RULE, is_ascii);
	struct str text = { 0 };

	if (!table->is_open)
		str_text(&text, ornament_text(border->left, is_ascii));
	for (size_t i = 0; i < table->n_columns; i++) {
		int n = table->widths[i] + 2;

		if (table->is_open)
			n -= (i == 0) + (i + 1 == table->n_columns);
		if (i > 0)
			str_text(&text, ornament_text(corner(border, grid->edges[i]), is_ascii));
		while (n-- > 0)
			str_text(&text, rule);
	}
	if (!table->is_open)
		str_text(&text, ornament_text(border->right, is_ascii));
	margin_begin(margin, lines);
	lines_ornament(lines, arena_copy(&lines->arena, str_bytes(&text), text.len), ROLE_BAR, 0);
	str_release(&text);
	lines_end(lines, grid->place, grid->table.block);
}

/* The lines of a cell, among the cells' lines. */
static void prose_cell(struct grid *grid, size_t cell, int width)
{
	const struct block *block = block_of(grid, cell);
	struct margin margin = { .width = width };
	struct prose prose;

	prose_start(&prose, grid->table.shared, cell);
	prose.align = block->align;
	prose.role = block->is_head ? ROLE_TABLE_HEAD : ROLE_TEXT;
	prose.styles = block->is_head ? STYLE_BOLD : 0;
	while (block->len > 0 && prose_step(&prose, &margin, &grid->cells))
		;
	margin_release(&margin);
}

/* Gives how many lines the highest cell takes. */
static size_t prose_row(struct grid *grid)
{
	const struct table *table = &grid->table;
	size_t column = 0, height = 1;

	lines_clear(&grid->cells);
	for (size_t i = 0; i < table->n_slots; i++) {
		struct table_slot slot = table->slots[i];
		size_t n;

		grid->firsts[i] = grid->cells.n_lines;
		if (slot.cell)
			prose_cell(grid, slot.cell, table_width(table, column, slot.span));
		column += slot.span;
		n = grid->cells.n_lines - grid->firsts[i];
		height = n > height ? n : height;
	}
	grid->firsts[table->n_slots] = grid->cells.n_lines;
	return height;
}

/* What stands before slot i, or behind the last one: a bar; with ticks a cross where cells begin on
 * both sides, half of one where only one does. */
static enum ornament border(const struct table *table, size_t i, bool has_ticks)
{
	bool is_left = i > 0 && !table->slots[i - 1].is_below;
	bool is_right = i < table->n_slots && !table->slots[i].is_below;

	if (!has_ticks || (!is_left && !is_right))
		return ORNAMENT_BAR;
	if (is_left && is_right)
		return ORNAMENT_CROSS;
	return is_left ? ORNAMENT_RIGHT : ORNAMENT_LEFT;
}

/* With the blanks beside it. */
static void add_border(const struct table *table, size_t i, bool has_ticks, struct lines *lines)
{
	if (table->is_open && (i == 0 || i == table->n_slots))
		return;
	lines_blanks(lines, i > 0);
	lines_ornament(lines,
		       ornament_text(border(table, i, has_ticks), table->shared->options->is_ascii),
		       ROLE_BAR, 0);
	lines_blanks(lines, i < table->n_slots);
}

/* Line k of each cell, side by side. */
static void add_line(struct grid *grid, size_t k, bool has_ticks, struct margin *margin,
		     struct lines *lines)
{
	const struct table *table = &grid->table;
	const struct line *first = NULL;
	size_t column = 0;

	margin_begin(margin, lines);
	for (size_t i = 0; i < table->n_slots; i++) {
		size_t at = grid->firsts[i] + k;
		const struct line *line = at < grid->firsts[i + 1] ? lines_at(&grid->cells, at)
								   : NULL;

		add_border(table, i, has_ticks, lines);
		lines_copy(lines, line, table_width(table, column, table->slots[i].span));
		column += table->slots[i].span;
		first = first ? first : line;
	}
	add_border(table, table->n_slots, has_ticks, lines);
	lines_end(lines, first ? first->place : grid->place, first ? first->block : table->block);
}

static bool needs_rule(const struct grid *grid)
{
	return grid->n_rows == 0 || (grid->was_head && !table_is_head(&grid->table, grid->row));
}

/* Markdown's tables must have a head: an empty one is none. */
static bool is_empty_head(const struct grid *grid)
{
	size_t end = block_of(grid, grid->row)->end;

	for (size_t i = grid->row + 1; i < end; i = block_of(grid, i)->end)
		if (block_of(grid, i)->len > 0)
			return false;
	return table_is_head(&grid->table, grid->row) &&
	       table_row(&grid->table, end) < table_end(grid);
}

static void add_row(struct grid *grid, struct margin *margin, struct lines *lines)
{
	bool has_rule = needs_rule(grid);
	size_t height;

	table_place(&grid->table, grid->row);
	if (grid->n_rows == 0 && is_empty_head(grid))
		return;
	find_edges(grid);
	if (has_rule)
		add_rule(grid, grid->n_rows == 0 ? &top : &middle, margin, lines);
	height = prose_row(grid);
	for (size_t k = 0; k < height; k++)
		add_line(grid, k, k == 0 && !has_rule && grid->table.is_tall, margin, lines);
	grid->was_head = table_is_head(&grid->table, grid->row);
	grid->n_rows++;
}

/* Records */

static void add_record(struct grid *grid, struct margin *margin, struct lines *lines)
{
	if (grid->n_rows > 0 && !grid->was_head) {
		margin_show(margin, margin->n_parts, lines);
		lines_end(lines, grid->place, 0);
	}
	if (!table_is_head(&grid->table, grid->row))
		record_row(&grid->record, grid->row, margin, lines);
	else
		record_head(&grid->record, grid->row, margin, lines);
	grid->was_head = table_is_head(&grid->table, grid->row);
	grid->n_rows++;
}

/* Both */

/* False where the columns would be too narrow. */
static bool fit(struct grid *grid, int room, int wide)
{
	struct table *table = &grid->table;
	bool is_fit = table_fit(table, room);

	if (wide > room && (!is_fit || table->is_tight)) {
		is_fit = table_fit(table, wide);
		if (is_fit && table_columns(table) > room)
			grid->outdent = (table_columns(table) - room) / 2;
	}
	return is_fit;
}

void grid_start(struct grid *grid, struct prose_shared *shared, size_t block, int room, int wide)
{
	grid_release(grid);
	table_start(&grid->table, shared, block);
	grid->row = table_row(&grid->table, block + 1);
	grid->place = block_of(grid, block)->start;
	grid->edges = mem_alloc(grid->table.n_columns, 1);
	grid->firsts = mem_alloc(grid->table.n_columns + 1, sizeof(*grid->firsts));
	grid->is_record = shared->options->is_linear || !fit(grid, room, wide);
	if (grid->is_record)
		record_start(&grid->record, &grid->table);
}

static bool step(struct grid *grid, struct margin *margin, struct lines *lines)
{
	for (int i = 0; i < STEP_ROWS && grid->row < table_end(grid); i++) {
		const struct block *row = block_of(grid, grid->row);

		if (grid->is_record)
			add_record(grid, margin, lines);
		else
			add_row(grid, margin, lines);
		grid->place = row->start + row->len;
		grid->row = table_row(&grid->table, row->end);
	}
	if (grid->row < table_end(grid))
		return true;
	if (!grid->is_record && grid->n_rows > 0) {
		for (size_t i = 0; i < grid->table.n_columns; i++)
			grid->edges[i] = grid->edges[i] & EDGE_BELOW ? EDGE_ABOVE : 0;
		add_rule(grid, &bottom, margin, lines);
	}
	return false;
}

bool grid_step(struct grid *grid, struct margin *margin, struct lines *lines)
{
	bool is_going_on;

	lines->outdent = grid->outdent;
	is_going_on = step(grid, margin, lines);
	lines->outdent = 0;
	return is_going_on;
}

void grid_release(struct grid *grid)
{
	table_release(&grid->table);
	record_release(&grid->record);
	lines_release(&grid->cells);
	free(grid->firsts);
	free(grid->edges);
	*grid = (struct grid){ 0 };
}
