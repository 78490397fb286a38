/* SPDX-License-Identifier: MIT */
/*
 * fetching: what the reader shows of hallway-fetch while it works: how far it is, what failed, and
 * what an address holds that was looked at.
 */
#ifndef VIEW_FETCHING_H
#define VIEW_FETCHING_H

#include <stdbool.h>

#include "base/event.h"
#include "base/progress.h"
#include "base/str.h"
#include "base/strings.h"

struct reader;

struct fetching {
	bool is_on;
	bool is_stale; /* there is more to show than is shown */
	struct progress progress;
	struct strings choices; /* feeds that a page names, as EVENT_CHOICE tells them */
	char *failure;          /* the last sentence of a source that failed; or NULL */
};

void fetching_begin(struct reader *reader);
void fetching_event(struct reader *reader, const struct event *event);

/* Brings what is shown up to date, once for all events that came together. */
void fetching_show(struct reader *reader);

/* It ended; `sentence` says why where it ended badly, else it is NULL. */
void fetching_end(struct reader *reader, const char *sentence);

void fetching_release(struct fetching *fetching);

/* Whether that source is being fetched now. */
bool fetching_is_under_way(const struct reader *reader, const char *address);

/* Adds how far it is: bytes, a bar, sources (or files of the only one). */
void fetching_describe(const struct reader *reader, struct str *out);

/* Asks whether to subscribe to the address, which was fetched to see what it holds: `form` as
 * EVENT_DONE tells it. Where it is a page with several feeds, asks which of them first. */
void fetching_found(struct reader *reader, const char *address, const char *form);

#endif
