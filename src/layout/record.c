/* SPDX-License-Identifier: MIT */
#include "layout/record.h"

#include <stdlib.h>

#include "base/mem.h"
#include "text/width.h"

enum { INDENT = 2 };

static const struct block *block_of(const struct record *record, size_t i)
{
	return &record->table->shared->document->blocks[i];
}

/* The last row of the head labels the values. */
static size_t find_head(const struct table *table)
{
	const struct block *blocks = table->shared->document->blocks;
	size_t end = blocks[table->block].end, head = 0;

	for (size_t row = table_row(table, table->block + 1); row < end && blocks[row].is_head;
	     row = table_row(table, blocks[row].end))
		head = row;
	return head;
}

void record_start(struct record *record, struct table *table)
{
	size_t column = 0;

	*record = (struct record){ .table = table, .head = find_head(table), .is_first = true };
	record->labels = mem_alloc(table->n_columns, sizeof(*record->labels));
	if (record->head == 0)
		return;
	table_place(table, record->head);
	for (size_t i = 0; i < table->n_slots; i++) {
		record->labels[column] = table->slots[i].cell;
		column += table->slots[i].span;
	}
	table_rewind(table);
}

/* A label that may stand before its value: short, in one line, without a link. */
static bool is_short(const struct record *record, size_t label, int room)
{
	const struct document *document = record->table->shared->document;
	const struct block *block = block_of(record, label);

	for (size_t i = 0; i < block->n_spans; i++)
		if (document->spans[block->first_span + i].link >= 0)
			return false;
	for (size_t i = 0; i < block->len; i++)
		if (document->text[block->start + i] == '\n')
			return false;
	return width_columns(document->text + block->start, block->len) <= room / 2;
}

static void run(struct prose *prose, struct margin *margin, struct lines *lines)
{
	while (prose_step(prose, margin, lines))
		;
}

static void lead_with(struct record *record, size_t label, struct prose *prose)
{
	const struct block *block = block_of(record, label);
	const struct mark mark = { .text = record->table->shared->document->text + block->start,
				   .len = block->len,
				   .role = ROLE_TABLE_HEAD,
				   .styles = STYLE_BOLD,
				   .link = -1,
				   .is_text = record->is_first,
				   .place = block->start };

	prose->leads[0] = mark;
	prose->leads[1] = (struct mark){ .text = ": ", .role = ROLE_TABLE_HEAD, .link = -1 };
	prose->n_leads = 2;
}

/* A label on lines of its own. */
static void say_label(struct record *record, size_t label, struct margin *margin,
		      struct lines *lines)
{
	const struct block *block = block_of(record, label);
	struct prose_shared *shared = record->table->shared;
	struct prose prose;

	prose_start(&prose, shared, label);
	prose.role = ROLE_TABLE_HEAD;
	prose.styles = STYLE_BOLD;
	if (record->is_first)
		run(&prose, margin, lines);
	else
		prose_words(
			shared,
			arena_copy(&lines->arena, shared->document->text + block->start,
				   block->len),
			&(struct prose_look){ ROLE_TABLE_HEAD, STYLE_BOLD, lines->place, label },
			margin, lines);
}

static void add_value(struct record *record, size_t label, size_t cell, struct margin *margin,
		      struct lines *lines)
{
	const struct block *block = block_of(record, cell);
	size_t n_parts = margin->n_parts;
	struct prose prose;

	prose_start(&prose, record->table->shared, cell);
	prose.role = block->is_head ? ROLE_TABLE_HEAD : ROLE_TEXT;
	prose.styles = block->is_head ? STYLE_BOLD : 0;
	if (label && is_short(record, label, margin_room(margin)))
		lead_with(record, label, &prose);
	else if (label)
		say_label(record, label, margin, lines);
	if (label)
		margin_push(margin, &(struct margin_part){ .first = prose.n_leads > 0 ? "" : NULL,
							   .columns = INDENT });
	run(&prose, margin, lines);
	margin->n_parts = n_parts;
}

void record_row(struct record *record, size_t row, struct margin *margin, struct lines *lines)
{
	struct table *table = record->table;
	size_t column = 0;

	table_place(table, row);
	for (size_t i = 0; i < table->n_slots; i++) {
		size_t label = record->labels[column], cell = table->slots[i].cell;

		column += table->slots[i].span;
		if (label && block_of(record, label)->len == 0)
			label = 0;
		if (cell && block_of(record, cell)->len > 0)
			add_value(record, label, cell, margin, lines);
		else if (label && record->is_first)
			say_label(record, label, margin, lines);
	}
	record->is_first = false;
}

/* A row of the head above the one that labels. */
void record_head(struct record *record, size_t row, struct margin *margin, struct lines *lines)
{
	struct table *table = record->table;

	table_place(table, row);
	for (size_t i = 0; i < table->n_slots; i++)
		if (table->slots[i].cell && block_of(record, table->slots[i].cell)->len > 0)
			say_label(record, table->slots[i].cell, margin, lines);
}

void record_release(struct record *record)
{
	free(record->labels);
	*record = (struct record){ 0 };
}
