/* SPDX-License-Identifier: MIT */
/*
 * olds: the bodies that posts had before they changed, for showing what did. A few of each post,
 * and not too many of all: they go with the index, and cannot be had again.
 *
 * Of an old body stands here what the one that came after it has not (store/delta.h). That one is
 * the body of a post, or an old one itself, which came later; before it goes, those that are told
 * by it are made whole.
 */
#ifndef STORE_OLDS_H
#define STORE_OLDS_H

#include "base/str.h"
#include "store/handle.h"

/* Post n is about to be replaced by `now`: its body is kept where that is another one. NULL: the
 * post is about to go, and what it had before is kept for the time when it comes again. */
int olds_keep(struct index *index, int64_t n, const struct post *now, struct err *err);

/* Adds the body that goes with that content; false where it was not kept, or is damaged. */
bool olds_load(struct index *index, int64_t id, uint64_t content, struct str *body);

#endif
