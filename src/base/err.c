/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

static void (*on_death)(void);

/* A sentence that was cut must not end inside a character (UTF-8, RFC 3629). */
static void mend_end(struct err *err)
{
	size_t len = strlen(err->text), start = len;

	if (len + 1 < sizeof(err->text))
		return;
	while (start > 0 && str_is_inside(err->text[start - 1]))
		start--;
	if (start > 0 && (unsigned char)err->text[start - 1] >= 0xc0)
		err->text[start - 1] = '\0';
}

int err_set(struct err *err, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(err->text, sizeof(err->text), format, ap);
	va_end(ap);
	mend_end(err);
	return -1;
}

int err_wrap(struct err *err, const char *format, ...)
{
	struct err inner = *err;
	va_list ap;
	size_t used;

	va_start(ap, format);
	vsnprintf(err->text, sizeof(err->text), format, ap);
	va_end(ap);
	used = strlen(err->text);
	snprintf(err->text + used, sizeof(err->text) - used, ": %s", inner.text);
	mend_end(err);
	return -1;
}

void err_on_death(void (*hook)(void))
{
	on_death = hook;
}

_Noreturn void err_die(const char *why)
{
	void (*hook)(void) = on_death;

	on_death = NULL;
	if (hook)
		hook();
	fprintf(stderr, PACKAGE_NAME ": %s\n", why);
	abort();
}
