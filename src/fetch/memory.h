/* SPDX-License-Identifier: MIT */
/*
 * memory: a tree of files that came one by one and are kept in memory.
 */
#ifndef FETCH_MEMORY_H
#define FETCH_MEMORY_H

#include <stddef.h>

#include "base/tree.h"

void memory_init(struct tree *tree);

/* Adds a file with a copy of its bytes, and gives the copy; NULL, and nothing added, where the path
 * is there already. Its stamp follows from the bytes, as in an archive (unpack.h). tree_sort() when
 * all are there. */
const char *memory_add(struct tree *tree, const char *path, const char *bytes, size_t len);

#endif
