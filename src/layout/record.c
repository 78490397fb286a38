/* SPDX-License-Identifier: MIT */
#include "layout/record.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/width.h"

/* A longer label is shown once, not with each value. */
enum { INDENT = 2, MOST_HEADS = PROSE_LEADS / 2, MOST_LABEL = 200 };

static const struct block *block_of(const struct record *record, size_t i)
{
	return &record->table->shared->document->blocks[i];
}

/* Finds the head; it labels nothing where there is nothing but head. */
static void find_head(struct record *record)
{
	const struct table *table = record->table;
	const struct block *blocks = table->shared->document->blocks;
	size_t end = blocks[table->block].end, row = table_row(table, table->block + 1);

	for (; row < end && table_is_head(table, row); row = table_row(table, blocks[row].end)) {
		record->head = row;
		record->n_heads++;
	}
	if (row == end)
		record->head = record->n_heads = 0;
}

static const struct record_label *label_of(const struct record *record, size_t head, size_t column)
{
	return &record->labels[head * record->table->n_columns + column];
}

static bool has_link(const struct record *record, const struct block *block)
{
	const struct document *document = record->table->shared->document;

	for (size_t i = 0; i < block->n_spans; i++)
		if (document->spans[block->first_span + i].link >= 0)
			return true;
	return false;
}

static struct record_label label_from(const struct record *record, size_t cell)
{
	struct prose_shared *shared = record->table->shared;
	const struct block *block = block_of(record, cell);
	struct record_label label = { .cell = cell };
	struct str text = { 0 };

	typeset_copy(&shared->labels, shared->document, cell, &text);
	label.text = arena_copy(&shared->texts->arena, str_bytes(&text), text.len);
	label.len = text.len;
	label.columns = width_columns(label.text, label.len);
	label.is_plain = !has_link(record, block) && prose_is_seen(label.text, label.len);
	str_release(&text);
	return label;
}

/* The cells of the row that was placed last become labels, but for one above all columns. */
static void put_labels(struct record *record, size_t head)
{
	const struct table *table = record->table;
	struct record_label *labels = record->labels + head * table->n_columns, label;
	size_t column = 0;

	if (table->n_columns > 1 && table->slots[0].span == table->n_columns)
		return;
	for (size_t i = 0; i < table->n_slots; i++) {
		size_t cell = table->slots[i].cell, span = table->slots[i].span;

		if (cell && block_of(record, cell)->len > 0) {
			label = label_from(record, cell);
			for (size_t k = 0; k < span; k++)
				labels[column + k] = label;
		}
		column += span;
	}
}

void record_start(struct record *record, struct table *table)
{
	const struct block *blocks = table->shared->document->blocks;
	size_t row = table_row(table, table->block + 1), n_others;

	*record = (struct record){ .table = table, .is_first = true };
	find_head(record);
	n_others = record->n_heads > MOST_HEADS ? record->n_heads - MOST_HEADS : 0;
	record->n_heads -= n_others;
	record->labels = mem_alloc(record->n_heads * table->n_columns, sizeof(*record->labels));
	for (size_t i = 0; i < n_others + record->n_heads; i++) {
		table_place(table, row);
		if (i == n_others)
			record->first_head = row;
		if (i >= n_others)
			put_labels(record, i - n_others);
		row = table_row(table, blocks[row].end);
	}
	table_rewind(table);
}

/* How many labels the column has. */
static size_t count_labels(const struct record *record, size_t column)
{
	size_t n = 0;

	for (size_t head = 0; head < record->n_heads; head++)
		n += label_of(record, head, column)->cell > 0;
	return n;
}

/* Labels that may stand before their value: short, in one line, without a link. */
static bool are_short(const struct record *record, size_t column, int room)
{
	long columns = -1;

	for (size_t head = 0; head < record->n_heads; head++) {
		const struct record_label *label = label_of(record, head, column);

		if (label->cell && !label->is_plain)
			return false;
		columns += label->cell ? label->columns + 1 : 0;
	}
	return columns <= room * 2 / 3;
}

static void run(struct prose *prose, struct margin *margin, struct lines *lines)
{
	while (prose_step(prose, margin, lines))
		;
}

