/* SPDX-License-Identifier: MIT */
/*
 * select: the posts that the command line is about, one after the other.
 */
#ifndef APP_SELECT_H
#define APP_SELECT_H

#include <stdbool.h>

#include "app/session.h"

/* Called for each post, newest first, with its state; the post is the caller's again afterwards. */
typedef void select_visit(void *context, const struct post *post, const struct state_of *state);

/* -1 where the query is wrong, or --post names no post; then `err` says so. */
int select_each(struct session *session, select_visit *visit, void *context, struct err *err);

#endif
