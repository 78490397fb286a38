/* SPDX-License-Identifier: MIT */
/*
 * refresh: one source from its address into the index: fetch, parse, index, with progress.
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
	const struct kinds *kinds;
	const char *lang; /* the reader's language */
	bool no_repair;
	void (*tell)(void *context, const struct event *event);
	void *context;
};

/* -1 where the source failed; the failure was told as EVENT_FAIL, and what the index holds stays. */
int refresh_source(const struct refresh *refresh, const struct source *source);

#endif
