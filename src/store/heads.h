/* SPDX-License-Identifier: MIT */
/*
 * heads: the posts whose words are not in the full text yet: their titles, authors, categories and
 * tags are read and compared, so that what is being indexed can be found already.
 */
#ifndef STORE_HEADS_H
#define STORE_HEADS_H

#include "store/handle.h"
#include "store/query.h"
#include "store/set.h"

/* Adds those that match all of the terms; each is one that full text is asked for. */
void heads_match(struct index *index, const struct query_node *const *terms, size_t n,
		 struct set *set);

/* Whether the words of `wanted` stand side by side in the text; with is_prefix its last may go on.
 * Where in the text, from its first byte to its last, in *from and *to. */
bool heads_find(const char *text, size_t len, const char *wanted, bool is_prefix, size_t *from,
		size_t *to);

#endif
