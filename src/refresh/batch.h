/* SPDX-License-Identifier: MIT */
/*
 * batch: sources that came in together: their rows go into the index in one transaction, then their
 * words in another, unless they hold so much that there are more of them.
 */
#ifndef REFRESH_BATCH_H
#define REFRESH_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "refresh/run.h"

enum { BATCH_MOST = 64 }; /* sources */

struct batch {
	struct transaction *transaction;
	struct run *runs[BATCH_MOST];
	size_t n_runs;
};

/* Takes over a run whose source was fetched, or failed by its `err`, and puts its rows. Until
 * batch_is_due(). */
void batch_add(struct batch *batch, struct run *run);

/* Whether it is to be finished before another run is added. */
bool batch_is_due(const struct batch *batch);

/* Puts what is left, tells how each source went, and leaves the batch empty. -1 where one failed.
 */
int batch_finish(struct batch *batch);

#endif
