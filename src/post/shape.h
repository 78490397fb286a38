/* SPDX-License-Identifier: MIT */
/*
 * shape: the numbers and names in the text of a date, before anybody asks whether there is such a
 * day and what zone its hours are of.
 */
#ifndef POST_SHAPE_H
#define POST_SHAPE_H

#include <stdbool.h>

struct shape {
	int year, month, day; /* not checked: the month may be 13 */
	bool is_open; /* numbers with the year last: month and day may be the other way round */
	bool has_time, has_zone;
	int hour, minute, second;
	int offset;     /* minutes east of UTC, with has_zone */
	char place[64]; /* an IANA name that was written for a zone, or "" */
};

/* False where the text is no date, or more than one. */
bool shape_read(const char *text, struct shape *shape);

#endif
