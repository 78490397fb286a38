/* SPDX-License-Identifier: MIT */
/*
 * amount: times, sizes and how much is done, where there is little room.
 */
#ifndef VIEW_AMOUNT_H
#define VIEW_AMOUNT_H

#include <stdint.h>

#include "base/str.h"

/* Adds a time (UTC seconds) on the clock of this machine: 2026-11-20 12:00. */
void amount_time(int64_t seconds, struct str *out);

/* The same of a time to come, without its day where that is less than a day away. */
void amount_next(int64_t seconds, int64_t now, struct str *out);

/* Adds a number of bytes: 1.2 kB, 3.4 MB. */
void amount_size(int64_t bytes, struct str *out);

/* Adds a bar of `whole` signs of which the first `part` are `full`. */
void amount_bar(int part, int whole, const char *full, const char *empty, struct str *out);

#endif
