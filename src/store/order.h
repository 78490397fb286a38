/* SPDX-License-Identifier: MIT */
/*
 * order: which post stands in which row of a listing: for each its id and its n in the index.
 */
#ifndef STORE_ORDER_H
#define STORE_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/strings.h"
#include "store/handle.h"
#include "store/set.h"

struct order {
	uint64_t *ids;
	uint32_t *ns;
	size_t n_rows;
	size_t n_undated; /* they are the last rows of a shelf */
};

void order_add(struct order *order, int64_t id, int64_t n);
void order_release(struct order *order);

/* A shelf, newest first, the undated last, into an empty order. The last one is kept with the index
 * for as long as nothing changes there. */
void order_shelf(struct index *index, int64_t shelf, struct order *order);
void order_forget(struct index *index);

/* The posts that stand on any shelf of the sources, each once; in the same order. */
void order_shelves(struct index *index, const struct strings *sources, struct order *order);

/* Keeps the rows whose posts are in the set. */
void order_narrow(struct order *order, const struct set *set);

/* `most` rows of a shelf from row `skip` on; with `from_end` counted from the last row, which comes
 * first. Costs what skip + most do, not what the shelf does. */
void order_end(struct index *index, int64_t shelf, bool from_end, size_t skip, size_t most,
	       struct order *order);

/* Upside down; the undated stay last. */
void order_reverse(struct order *order);

#endif
