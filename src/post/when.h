/* SPDX-License-Identifier: MIT */
/*
 * when: the time of a post, with the offset it was written with.
 */
#ifndef POST_WHEN_H
#define POST_WHEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct when {
	bool is_known;
	bool has_time;   /* false: a day only; its seconds are those of midnight */
	int64_t seconds; /* since 1970-01-01T00:00:00Z */
	int offset;      /* minutes east of UTC: as written, or the rule's for a time without one */
};

/* How numeric dates with two-digit fields first are read: what the site's other dates show. */
enum when_order { WHEN_MONTH_FIRST, WHEN_DAY_FIRST };

struct when_rule {
	enum when_order order;
	int zone;              /* minutes east of UTC for a time without an offset */
	const char *zone_name; /* an IANA name (America/Chicago) that goes before `zone`; or NULL */
	int64_t near; /* days since 1970 of the date in the file's or folder's name, which decides
			 the order of 05/06/2024; 0 where there is none */
};

/* Any shape that posts use: ISO 8601 and its relatives, RFC 5322, "May 23rd, 2023", "25 Jan 2016",
 * 01-21-2026, with or without time, zone and weekday. False where it is no date, or none from 1990
 * to 2100. `rule` may be NULL. */
bool when_parse(const char *text, const struct when_rule *rule, struct when *when);

enum when_says {
	WHEN_SAYS_NOTHING, /* no date, or one with its year first or its month's name */
	WHEN_SAYS_EITHER,  /* 05/06/2024: a rule decides */
	WHEN_SAYS_MONTH_FIRST,
	WHEN_SAYS_DAY_FIRST,
};

/* What a date shows of the order in which its site writes numbers. */
enum when_says when_says(const char *text);

/* A date at the start of a file's or folder's name (2024-07-16-x.md, 2018-8-6-x), or in the folders
 * (2024/07/16/x). False where there is none. */
bool when_from_path(const char *path, struct when *when);

/* RFC 3339 with the offset it was written with, "Z" for none: 2023-09-05T12:00:00-05:00. A day
 * without a time is T00:00:00Z. `room` of at least 32 bytes. */
void when_format(const struct when *when, char *out, size_t room);

/* The day as it was written: 2023-09-05. `room` of at least 16 bytes; "" where unknown. */
void when_day(const struct when *when, char *out, size_t room);

#endif
