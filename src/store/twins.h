/* SPDX-License-Identifier: MIT */
/*
 * twins: which posts are one. The same URL (so the same id), or the same title and body: one of
 * them leads and stands on the shelves; the others are where else it is.
 *
 * The fullest body leads; of equal ones the first URL, so that every machine chooses the same.
 */
#ifndef STORE_TWINS_H
#define STORE_TWINS_H

#include "store/handle.h"

/* A post of undated seconds stands last on a shelf. */
#define TWINS_UNDATED INT64_MIN

/* Post n of source s is new: it finds its twins, and the one that leads goes on the shelves. */
int twins_join(struct index *index, int64_t s, int64_t n, const struct post *post, struct err *err);

/* Post n goes, from the shelves and from the index; its twins find each other anew. */
int twins_drop(struct index *index, int64_t n, struct err *err);

#endif
