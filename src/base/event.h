/* SPDX-License-Identifier: MIT */
/*
 * event: what hallway-fetch tells hallway while it works, one line each on a descriptor:
 *
 *	KIND <tab> SOURCE <tab> NUMBER <tab> NUMBER <tab> NUMBER <tab> TEXT <newline>
 *
 * A tab, newline or other control character in SOURCE or TEXT is written as a blank.
 */
#ifndef BASE_EVENT_H
#define BASE_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum event_kind {
	EVENT_START, /* the source is being fetched */
	EVENT_BYTES, /* numbers: bytes so far, bytes in all (0 unknown) */
	EVENT_ROWS, /* numbers: files done, files in all, posts in the index; a transaction ended */
	EVENT_NOTE, /* text: a warning */
	EVENT_DETAIL, /* text: what was left out or repaired */
	EVENT_FAIL,   /* text: why this source failed; what the index held of it stays */
	EVENT_DONE,   /* numbers: posts now, new, changed or removed; text: what the source is, one
			 of "post" "feed" "listing" "archive" "repository" "folder", or "" where
			 nothing came; of the one page of a local source that was asked for its id,
			 and no numbers */
	EVENT_CHOICE, /* text: one of the feeds that the page names: address, blank, title */
	EVENT_TEXTS,  /* the full-text phase of this source is done */
	N_EVENT_KINDS
};

struct event {
	enum event_kind kind;
	char *source; /* the address as given to hallway-fetch */
	int64_t numbers[3];
	char *text; /* "" where there is none */
};

/* Adds the line for the event, with its newline. */
void event_write(const struct event *event, struct str *line);

/* Reads a line without its newline; false, and nothing to release, where it is not an event. */
bool event_read(const char *line, struct event *event);

void event_release(struct event *event);

#endif
