/* SPDX-License-Identifier: MIT */
/*
 * month: the names of months and weekdays, as posts write them: English, Spanish, Portuguese,
 * French and German, whole or cut short.
 *
 * Words come folded (text/fold.h), without a stop.
 */
#ifndef POST_MONTH_H
#define POST_MONTH_H

#include <stdbool.h>
#include <stddef.h>

/* 1 to 12, or 0 where it is no month. */
int month_find(const char *word, size_t len);

bool month_is_weekday(const char *word, size_t len);

#endif
