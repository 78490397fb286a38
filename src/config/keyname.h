/* SPDX-License-Identifier: MIT */
/*
 * keyname: the name of a key as the user writes it, made the one that terminal/key.h gives it.
 */
#ifndef CONFIG_KEYNAME_H
#define CONFIG_KEYNAME_H

#include <stdbool.h>
#include <stddef.h>

enum { KEYNAME_ROOM = 40 };

/*
 * Case does not matter in names, and other spellings are understood: Ctrl-F, C-f and ^f are "^F";
 * Esc, Return, PgDn, Del, Shift-Tab and the like; M-x and A-x are "Alt-x". A single character is
 * itself. False where it is no key.
 */
bool keyname_read(const char *typed, size_t len, char name[KEYNAME_ROOM]);

#endif
