/* SPDX-License-Identifier: MIT */
/*
 * offers: the links that ask a post's reader to do something: buy a ticket, hand in a talk.
 */
#ifndef STORE_OFFERS_H
#define STORE_OFFERS_H

#include "store/handle.h"

/* Keeps those links of post n that have an action. */
int offers_put(struct index *index, int64_t n, const struct links *links, struct err *err);

/* As index_post_actions() and index_actions(). */
int offers_visit_post(struct index *index, int64_t n, const char *id, index_action_fn *visit,
		      void *context);
int offers_visit(struct index *index, const char *source, index_action_fn *visit, void *context);

#endif
