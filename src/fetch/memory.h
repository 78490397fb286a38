/* SPDX-License-Identifier: MIT */
/*
 * memory: a tree of files that came one by one and are kept in memory.
 */
#ifndef FETCH_MEMORY_H
#define FETCH_MEMORY_H

#include <stddef.h>

#include "base/tree.h"

void memory_init(struct tree *tree);

/* Adds a file with a copy of its bytes. Its stamp follows from them, as in an archive (unpack.h). A
 * path that is there already is passed over. tree_sort() when all are there. */
void memory_add(struct tree *tree, const char *path, const char *bytes, size_t len);

#endif
