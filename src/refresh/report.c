/* SPDX-License-Identifier: MIT */
#include "refresh/report.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "text/safe.h"

/* The index is whole at every moment, so ending here loses no more than the open transaction. */
static void write_line(int fd, const struct str *line)
{
	size_t done = 0;

	while (done < line->len) {
		ssize_t n = write(fd, line->bytes + done, line->len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			_exit(EXIT_FAILURE);
		done += (size_t)n;
	}
}

static void write_sentence(const char *text)
{
	char *safe = safe_line_copy(text);

	fprintf(stderr, "hallway-fetch: %s\n", safe);
	free(safe);
}

void report_event(void *context, const struct event *event)
{
	const struct report *report = context;
	struct str line = { 0 };

	if (event->kind == EVENT_DETAIL && !report->is_verbose)
		return;
	if (report->fd >= 0) {
		event_write(event, &line);
		write_line(report->fd, &line);
		str_release(&line);
	} else if (event->kind == EVENT_NOTE || event->kind == EVENT_DETAIL ||
		   event->kind == EVENT_FAIL) {
		write_sentence(event->text);
	}
}

void report_idle(void *context)
{
	const struct report *report = context;
	struct pollfd reader = { .fd = report->fd };

	if (poll(&reader, 1, 0) > 0 && reader.revents & POLLERR)
		_exit(EXIT_FAILURE);
}

void report_sentence(struct report *report, enum event_kind kind, const char *sentence)
{
	struct event event = {
		.kind = kind,
		.source = (char *)"",
		.text = (char *)sentence,
	};

	report_event(report, &event);
}
