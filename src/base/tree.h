/* SPDX-License-Identifier: MIT */
/*
 * tree: the files below one root, listed at once and read when asked for.
 *
 * What fetching leaves and parsing takes: a folder on disk, an archive in memory and a single file
 * all look like this, so whoever reads posts does not know where they come from.
 */
#ifndef BASE_TREE_H
#define BASE_TREE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

struct tree_entry {
	char *path; /* below the root, '/' between names, none at either end; UTF-8 is not sure */
	int64_t size;  /* bytes; below 0 until it is read or measured */
	int64_t mtime; /* nanoseconds since 1970; 0 where unknown */
};

struct tree {
	struct tree_entry *entries; /* files only, sorted by strcmp() of their paths */
	size_t n_entries;
	/*
	 * Adds the bytes of entry i to `out`; more than `limit` bytes is a failure. Links that lead
	 * out of the tree, devices and the like are no entries.
	 */
	int (*read)(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err);
	/* Sets size and mtime of entry i, both 0 where the file is gone; NULL where they are known
	 * from the start. */
	void (*measure)(struct tree *tree, size_t i);
	void (*release)(struct tree *tree); /* frees what `context` holds; may be NULL */
	void *context;
};

/* Adds an entry; call tree_sort() when all are there. */
void tree_add(struct tree *tree, const char *path, int64_t size, int64_t mtime);
void tree_sort(struct tree *tree);

/* Entry i with its size and mtime: listing a folder leaves them open, because to ask for each costs
 * more than to list it. */
const struct tree_entry *tree_measured(struct tree *tree, size_t i);

/* The place of `path`, or -1. */
ptrdiff_t tree_find(const struct tree *tree, const char *path);

/* Calls tree->read; a missing path is a failure too. */
int tree_read(struct tree *tree, const char *path, size_t limit, struct str *out, struct err *err);

void tree_release(struct tree *tree);

#endif
