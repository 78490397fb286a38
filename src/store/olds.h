/* SPDX-License-Identifier: MIT */
/*
 * olds: the bodies that posts had before they changed, for showing what did. A few of each post,
 * and not too many of all: they go with the index, and cannot be had again.
 */
#ifndef STORE_OLDS_H
#define STORE_OLDS_H

#include "base/str.h"
#include "store/handle.h"

/* Post n is about to be replaced by `now`: its body is kept where that is another one. */
int olds_keep(struct index *index, int64_t n, const struct post *now, struct err *err);

/* Adds the body that goes with that content; false where it was not kept. */
bool olds_load(struct index *index, int64_t id, uint64_t content, struct str *body);

#endif