/* What stands between the last label and its value: a colon, but for a label that is a question. */
static const char *colon(const struct record *record, size_t label, bool has_blank)
{
	const struct block *block = block_of(record, label);
	char last = record->table->shared->document->text[block->start + block->len - 1];

	if (last == '?' || last == '!' || last == ':')
		return has_blank ? " " : "";
	return has_blank ? ": " : ":";
}

static const char *label_text(const struct record_label *label, const char *tail,
			      struct lines *lines)
{
	return lines_format(lines, "%.*s%s", (int)label->len, label->text, tail ? tail : "");
}

/* The words of the head stand once as words of the document: where its cell starts, in the first
 * record. */
static bool is_first_use(const struct record *record, size_t head, size_t column)
{
	return record->is_first && (column == 0 || label_of(record, head, column - 1)->cell !=
							   label_of(record, head, column)->cell);
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

/* A column's labels on lines of their own; or only those that were not shown yet. */
static void say_labels(struct record *record, size_t column, bool is_all, struct margin *margin,
		       struct lines *lines)
{
	const struct prose_look look = { ROLE_TABLE_HEAD, STYLE_BOLD, lines->place,
					 record->table->block };
	size_t n = count_labels(record, column);

	for (size_t head = 0; head < record->n_heads; head++) {
		const struct record_label *label = label_of(record, head, column);
		const char *tail;

		if (!label->cell)
			continue;
		tail = --n == 0 ? colon(record, label->cell, false) : NULL;
		if (is_first_use(record, head, column))
			flow_head(record, label->cell, tail, margin, lines);
		else if (is_all && label->len <= MOST_LABEL)
			prose_words(record->table->shared, label_text(label, tail, lines), &look,
				    margin, lines);
	}
}

static void lead_with(struct record *record, size_t column, size_t n_labels, struct prose *prose)
{
	for (size_t head = 0; head < record->n_heads; head++) {
		const struct record_label *label = label_of(record, head, column);

		if (!label->cell)
			continue;
		prose->leads[prose->n_leads++] = (struct mark){
			.text = label->text,
			.len = label->len,
			.role = ROLE_TABLE_HEAD,
			.styles = STYLE_BOLD,
			.link = -1,
			.leaf = is_first_use(record, head, column) ? label->cell : 0
		};
		prose->leads[prose->n_leads++] = (struct mark){
			.text = --n_labels > 0 ? " " : colon(record, label->cell, true),
			.role = ROLE_TABLE_HEAD,
			.link = -1
		};
	}
}

static void add_value(struct record *record, size_t column, size_t cell, struct margin *margin,
		      struct lines *lines)
{
	const struct block *block = block_of(record, cell);
	size_t n_parts = margin->n_parts, n_labels;
	struct prose prose;

	prose_start(&prose, record->table->shared, cell);
	prose.role = block->is_head ? ROLE_TABLE_HEAD : ROLE_TEXT;
	prose.styles = block->is_head ? STYLE_BOLD : 0;
	n_labels = count_labels(record, column);
	if (n_labels > 0 && are_short(record, column, margin_room(margin)))
		lead_with(record, column, n_labels, &prose);
	else
		say_labels(record, column, true, margin, lines);
	if (n_labels > 0)
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
		size_t cell = table->slots[i].cell, end = column + table->slots[i].span;

		if (cell && block_of(record, cell)->len > 0)
			add_value(record, column++, cell, margin, lines);
		while (column < end)
			say_labels(record, column++, false, margin, lines);
	}
	record->is_first = false;
}

/* Whether the row's words stand before the values: asked for few rows only. */
static bool is_label(const struct record *record, size_t row)
{
	if (record->n_heads == 0 || row < record->first_head)
		return false;
	for (size_t i = 0; i < record->n_heads * record->table->n_columns; i++)
		if (record->labels[i].cell > row &&
		    record->labels[i].cell < block_of(record, row)->end)
			return true;
	return false;
}

void record_head(struct record *record, size_t row, struct margin *margin, struct lines *lines)
{
	struct table *table = record->table;

	table_place(table, row);
	if (is_label(record, row))
		return;
	for (size_t i = 0; i < table->n_slots; i++)
		if (table->slots[i].cell && block_of(record, table->slots[i].cell)->len > 0)
			flow_head(record, table->slots[i].cell, NULL, margin, lines);
}

void record_release(struct record *record)
{
	free(record->labels);
	*record = (struct record){ 0 };
}
