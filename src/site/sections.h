/* SPDX-License-Identifier: MIT */
/*
 * sections: folders that are not called like news but hold nothing else: at least twenty texts,
 * nearly all with a date.
 */
#ifndef SITE_SECTIONS_H
#define SITE_SECTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "site/candidates.h"

struct sections {
	const struct candidates *candidates;
	struct map known; /* from a folder to "yes" or "no" */
};

/* Whether the section that a candidate lies in is one. Its files are read once, when first asked
 * for. */
bool sections_hold_posts(struct sections *sections, const struct candidate *candidate);

void sections_release(struct sections *sections);

#endif
