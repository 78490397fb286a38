/* SPDX-License-Identifier: MIT */
/*
 * kept: the bodies of posts as they were when the user opened them, so that it can be shown what
 * changed since. They stand beside the journals, a file for each post, since they cannot be had
 * again; at most 64 MiB of them, those that were opened longest ago go first. They are this
 * machine's own: what another one has is other bodies, and no conflict.
 */
#ifndef STORE_KEPT_H
#define STORE_KEPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "store/state.h"

/* In place of what was kept of the post; nothing is written where it is the same. A body of more
 * than 1 MiB is not kept. */
int kept_put(struct state *state, const char *id, uint64_t content, const char *body, size_t len,
	     struct err *err);

/* Adds the body; false where none with that content was kept. */
bool kept_get(struct state *state, const char *id, uint64_t content, struct str *body);

#endif
