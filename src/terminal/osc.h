/* SPDX-License-Identifier: MIT */
/*
 * osc: operating system commands (ECMA-48 8.3.89, as xterm numbers them) as bytes for a terminal.
 */
#ifndef TERMINAL_OSC_H
#define TERMINAL_OSC_H

#include <stddef.h>

#include "base/str.h"

enum { OSC_MOST_COPY = 100000 };

/* OSC 52: the text to the clipboard, in the envelopes of tmux and GNU screen where the environment
 * says that they stand between. Nothing for more than OSC_MOST_COPY bytes. */
void osc_copy(const char *text, size_t len, struct str *out);

/* OSC 2: the window's title, without control characters, at most 200 bytes. */
void osc_title(const char *title, struct str *out);

#endif
