/* SPDX-License-Identifier: MIT */
/*
 * origin: the rows of the table `sources`.
 */
#ifndef STORE_ORIGIN_H
#define STORE_ORIGIN_H

#include "store/handle.h"

/* As index_source(), index_put_source() and index_source_release(). */
bool origin_load(struct index *index, const char *address, struct index_source *source);
int origin_put(struct index *index, const struct index_source *source, struct err *err);
void origin_release(struct index_source *source);

/* Adds to the number of posts of source s; origin_settle() writes it down. */
int origin_count(struct index *index, int64_t s, int change, struct err *err);
int origin_settle(struct index *index, struct err *err);

/* s of the source, or -1 where it is not known. */
int64_t origin_find(struct index *index, const char *address);

/* The same, made where it is missing; -1 where that fails. */
int64_t origin_make(struct index *index, const char *address, struct err *err);

#endif
