/* SPDX-License-Identifier: MIT */
/*
 * bars: how far hallway-fetch is, on a terminal without the reader's screen: a bar for each source
 * that is being fetched, and above them a line for each that is done.
 */
#ifndef APP_BARS_H
#define APP_BARS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/event.h"
#include "base/progress.h"

struct bars {
	bool is_on;    /* standard error is a terminal; else nothing is written */
	bool is_plain; /* it cannot move its cursor: there are no bars, only what is done */
	bool is_ascii;
	struct progress progress;
	int n_lines;     /* of bars on the screen */
	int64_t painted; /* clock_ticks() */
};

void bars_init(struct bars *bars, bool is_ascii);

void bars_event(struct bars *bars, const struct event *event);

/* Takes the bars off the screen, for a line of something else. They come back with the next event.
 */
void bars_wipe(struct bars *bars);

void bars_release(struct bars *bars);

#endif
