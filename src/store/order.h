/* SPDX-License-Identifier: MIT */
/*
 * order: which post stands in which row of a listing: for each its id and its n in the index.
 */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "store/handle.h"

struct order {
	uint64_t *ids;
	uint32_t *ns;
	size_t n_rows;
	size_t n_undated; /* they are the last rows of a shelf */
};

void order_add(struct order *order, int64_t id, int64_t n);
void order_release(struct order *order);

/* A shelf, newest first, the undated last. Adds to what is there. */
void order_shelf(struct index *index, int64_t shelf, struct order *order);

/* `most` rows of a shelf from row `skip` on; with `from_end` counted from the last row, which comes
 * first. Costs what skip + most do, not what the shelf does. */
void order_end(struct index *index, int64_t shelf, bool from_end, size_t skip, size_t most,
	       struct order *order);

/* Upside down; the undated stay last. */
void order_reverse(struct order *order);

#endif
