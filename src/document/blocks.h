/* SPDX-License-Identifier: MIT */
/*
 * blocks: the blocks of a document as they are made, in preorder.
 */
#ifndef DOCUMENT_BLOCKS_H
#define DOCUMENT_BLOCKS_H

#include <stddef.h>

#include "document/document.h"
#include "document/element.h"

struct blocks {
	struct block *items;
	size_t n_items, room;
};

/* A new block at the end. Its parent is the last block or one of those around it. */
size_t blocks_add(struct blocks *blocks, enum block_kind kind, size_t parent);

/* What an element says of itself. */
void blocks_describe(struct block *block, const struct traits *traits);

/* The parent's last child if it is of that kind, else 0. */
size_t blocks_last(const struct blocks *blocks, size_t parent, enum block_kind kind);

/* Where a leaf is to stand that was written directly in `parent`: in a list, table or row it gets
 * the item, row or cell that is missing, or becomes it. */
size_t blocks_parent(struct blocks *blocks, size_t parent, enum block_kind *kind);

/* The leaves are there: works out where containers end and what text they hold, the numbers of
 * items, which lists are tight and which rows are heads. */
void blocks_finish(struct blocks *blocks, size_t text_len);

#endif
