/* SPDX-License-Identifier: MIT */
/*
 * rows: the first phase of a refresh: the posts of the fetched tree into the index.
 */
#ifndef REFRESH_ROWS_H
#define REFRESH_ROWS_H

#include "refresh/run.h"

/* The run's tree and site stand. What changed is read, what is gone leaves the index. */
int rows_read(struct run *run, bool is_fresh, struct err *err);

#endif
