/* SPDX-License-Identifier: MIT */
/*
 * leaf: how the blocks that hold text are shown: paragraphs, headings, code, tables and the like.
 */
#ifndef LAYOUT_LEAF_H
#define LAYOUT_LEAF_H

#include "layout/walk.h"

/* Of any kind; one that shows nothing has no functions. */
const struct walk_kind *leaf_kind(enum block_kind kind);

#endif
