/* SPDX-License-Identifier: MIT */
/*
 * directory: which files of a tree are the pages at some addresses.
 */
#ifndef SITE_DIRECTORY_H
#define SITE_DIRECTORY_H

#include <stdbool.h>

#include "base/strings.h"
#include "base/tree.h"

struct directory {
	const struct tree *tree;
	const char *root; /* the address of the tree's root, for those of its files; or NULL */
	/* The public address of a file, which the caller frees; NULL where it has none. */
	char *(*url_of)(void *context, const char *path);
	void *context;
	size_t most; /* files of a tree in which all are asked, and not only those whose names speak
			for it */
};

/* Whether a file's name is that of a page's source. */
bool directory_is_page(const char *path);

/* Visits the file of each of the addresses (parts and queries do not count) that has one, once. */
void directory_find(const struct directory *directory, const struct strings *addresses,
		    void (*visit)(void *context, size_t entry), void *context);

#endif
