/* SPDX-License-Identifier: MIT */
/*
 * fetch: an address in, a tree of files out.
 */
#ifndef FETCH_FETCH_H
#define FETCH_FETCH_H

#include "base/err.h"
#include "base/notes.h"
#include "base/tree.h"

struct fetched {
	struct tree tree;
	char *root; /* the folder on disk that the tree stands for, or NULL */
	char *only; /* where the source is one file: its path in the tree (the tree may hold the
		       site around it, for its settings); else NULL */
};

/*
 * Local addresses: a path or file:///…; a folder, a site's checkout, an archive, or one file. For
 * one file the tree is that of the checkout around it where there is one (a folder above with .git
 * or a generator's settings, at most 8 up), else the file alone.
 */
int fetch_local(const char *address, const struct notes *notes, struct fetched *fetched,
		struct err *err);

void fetch_release(struct fetched *fetched);

#endif
