/* SPDX-License-Identifier: MIT */
/*
 * arrange: puts an order that is by date into another one, and into groups.
 */
#ifndef STORE_ARRANGE_H
#define STORE_ARRANGE_H

#include "store/listing.h"
#include "store/order.h"
#include "store/query.h"

struct arrange_group {
	char *name;
	size_t first, n_rows;
};

struct arrange_groups {
	struct arrange_group *items;
	size_t n_items;
};

/* Rows that are equal keep the order they had. `query` says what is relevant; it may be NULL. */
int arrange_sort(struct index *index, const struct listing_spec *spec,
		 const struct query_node *query, struct order *order, struct err *err);

/* The rows of a group keep the order they had. */
void arrange_group(struct index *index, const struct listing_spec *spec, struct order *order,
		   struct arrange_groups *groups);

void arrange_release(struct arrange_groups *groups);

#endif
