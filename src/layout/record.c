/* SPDX-License-Identifier: MIT */
#include "layout/record.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/width.h"

enum { INDENT = 2 };

static const struct block *block_of(const struct record *record, size_t i)
{
	return &record->table->shared->document->blocks[i];
}

/* The last row of the head labels the values; 0 where there are none. */
static size_t find_head(const struct table *table)
{
	const struct block *blocks = table->shared->document->blocks;
	size_t end = blocks[table->block].end, head = 0, row = table_row(table, table->block + 1);

	for (; row < end && table_is_head(table, row); row = table_row(table, blocks[row].end))
		head = row;
	return row < end ? head : 0;
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
		size_t cell = table->slots[i].cell;

		for (size_t k = 0; k < table->slots[i].span; k++)
			if (cell && block_of(record, cell)->len > 0)
				record->labels[column + k] = cell;
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
	if (!prose_is_seen(document->text + block->start, block->len))
		return false;
	return width_columns(document->text + block->start, block->len) <= room * 2 / 3;
}

static void run(struct prose *prose, struct margin *margin, struct lines *lines)
{
	while (prose_step(prose, margin, lines))
		;
}

static const char *label_text(struct record *record, size_t label, struct lines *lines)
{
	const struct block *block = block_of(record, label);
	struct str text = { 0 };
	const char *copy;

	str_add(&text, record->table->shared->document->text + block->start, block->len);
	str_byte(&text, ':');
	copy = arena_copy(&lines->arena, str_bytes(&text), text.len);
	str_release(&text);
	return copy;
}

/* The words of the head stand once as words of the document: where its cell starts, in the first
 * record. */
static bool is_first_use(const struct record *record, size_t column)
{
	return record->is_first &&
	       (column == 0 || record->labels[column - 1] != record->labels[column]);
}

/* A cell of the head on lines of its own, with `tail` behind it. */
static void flow_head(struct record *record, size_t cell, const char *tail, struct margin *margin,
		      struct lines *lines)
{
	struct prose prose;

	prose_start(&prose, record->table->shared, cell);
	prose.role = ROLE_TABLE_HEAD;
	prose.styles = STYLE_BOLD;
	prose.tail = (struct mark){ .text = tail, .role = ROLE_TABLE_HEAD, .link = -1 };
	run(&prose, margin, lines);
}

/* The label of a column on lines of its own. */
static void say_label(struct record *record, size_t column, struct margin *margin,
		      struct lines *lines)
{
	size_t label = record->labels[column];
	const struct prose_look look = { ROLE_TABLE_HEAD, STYLE_BOLD, lines->place, label };

	if (is_first_use(record, column))
		flow_head(record, label, ":", margin, lines);
	else
		prose_words(record->table->shared, label_text(record, label, lines), &look, margin,
			    lines);
}

static void lead_with(struct record *record, size_t column, struct prose *prose)
{
	size_t label = record->labels[column];
	const struct block *block = block_of(record, label);

	prose->leads[0] = (struct mark){ .text = record->table->shared->document->text +
						 block->start,
					 .len = block->len,
					 .role = ROLE_TABLE_HEAD,
					 .styles = STYLE_BOLD,
					 .link = -1,
					 .is_text = is_first_use(record, column),
					 .place = block->start };
	prose->leads[1] = (struct mark){ .text = ": ", .role = ROLE_TABLE_HEAD, .link = -1 };
	prose->n_leads = 2;
}

static void add_value(struct record *record, size_t column, size_t cell, struct margin *margin,
		      struct lines *lines)
{
	const struct block *block = block_of(record, cell);
	size_t n_parts = margin->n_parts, label = record->labels[column];
	struct prose prose;

	prose_start(&prose, record->table->shared, cell);
	prose.role = block->is_head ? ROLE_TABLE_HEAD : ROLE_TEXT;
	prose.styles = block->is_head ? STYLE_BOLD : 0;
	if (label && is_short(record, label, margin_room(margin)))
		lead_with(record, column, &prose);
	else if (label)
		say_label(record, column, margin, lines);
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
		size_t cell = table->slots[i].cell;

		if (cell && block_of(record, cell)->len > 0)
			add_value(record, column, cell, margin, lines);
		else if (record->labels[column] && is_first_use(record, column))
			say_label(record, column, margin, lines);
		column += table->slots[i].span;
	}
	record->is_first = false;
}

void record_head(struct record *record, size_t row, struct margin *margin, struct lines *lines)
{
	struct table *table = record->table;

	table_place(table, row);
	for (size_t i = 0; i < table->n_slots; i++)
		if (table->slots[i].cell && block_of(record, table->slots[i].cell)->len > 0)
			flow_head(record, table->slots[i].cell, NULL, margin, lines);
}

void record_release(struct record *record)
{
	free(record->labels);
	*record = (struct record){ 0 };
}
