/* SPDX-License-Identifier: MIT */
/*
 * record: a row of a table as lines of "Header: value"; of a head of several rows the words that
 * stand above each other label a column together.
 *
 * The words of the head are words of the document in the first record, and ornaments in the others.
 */
#ifndef LAYOUT_RECORD_H
#define LAYOUT_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/table.h"

/* A cell of the head above a column. */
struct record_label {
	size_t cell;      /* 0: there is none */
	const char *text; /* as it is shown */
	size_t len;
	int columns;
	bool is_plain; /* it may stand before a value */
};

struct record {
	struct table *table;
	size_t head;                 /* the last row of the head; 0 where there is none */
	size_t n_heads;              /* how many of its rows label values: the last of them */
	size_t first_head;           /* the first of those rows */
	struct record_label *labels; /* by row and column */
	bool is_first;
};

/* `table` has to be started and outlive the record. */
void record_start(struct record *record, struct table *table);

/* Makes the lines of a row that is not of the head. */
void record_row(struct record *record, size_t row, struct margin *margin, struct lines *lines);

/* Makes those of a row of the head: where it labels no values, each cell on lines of its own. */
void record_head(struct record *record, size_t row, struct margin *margin, struct lines *lines);

void record_release(struct record *record);

#endif
