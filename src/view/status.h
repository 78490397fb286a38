/* SPDX-License-Identifier: MIT */
/*
 * status: the last line of the screen: what just happened, or what can be pressed now.
 */
#ifndef VIEW_STATUS_H
#define VIEW_STATUS_H

#include <stdbool.h>

#include "base/err.h"
#include "config/keymap.h"
#include "terminal/canvas.h"

struct status {
	char text[1024]; /* safe; "" where there is nothing to say */
	bool is_error;
	bool is_sticky; /* stays when a key is pressed, until something else is said */
};

/* Each replaces what was said before. The sentence may hold text of a source: it is made safe. */
void status_say(struct status *status, const char *format, ...) ERR_PRINTF(2, 3);
void status_fail(struct status *status, const char *format, ...) ERR_PRINTF(2, 3);

/* A key was pressed: what was said has been seen. */
void status_seen(struct status *status);

struct status_hint {
	enum action action;
	const char *words; /* translated, a word or two */
};

/* Draws what was said; else `about` (may be NULL or ""), else the hints, as many as fit. */
void status_draw(const struct status *status, const struct box *box, const char *about,
		 const struct status_hint *hints, const struct keymap *keymap);

#endif
