/* SPDX-License-Identifier: MIT */
/*
 * argv: a command as a person writes it, made an argv. Not a shell: nothing is expanded.
 */
#ifndef TERMINAL_ARGV_H
#define TERMINAL_ARGV_H

#include <stddef.h>

#include "base/strings.h"

/*
 * Splits at blanks; 'quotes' and "quotes" keep blanks, a backslash outside of '' takes the next
 * character as it is. `mark` behind a % in the command becomes `value`, wherever it stands, %% a %;
 * where the command has no such mark, the value is one more word at the end. The value is never
 * split; NULL is none, and then nothing is special about %.
 */
void argv_split(const char *command, size_t len, char mark, const char *value,
		struct strings *words);

#endif
