/* SPDX-License-Identifier: MIT */
#include "base/notes.h"

#include <stdarg.h>
#include <stdio.h>

void notes_add(const struct notes *notes, enum notes_level level, const char *format, ...)
{
	struct err sentence;
	va_list ap;

	if (!notes || !notes->tell)
		return;
	va_start(ap, format);
	vsnprintf(sentence.text, sizeof(sentence.text), format, ap);
	va_end(ap);
	notes->tell(notes->context, level, sentence.text);
}
