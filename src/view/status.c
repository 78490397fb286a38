/* SPDX-License-Identifier: MIT */
#include "view/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/safe.h"
#include "text/width.h"
#include "view/oneline.h"

static void say(struct status *status, bool is_error, const char *format, va_list ap)
	ERR_PRINTF(3, 0);

static void say(struct status *status, bool is_error, const char *format, va_list ap)
{
	char raw[sizeof(status->text)];
	struct str safe = { 0 };

	vsnprintf(raw, sizeof(raw), format, ap);
	safe_line(raw, strlen(raw), &safe);
	snprintf(status->text, sizeof(status->text), "%s", str_bytes(&safe));
	str_release(&safe);
	status->is_error = is_error;
	status->is_sticky = false;
}

void status_say(struct status *status, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(status, false, format, ap);
	va_end(ap);
}

void status_fail(struct status *status, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	say(status, true, format, ap);
	va_end(ap);
}

void status_seen(struct status *status)
{
	if (!status->is_sticky)
		status->text[0] = '\0';
}

static int draw_hint(const struct box *box, int column, const char *key, const char *words)
{
	int start = column;

	column += oneline_draw(box, 0, column, box->columns - column, key, ROLE_STATUS_KEY, 0) + 1;
	column += oneline_draw(box, 0, column, box->columns - column, words, ROLE_STATUS, 0);
	return column - start;
}

static void draw_hints(const struct box *box, const struct status_hint *hints,
		       const struct keymap *keymap)
{
	int column = 1;

	for (; hints->words; hints++) {
		const char *key = keymap_key(keymap, hints->action);
		int need = width_columns(key, strlen(key)) + 1 +
			   width_columns(hints->words, strlen(hints->words));

		if (!*key || column + need > box->columns - 1)
			continue;
		column += draw_hint(box, column, key, hints->words) + 3;
	}
}

void status_draw(const struct status *status, const struct box *box, const char *about,
		 const struct status_hint *hints, const struct keymap *keymap)
{
	canvas_clear(box, ROLE_STATUS);
	if (status->text[0])
		oneline_draw(box, 0, 1, box->columns - 2, status->text,
			     status->is_error ? ROLE_STATUS_ERROR : ROLE_STATUS, 0);
	else if (about && *about)
		oneline_draw(box, 0, 1, box->columns - 2, about, ROLE_STATUS, 0);
	else if (hints)
		draw_hints(box, hints, keymap);
}
