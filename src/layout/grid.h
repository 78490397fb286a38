/* SPDX-License-Identifier: MIT */
/*
 * grid: a table as lines: a box whose columns are as wide as their content wants, or, where that
 * leaves a column too narrow to be read, records of "Header: value".
 * Rules stand below the head alone, and the sides are open where room is short; where cells take
 * several lines, a row's first line has crosses in its borders.
 */
#ifndef LAYOUT_GRID_H
#define LAYOUT_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/lines.h"
#include "layout/margin.h"
#include "layout/prose.h"
#include "layout/record.h"
#include "layout/table.h"

struct grid {
	struct table table;
	struct record record; /* where the table is shown as records */
	bool is_record;
	struct lines cells;   /* of the row that is being made */
	size_t row;           /* the next one */
	size_t place;         /* of the text that comes next */
	size_t *firsts;       /* for each slot of the row its first line in `cells` */
	unsigned char *edges; /* for each column whether the rows above and below have a border left
				 of it */
	size_t n_rows;        /* made so far */
	bool was_head;        /* the last one */
	int outdent;          /* of its lines */
};

/* `wide`: the columns that a table may take which wants more than the room; no less than that. */
void grid_start(struct grid *grid, struct prose_shared *shared, size_t block, int room, int wide);

/* Makes some more lines; false when all are made. */
bool grid_step(struct grid *grid, struct margin *margin, struct lines *lines);

void grid_release(struct grid *grid);

#endif
