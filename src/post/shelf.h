/* SPDX-License-Identifier: MIT */
/*
 * shelf: folders that are not called like news but hold nothing else: at least twenty texts,
 * nearly all with a date.
 */
#ifndef POST_SHELF_H
#define POST_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "post/candidates.h"

struct shelf {
	const struct candidates *candidates;
	struct map known; /* from a folder to "yes" or "no" */
};

/* Whether the section that a candidate lies in is one. Its files are read once, when first asked
 * for. */
bool shelf_holds_posts(struct shelf *shelf, const struct candidate *candidate);

void shelf_release(struct shelf *shelf);

#endif
