/* SPDX-License-Identifier: MIT */
/*
 * span: days as a query names them: today, yesterday, 7d, 2w, 6m, 1y, 2024, 2024-07, 2024-07-16.
 */
#ifndef STORE_SPAN_H
#define STORE_SPAN_H

#include <stdbool.h>
#include <stdint.h>

#define SPAN_END INT64_C(100000000) /* a day after all others */

/* The first day since 1970 and the one behind the last; 7d goes from seven days before `today` on,
 * to the end of all days. False where it is none. */
bool span_read(const char *text, int64_t today, int64_t *from, int64_t *to);

/* 2024 or 2019..2021. */
bool span_years(const char *text, int64_t *from, int64_t *to);

/* The day since 1970 that it is now where the user is. */
int64_t span_today(void);

#endif
