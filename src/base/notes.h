/* SPDX-License-Identifier: MIT */
/*
 * notes: where sentences go that are no failure: a key read twice, a date that cannot be read.
 */
#ifndef BASE_NOTES_H
#define BASE_NOTES_H

#include "base/err.h"

enum notes_level {
	NOTES_WARNING, /* something in the source is wrong; shown always */
	NOTES_DETAIL,  /* what was left out or repaired, and why; shown with --verbose */
};

struct notes {
	void (*tell)(void *context, enum notes_level level, const char *sentence);
	void *context;
};

/* A whole translated sentence that names its place (file, line, key). `notes` may be NULL. */
void notes_add(const struct notes *notes, enum notes_level level, const char *format, ...)
	ERR_PRINTF(3, 4);

#endif
