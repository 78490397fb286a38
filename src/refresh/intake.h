/* SPDX-License-Identifier: MIT */
/*
 * intake: the first phase of a refresh: the posts of what was fetched into the index.
 */
#ifndef REFRESH_INTAKE_H
#define REFRESH_INTAKE_H

#include "refresh/run.h"

/* The run's tree and site stand. What changed is read, what is gone leaves the index. The last
 * transaction is left open. */
int intake_files(struct run *run, bool is_fresh, struct err *err);

/* The run's feed was fetched. What has left the feed stays in the index. `ttl` is how many seconds
 * the feed itself asks to be left alone for; 0 where it does not. */
int intake_feed(struct run *run, bool is_fresh, int64_t *ttl, struct err *err);

#endif
