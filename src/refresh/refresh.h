/* SPDX-License-Identifier: MIT */
/*
 * refresh: sources from their addresses into the index: fetch, parse, index, with progress.
 *
 * Remote sources are fetched all at once while local ones are read. Of each first the rows of the
 * list are made, then links and words for searching, both in small transactions, so that readers of
 * the index see rows while others are still being read. Being killed at any moment costs the
 * transaction that was open.
 */
#ifndef REFRESH_REFRESH_H
#define REFRESH_REFRESH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/event.h"
#include "config/sources.h"
#include "fetch/remote.h"
#include "store/index.h"

struct rulebook;

struct refresh {
	struct index *index;
	struct rulebook *rulebook;
	const struct remote_rule *rule;
	const char *lang; /* the reader's language */
	bool no_repair;
	bool is_forced; /* read every file again, also those that did not change */
	bool if_due;    /* pass over remote sources whose time has not come */
	int pause;      /* seconds between two fetches of a source that says nothing about it */
	void (*tell)(void *context, const struct event *event);
	void *context;
};

/* -1 where a source failed; the failure was told as EVENT_FAIL, and what the index holds stays. */
int refresh_sources(const struct refresh *refresh, const struct source *const *sources,
		    size_t n_sources);

#endif
