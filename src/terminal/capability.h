/* SPDX-License-Identifier: MIT */
/*
 * capability: what this kind of terminal can do, by the names of terminfo(5). Curses has started.
 */
#ifndef TERMINAL_CAPABILITY_H
#define TERMINAL_CAPABILITY_H

#include "base/str.h"

/* A text capability, or NULL. Borrowed. */
const char *capability_find(const char *name);

/* Adds what does it, ready to be written; nothing where there is none. */
void capability_add(const char *name, struct str *out);

#endif
