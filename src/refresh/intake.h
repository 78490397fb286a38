/* SPDX-License-Identifier: MIT */
/*
 * intake: the first phase of a refresh: the posts of what was fetched into the index.
 */
#ifndef REFRESH_INTAKE_H
#define REFRESH_INTAKE_H

#include "refresh/run.h"

/* Makes the run's site or feed of what was fetched. -1 is the source's own failure; the index was
 * not touched. */
int intake_read(struct run *run, struct err *err);

/* What changed is put. What is gone from a site leaves the index, what has left a feed stays. -1 is
 * the index's failure. The last transaction is left open. */
int intake_put(struct run *run, bool is_fresh, struct err *err);

#endif
