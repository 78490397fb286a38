/* SPDX-License-Identifier: MIT */
/*
 * script: which way a text is written.
 */
#ifndef LAYOUT_SCRIPT_H
#define LAYOUT_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the first letter is of a script that is written from the right (UAX #9, P2 and P3). */
bool script_is_right(const char *text, size_t len);

#endif
