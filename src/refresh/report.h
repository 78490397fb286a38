/* SPDX-License-Identifier: MIT */
/*
 * report: where hallway-fetch says what it does: events on a descriptor, or sentences on standard
 * error.
 */
#ifndef REFRESH_REPORT_H
#define REFRESH_REPORT_H

#include <stdbool.h>

#include "base/event.h"

struct report {
	int fd;          /* for events; -1: sentences on standard error */
	bool is_verbose; /* details, too */
};

/* `context` is a struct report. Where nobody reads the events any more, the program ends. */
void report_event(void *context, const struct event *event);

/* Ends the program where nobody reads the events any more; for when there is nothing to tell.
 * `context` is a struct report. */
void report_idle(void *context);

/* A sentence that belongs to no source: an event without one, or standard error. */
void report_sentence(struct report *report, enum event_kind kind, const char *sentence);

#endif
