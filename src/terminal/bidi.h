/* SPDX-License-Identifier: MIT */
/*
 * bidi: who puts right-to-left text in the order in which it is seen, the terminal or this program.
 */
#ifndef TERMINAL_BIDI_H
#define TERMINAL_BIDI_H

#include <stdbool.h>

#include "config/config.h"

/* The option visual-order; where it is auto, true unless the terminal is one that is known to order
 * text by itself (VTE since 0.58, Konsole, mlterm, Apple's, iTerm2). */
bool bidi_is_ours(const struct config *config);

#endif
