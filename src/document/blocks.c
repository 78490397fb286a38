/* SPDX-License-Identifier: MIT */
#include "document/blocks.h"

#include "base/mem.h"

enum { MAX_COLUMNS = 100, MAX_ROWS = 1000 };

static size_t last_child(const struct blocks *blocks, size_t parent)
{
	size_t i = blocks->n_items - 1;

	if (i <= parent)
		return 0;
	while (blocks->items[i].parent != parent)
		i = blocks->items[i].parent;
	return i;
}

size_t blocks_last(const struct blocks *blocks, size_t parent, enum block_kind kind)
{
	size_t last = last_child(blocks, parent);

	return last > 0 && blocks->items[last].kind == kind ? last : 0;
}

size_t blocks_add(struct blocks *blocks, enum block_kind kind, size_t parent)
{
	blocks->items = mem_room(blocks->items, blocks->n_items, &blocks->room,
				 sizeof(*blocks->items));
	blocks->items[blocks->n_items] = (struct block){
		.kind = kind,
		.parent = (unsigned)parent,
		.columns = kind == BLOCK_CELL,
		.rows = kind == BLOCK_CELL,
	};
	return blocks->n_items++;
}

static unsigned within(unsigned number, unsigned least, unsigned most)
{
	return number < least ? least : number > most ? most : number;
}

void blocks_describe(struct block *block, const struct traits *traits)
{
	block->level = traits->level;
	block->number = traits->number;
	block->align = traits->align;
	block->is_ordered = traits->is_ordered;
	block->is_task = traits->is_task;
	block->is_done = traits->is_done;
	block->is_head = traits->is_head && block->kind == BLOCK_CELL;
	block->info = traits->info;
	block->title = traits->title;
	if (block->kind == BLOCK_CELL) {
		block->columns = within(traits->columns, 1, MAX_COLUMNS);
		block->rows = within(traits->rows, 1, MAX_ROWS);
	}
}

size_t blocks_parent(struct blocks *blocks, size_t parent, enum block_kind *kind)
{
	static const enum block_kind between[N_BLOCK_KINDS] = {
		[BLOCK_LIST] = BLOCK_ITEM,
		[BLOCK_DEFINITIONS] = BLOCK_DEFINITION,
		[BLOCK_FOOTNOTES] = BLOCK_FOOTNOTE,
	};
	enum block_kind around = blocks->items[parent].kind;
	size_t last;

	if (around == BLOCK_TABLE) {
		parent = blocks_add(blocks, BLOCK_ROW, parent);
		around = BLOCK_ROW;
	}
	if (around == BLOCK_ROW)
		*kind = BLOCK_CELL;
	if (!between[around] || *kind == BLOCK_TERM)
		return parent;
	last = blocks_last(blocks, parent, between[around]);
	return last > 0 ? last : blocks_add(blocks, between[around], parent);
}

/* Where containers end, and what text they hold: from their leaves, the last first. */
static void close_blocks(struct block *blocks, size_t n_blocks, size_t text_len)
{
	size_t next = text_len;

	for (size_t i = n_blocks; i-- > 0;) {
		struct block *block = &blocks[i], *parent = &blocks[block->parent];

		if (block->end == 0)
			block->end = (unsigned)i + 1;
		if (block->kind < BLOCK_TITLE) {
			block->start = i + 1 < block->end ? blocks[i + 1].start : next;
			block->len = block->len > block->start ? block->len - block->start : 0;
		}
		next = block->start;
		if (i == 0)
			return;
		if (parent->end < block->end)
			parent->end = block->end;
		if (parent->len < block->start + block->len)
			parent->len = block->start + block->len;
	}
}

/* A list is tight where its items' words stand directly in them; ordered items are counted. */
static void finish_list(struct block *blocks, size_t list)
{
	unsigned number = blocks[list].number;

	blocks[list].is_tight = true;
	for (size_t i = list + 1; i < blocks[list].end; i = blocks[i].end) {
		if (blocks[i].number > 0)
			number = blocks[i].number - 1;
		blocks[i].number = blocks[list].is_ordered ? number : 0;
		number++;
		for (size_t k = i + 1; k < blocks[i].end; k = blocks[k].end)
			if (blocks[k].kind == BLOCK_PARAGRAPH && !blocks[k].is_tight)
				blocks[list].is_tight = false;
	}
}

/* Rows of nothing but head cells at the top of a table are its head. */
static void finish_table(struct block *blocks, size_t table)
{
	for (size_t i = table + 1; i < blocks[table].end; i = blocks[i].end) {
		for (size_t k = i + 1; k < blocks[i].end; k = blocks[k].end)
			if (!blocks[k].is_head)
				return;
		blocks[i].is_head = true;
	}
}

void blocks_finish(struct blocks *blocks, size_t text_len)
{
	close_blocks(blocks->items, blocks->n_items, text_len);
	for (size_t i = 0; i < blocks->n_items; i++) {
		if (blocks->items[i].kind == BLOCK_LIST)
			finish_list(blocks->items, i);
		else if (blocks->items[i].kind == BLOCK_TABLE)
			finish_table(blocks->items, i);
	}
}
