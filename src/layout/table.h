/* SPDX-License-Identifier: MIT */
/*
 * table: the columns of a table: how many there are, which cell stands where, how wide they are.
 */
#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/prose.h"

/* What stands in a column of a row, and in those right of it that it spans. */
struct table_slot {
	size_t cell;   /* 0: none, or one of a row above that reaches down */
	size_t span;   /* columns, at least 1 */
	bool is_below; /* the latter */
};

struct table {
	struct prose_shared *shared;
	size_t block;
	size_t n_columns;
	int *widths;              /* columns of the terminal for each column */
	bool is_tall;             /* some cell takes more than one line */
	bool is_tight;            /* because its column has less than it wants */
	bool is_open;             /* without borders at the sides, for want of room */
	struct table_slot *slots; /* of the row that was placed last */
	size_t n_slots;
	unsigned *below; /* for each column the rows that a cell still reaches down */
};

/* Counts the columns; every table has at least one. */
void table_start(struct table *table, struct prose_shared *shared, size_t block);

/* Sets the widths so that all with the borders takes at most `room`; false where that would leave a
 * column too narrow. A table that wants more than there is gives up the borders at its sides. */
bool table_fit(struct table *table, int room);

/* Whether the row is of the head: marked so, or all its cells are. */
bool table_is_head(const struct table *table, size_t row);

/* Sets the slots of that row; rows have to be placed in order. */
void table_place(struct table *table, size_t row);

/* Forgets the rows placed so far: the next is the first again. */
void table_rewind(struct table *table);

/* Columns of the terminal for all, with the borders. */
int table_columns(const struct table *table);

/* Columns of the terminal for that slot, where it starts in column i. */
int table_width(const struct table *table, size_t i, size_t span);

/* The first block from `i` on that is a row; the table's end where there is none. */
size_t table_row(const struct table *table, size_t i);

void table_release(struct table *table);

#endif
