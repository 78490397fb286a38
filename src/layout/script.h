/* SPDX-License-Identifier: MIT */
/*
 * script: which way a text is written.
 */
#ifndef LAYOUT_SCRIPT_H
#define LAYOUT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

enum script { SCRIPT_NEUTRAL, SCRIPT_DIGIT, SCRIPT_LEFT, SCRIPT_RIGHT };

/* Which way the first character is written: from the left, from the right, or neither. */
enum script script_of(const char *text, size_t len);

/* The bracket that is shown for one where text runs from the right ("(" for ")"); NULL for all
 * else. */
const char *script_mirrored(const char *text, size_t len);

/* Whether the first letter is of a script that is written from the right (UAX #9, P2 and P3). */
bool script_is_right(const char *text, size_t len);

#endif
