/* SPDX-License-Identifier: MIT */
#include "layout/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { MOST_COLUMNS = 256, LEAST_WIDTH = 12, BORDER = 3, SIDES = 4 };

/* What a column's cells want. */
struct want {
	int least, most; /* columns of the terminal */
};

static const struct block *block_of(const struct table *table, size_t i)
{
	return &table->shared->document->blocks[i];
}

size_t table_row(const struct table *table, size_t i)
{
	size_t end = block_of(table, table->block)->end;

	while (i < end && block_of(table, i)->kind != BLOCK_ROW)
		i = block_of(table, i)->end;
	return i;
}

bool table_is_head(const struct table *table, size_t row)
{
	size_t end = block_of(table, row)->end;

	for (size_t i = row + 1; i < end; i = block_of(table, i)->end)
		if (!block_of(table, i)->is_head)
			return block_of(table, row)->is_head;
	return row + 1 < end;
}

static size_t span_of(const struct block *cell)
{
	return cell->columns > 1 ? (cell->columns < MOST_COLUMNS ? cell->columns : MOST_COLUMNS)
				 : 1;
}

static void add_slot(struct table *table, size_t cell, size_t span)
{
	table->slots = mem_grow(table->slots, table->n_slots, sizeof(*table->slots));
	table->slots[table->n_slots++] = (struct table_slot){ .cell = cell, .span = span };
}

static bool is_taken(const struct table *table, size_t column)
{
	return column < MOST_COLUMNS && table->below[column] > 0;
}

static void reach_down(struct table *table, size_t column, size_t span, unsigned rows)
{
	for (size_t i = column; i < column + span && i < MOST_COLUMNS; i++)
		table->below[i] = rows > 1 ? rows - 1 : 0;
}

/* The slots of cells that reach down to here. */
static size_t skip_taken(struct table *table, size_t column, size_t most)
{
	for (; column < most && is_taken(table, column); column++) {
		table->below[column]--;
		add_slot(table, 0, 1);
		table->slots[table->n_slots - 1].is_below = true;
	}
	return column;
}

/* The slots of a row in at most `most` columns of the table; gives how many it fills. */
static size_t place(struct table *table, size_t row, size_t most)
{
	size_t column = 0, end = block_of(table, row)->end;

	table->n_slots = 0;
	for (size_t i = row + 1; i < end; i = block_of(table, i)->end) {
		const struct block *cell = block_of(table, i);
		size_t span = span_of(cell);

		if (cell->kind != BLOCK_CELL)
			continue;
		column = skip_taken(table, column, most);
		if (column >= most)
			break;
		span = span < most - column ? span : most - column;
		add_slot(table, i, span);
		reach_down(table, column, span, cell->rows);
		column += span;
	}
	return skip_taken(table, column, most);
}

void table_rewind(struct table *table)
{
	memset(table->below, 0, MOST_COLUMNS * sizeof(*table->below));
}

/* A column is where some cell starts: spans that reach beyond all cells make none. */
static void count(struct table *table)
{
	size_t column = 0;

	for (size_t i = 0; i < table->n_slots; i++) {
		if (table->slots[i].cell && column >= table->n_columns)
			table->n_columns = column + 1;
		column += table->slots[i].span;
	}
}

void table_start(struct table *table, struct prose_shared *shared, size_t block)
{
	size_t end;

	*table = (struct table){ .shared = shared, .block = block, .n_columns = 1 };
	table->below = mem_alloc(MOST_COLUMNS, sizeof(*table->below));
	end = block_of(table, block)->end;
	for (size_t row = table_row(table, block + 1); row < end;
	     row = table_row(table, block_of(table, row)->end)) {
		place(table, row, MOST_COLUMNS);
		count(table);
	}
	table->widths = mem_alloc(table->n_columns, sizeof(*table->widths));
	table_rewind(table);
}

void table_place(struct table *table, size_t row)
{
	size_t n = place(table, row, table->n_columns);

	for (; n < table->n_columns; n++)
		add_slot(table, 0, 1);
}

/* What a cell wants that spans several columns is shared out among those. */
static void widen(struct want *wants, size_t n, const struct want *want)
{
	int least = want->least - BORDER * (int)(n - 1), most = want->most - BORDER * (int)(n - 1);

	for (size_t i = 0; i < n; i++) {
		least -= wants[i].least;
		most -= wants[i].most;
	}
	for (size_t i = 0; i < n; i++) {
		int left = (int)(n - i), more = least > 0 ? (least + left - 1) / left : 0;

		wants[i].least += more;
		least -= more;
		more = most > 0 ? (most + left - 1) / left : 0;
		wants[i].most += more;
		most -= more;
	}
}

