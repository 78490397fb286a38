/* SPDX-License-Identifier: MIT */
/*
 * bundle: an archive of a site as the tree that the unpacked site would be.
 */
#ifndef FETCH_BUNDLE_H
#define FETCH_BUNDLE_H

#include "base/err.h"
#include "base/notes.h"
#include "base/tree.h"
#include "fetch/bounds.h"

/*
 * Reads the descriptor (seekable; stays the caller's) from its start. `strip` folders are taken off
 * the front of each name. What folder_list() would not enter is no part of the tree; pictures and
 * the like are listed and cannot be read.
 */
int bundle_read(int fd, const char *name, size_t strip, const struct bounds *bounds,
		const struct notes *notes, struct tree *tree, struct err *err);

#endif
