/* SPDX-License-Identifier: MIT */
/*
 * candidates: the files of a tree that may be posts, by where they lie; what is left out is told.
 */
#ifndef SITE_CANDIDATES_H
#define SITE_CANDIDATES_H

#include <stddef.h>

#include "settings/discover.h"
#include "settings/settings.h"

struct candidate {
	size_t entry; /* of the tree */
	const struct settings *settings;
	enum discover place; /* DISCOVER_SURE, _DATED or _SECTION */
	bool is_plain;       /* it lies where no site says what is a post: any text is one */
};

struct candidates {
	struct candidate *items; /* in the order of the tree */
	size_t n_items;
};

struct candidates_search {
	const struct settings *sites; /* the deepest folders first; must outlive the candidates */
	size_t n_sites;
	const char *shown; /* the tree as the user knows it: what is told starts with it */
	const char *below; /* the folder of the tree that was asked for; "" for all of it */
};

/* Those below the folder that was asked for. One that holds no posts by the site's rules is as good
 * as plain: its texts were asked for by name. */
void candidates_find(struct candidates *candidates, const struct candidates_search *search);

/* Those of the whole tree, told of nothing: for what can be seen of a site's posts only together.
 */
void candidates_find_all(struct candidates *candidates, const struct candidates_search *search);

void candidates_copy(struct candidates *to, const struct candidates *from);

/* NULL where the entry is none. */
const struct candidate *candidates_of(const struct candidates *candidates, size_t entry);

/* The site that a path belongs to. */
const struct settings *candidates_site(const struct settings *sites, size_t n_sites,
				       const char *path);

void candidates_release(struct candidates *candidates);

#endif
