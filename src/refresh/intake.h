/* SPDX-License-Identifier: MIT */
/*
 * intake: the first phase of a refresh: the posts of the fetched tree into the index.
 */
#ifndef REFRESH_INTAKE_H
#define REFRESH_INTAKE_H

#include "refresh/run.h"

/* The run's tree and site stand. What changed is read, what is gone leaves the index. */
int intake_read(struct run *run, bool is_fresh, struct err *err);

#endif
