/* SPDX-License-Identifier: MIT */
#include "terminal/capability.h"

#include <curses.h>
#include <term.h>

/* tputs() takes a function without a context. */
static struct str *sequence;

static int add_byte(int byte)
{
	str_byte(sequence, (char)byte);
	return byte;
}

const char *capability_find(const char *name)
{
	const char *text = tigetstr(name);

	return text == (const char *)-1 ? NULL : text;
}

void capability_add(const char *name, struct str *out)
{
	const char *text = capability_find(name);

	sequence = out;
	if (text)
		tputs(text, 1, add_byte);
}
