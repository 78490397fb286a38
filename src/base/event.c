/* SPDX-License-Identifier: MIT */
#include "base/event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static const char *const kinds[N_EVENT_KINDS] = {
	[EVENT_START] = "start",   [EVENT_BYTES] = "bytes", [EVENT_ROWS] = "rows",
	[EVENT_NOTE] = "note",     [EVENT_FAIL] = "fail",   [EVENT_DONE] = "done",
	[EVENT_DETAIL] = "detail", [EVENT_TEXTS] = "texts", [EVENT_CHOICE] = "choice",
};

static void add_plain(struct str *line, const char *text)
{
	for (; text && *text; text++)
		str_byte(line, (unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
}

void event_write(const struct event *event, struct str *line)
{
	str_text(line, kinds[event->kind]);
	str_byte(line, '\t');
	add_plain(line, event->source);
	for (int i = 0; i < 3; i++)
		str_format(line, "\t%lld", (long long)event->numbers[i]);
	str_byte(line, '\t');
	add_plain(line, event->text);
	str_byte(line, '\n');
}

static bool read_kind(const char *line, size_t len, enum event_kind *kind)
{
	for (int i = 0; i < N_EVENT_KINDS; i++) {
		if (strlen(kinds[i]) == len && strncmp(kinds[i], line, len) == 0) {
			*kind = (enum event_kind)i;
			return true;
		}
	}
	return false;
}

bool event_read(const char *line, struct event *event)
{
	const char *field[6] = { line };
	long long numbers[3];

	for (int i = 1; i < 6; i++) {
		field[i] = strchr(field[i - 1], '\t');
		if (!field[i])
			return false;
		field[i]++;
	}
	if (!read_kind(line, (size_t)(field[1] - line - 1), &event->kind) ||
	    sscanf(field[2], "%lld\t%lld\t%lld", &numbers[0], &numbers[1], &numbers[2]) != 3)
		return false;
	for (int i = 0; i < 3; i++)
		event->numbers[i] = numbers[i];
	event->source = mem_copy(field[1], (size_t)(field[2] - field[1] - 1));
	event->text = mem_string(field[5]);
	return true;
}

void event_release(struct event *event)
{
	free(event->source);
	free(event->text);
}
