/* SPDX-License-Identifier: MIT */
/*
 * filter: which posts of an order a query asks for.
 *
 * Each term gives a set of posts: by one statement with bound values, or by one walk over the
 * order; sets are put together as the query says. Posts whose words are not in the full text yet
 * are found by their titles, authors, categories and tags.
 */
#ifndef STORE_FILTER_H
#define STORE_FILTER_H

#include "store/handle.h"
#include "store/order.h"
#include "store/query.h"
#include "store/set.h"
#include "store/state.h"

/* Adds the posts of `order` that match to `set`. */
int filter_run(struct index *index, const struct state *state, const struct order *order,
	       const struct query_node *query, struct set *set, struct err *err);

#endif
