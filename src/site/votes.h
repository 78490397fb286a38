/* SPDX-License-Identifier: MIT */
/*
 * votes: whether a site writes 05/06/2024 with the month or with the day first, as its dates show
 * that can be read one way only.
 */
#ifndef SITE_VOTES_H
#define SITE_VOTES_H

#include "base/tree.h"
#include "post/when.h"
#include "site/candidates.h"

/* Reads at most some hundred of the files; the month is first where they show nothing. */
enum when_order votes_order(struct tree *tree, const struct candidates *candidates);

#endif
