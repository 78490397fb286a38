/* SPDX-License-Identifier: MIT */
/*
 * typography: whether typographic signs are shown for those that were typed.
 */
#ifndef TERMINAL_TYPOGRAPHY_H
#define TERMINAL_TYPOGRAPHY_H

#include <stdbool.h>

#include "config/config.h"

/* The option typographic-punctuation, where the locale is UTF-8 and the option ascii is not set. */
bool typography_is_wanted(const struct config *config);

#endif
