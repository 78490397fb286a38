/* SPDX-License-Identifier: MIT */
/*
 * ansi: looks as escape sequences (ECMA-48 SGR) for output that is no screen.
 */
#ifndef TERMINAL_ANSI_H
#define TERMINAL_ANSI_H

#include "base/str.h"
#include "config/theme.h"

/* How many colours the terminal of standard output has by TERM and COLORTERM: 0, 8, 16, 256, 1
 * << 24. */
int ansi_colors(void);

/* Adds what switches to the looks from plain text ("" where they are plain). */
void ansi_look(const struct look *look, unsigned styles, int n_colors, struct str *out);

/* Adds what switches back to plain text. */
void ansi_plain(struct str *out);

/* Adds the start (a URL; OSC 8, percent-encoded) or the end (NULL) of a link. */
void ansi_link(const char *url, struct str *out);

#endif
