/* SPDX-License-Identifier: MIT */
/*
 * refresh: one source from its address into the index: fetch, parse, index, with progress.
 *
 * First the rows of the list, then links and words for searching, both in small transactions, so
 * that readers of the index see rows while others are still being read. Being killed at any moment
 * costs the transaction that was open.
 */
#ifndef REFRESH_REFRESH_H
#define REFRESH_REFRESH_H

#include <stdbool.h>

#include "base/event.h"
#include "config/sources.h"
#include "post/kinds.h"
#include "store/index.h"

struct refresh {
	struct index *index;
	const struct kinds *kinds; /* may be NULL */
	const char *lang;          /* the reader's language */
	bool no_repair;
	bool is_forced; /* read every file again, also those that did not change */
	void (*tell)(void *context, const struct event *event);
	void *context;
};

/* -1 where the source failed; the failure was told as EVENT_FAIL, and what the index holds stays.
 */
int refresh_source(const struct refresh *refresh, const struct source *source);

#endif
