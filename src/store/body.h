/* SPDX-License-Identifier: MIT */
/*
 * body: the bodies of posts, cut where the pages of the index end, so that all are full.
 */
#ifndef STORE_BODY_H
#define STORE_BODY_H

#include "base/str.h"
#include "store/handle.h"

int body_put(struct index *index, int64_t n, const char *body, size_t len, struct err *err);
int body_delete(struct index *index, int64_t n, struct err *err);

/* Adds the body to `out`, or its start: at least `most` bytes of it. */
void body_load(struct index *index, int64_t n, size_t most, struct str *out);

#endif