static bool has_newline(const struct table *table, size_t cell)
{
	const struct block *block = block_of(table, cell);

	return memchr(table->shared->document->text + block->start, '\n', block->len) != NULL;
}

static void measure_row(struct table *table, int room, bool is_spanning, struct want *wants)
{
	size_t column = 0;

	for (size_t i = 0; i < table->n_slots; i++) {
		struct table_slot slot = table->slots[i];
		struct want want = { 0, 0 };
		struct prose prose;

		if (slot.cell && is_spanning == (slot.span > 1)) {
			prose_start(&prose, table->shared, slot.cell);
			prose_measure(&prose, room, &want.least, &want.most);
			table->is_tall |= has_newline(table, slot.cell);
			widen(&wants[column], slot.span, &want);
		}
		column += slot.span;
	}
}

static void measure(struct table *table, int room, bool is_spanning, struct want *wants)
{
	size_t end = block_of(table, table->block)->end;

	for (size_t row = table_row(table, table->block + 1); row < end;
	     row = table_row(table, block_of(table, row)->end)) {
		table_place(table, row);
		measure_row(table, room, is_spanning, wants);
	}
	table_rewind(table);
}

/* Columns that want no more than their equal part of the spare room get it; false when none did. */
static bool satisfy(struct table *table, struct want *wants, int *spare)
{
	int n = 0, part;
	bool has_changed = false;

	for (size_t i = 0; i < table->n_columns; i++)
		n += wants[i].least < wants[i].most;
	part = n > 0 ? *spare / n : 0;
	for (size_t i = 0; i < table->n_columns; i++) {
		int more = wants[i].most - wants[i].least;

		if (more == 0 || more > part)
			continue;
		wants[i].least = wants[i].most;
		*spare -= more;
		has_changed = true;
	}
	return has_changed;
}

/* Narrow columns first get all they want; the others share the rest by what they want. */
static void share(struct table *table, struct want *wants, int spare)
{
	int wanted = 0;

	while (satisfy(table, wants, &spare))
		;
	for (size_t i = 0; i < table->n_columns; i++)
		wanted += wants[i].most - wants[i].least;
	spare = spare < wanted ? spare : wanted;
	for (size_t i = 0; i < table->n_columns; i++) {
		int more = wants[i].most - wants[i].least;
		int given = wanted > 0 ? (int)((long long)spare * more / wanted) : 0;

		table->widths[i] = wants[i].least + given;
		table->is_tight |= given < more;
		spare -= given;
		wanted -= more;
	}
}

static void make_readable(struct want *want)
{
	int readable = want->most < LEAST_WIDTH ? want->most : LEAST_WIDTH;

	want->least = want->least > readable ? want->least : readable;
	want->least = want->least > 0 ? want->least : 1;
	want->most = want->most > want->least ? want->most : want->least;
}

bool table_fit(struct table *table, int room)
{
	int inner = room - BORDER * ((int)table->n_columns - 1), least = 0, most = 0;
	struct want *wants;

	table->is_tall = table->is_tight = false;
	if (inner < (int)table->n_columns)
		return false;
	wants = mem_alloc(table->n_columns, sizeof(*wants));
	measure(table, room, false, wants);
	for (size_t i = 0; i < table->n_columns; i++)
		make_readable(&wants[i]);
	measure(table, room, true, wants); /* these take what the others have not */
	for (size_t i = 0; i < table->n_columns; i++) {
		least += wants[i].least;
		most += wants[i].most;
	}
	table->is_open = most > inner - SIDES;
	inner -= table->is_open ? 0 : SIDES;
	if (least <= inner)
		share(table, wants, inner - least);
	table->is_tall |= table->is_tight;
	free(wants);
	return least <= inner;
}

int table_width(const struct table *table, size_t i, size_t span)
{
	int width = BORDER * (int)(span - 1);

	for (size_t k = i; k < i + span; k++)
		width += table->widths[k];
	return width;
}

int table_columns(const struct table *table)
{
	return table_width(table, 0, table->n_columns) + (table->is_open ? 0 : SIDES);
}

void table_release(struct table *table)
{
	free(table->widths);
	free(table->slots);
	free(table->below);
	*table = (struct table){ 0 };
}
