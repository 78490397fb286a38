/* SPDX-License-Identifier: MIT */
/*
 * folder: the files below a folder on disk, as a tree.
 *
 * Symbolic links are not followed, neither while listing nor while reading. Folders that hold no
 * writing of the site's own (.git and other dot folders, node_modules, vendor, _site) are not
 * entered.
 */
#ifndef FETCH_FOLDER_H
#define FETCH_FOLDER_H

#include <stdbool.h>

#include "base/err.h"
#include "base/notes.h"
#include "base/tree.h"

enum {
	FOLDER_DEPTH = 64,              /* folders below that are passed over, with a note */
	FOLDER_FILES = 2 * 1000 * 1000, /* and files after these */
};

/* Lists all files below `root`. A folder inside that cannot be read is a note. */
int folder_list(const char *root, const struct notes *notes, struct tree *tree, struct err *err);

/* A tree of the folder that lists nothing yet; folder_add() adds single files of it. */
int folder_open(const char *root, struct tree *tree, struct err *err);

/* Adds the file at `path` below the tree's folder; false where it is no file. tree_sort() after it.
 */
bool folder_add(struct tree *tree, const char *path);

/* Whether folders of that name are not entered. */
bool folder_skips(const char *name, size_t len);

#endif
