/* SPDX-License-Identifier: MIT */
/*
 * candidates: the files of a tree that may be posts, by where they lie; what is left out is told.
 */
#ifndef POST_CANDIDATES_H
#define POST_CANDIDATES_H

#include <stddef.h>

#include "post/discover.h"
#include "post/settings.h"

struct candidate {
	size_t entry; /* of the tree */
	const struct settings *settings;
	enum discover place; /* DISCOVER_SURE, _DATED or _SECTION */
};

struct candidates {
	struct candidate *items; /* in the order of the tree */
	size_t n_items;
};

/* `sites`: the deepest folders first; they must outlive the candidates. Paths in what is told start
 * with `shown`, the source as the user knows it. */
void candidates_find(struct candidates *candidates, const struct settings *sites, size_t n_sites,
		     const char *shown);

/* NULL where the entry is none. */
const struct candidate *candidates_of(const struct candidates *candidates, size_t entry);

/* The site that a path belongs to. */
const struct settings *candidates_site(const struct settings *sites, size_t n_sites,
				       const char *path);

void candidates_release(struct candidates *candidates);

#endif
