/* SPDX-License-Identifier: MIT */
/*
 * clock: what time it is. HALLWAY_NOW (RFC 3339, UTC or with an offset) stops it for tests.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Seconds since 1970-01-01T00:00:00Z. */
int64_t clock_now(void);

/* Milliseconds that never go back, for intervals; not stopped by HALLWAY_NOW. */
int64_t clock_ticks(void);

/* Days since 1970-01-01 in the proleptic Gregorian calendar; month 1-12, any day number. */
int64_t clock_days(int64_t year, int month, int day);

/* The reverse. */
void clock_date(int64_t days, int64_t *year, int *month, int *day);

#endif
