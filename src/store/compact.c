/* SPDX-License-Identifier: MIT */
#include "store/compact.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/journal.h"

enum { CHANGES_KEPT = 100 };

struct compaction {
	int64_t times[CHANGES_KEPT]; /* of the last changes, in a ring */
	size_t n_times;
	int64_t from;       /* changes as late as this stay as they are */
	struct marks marks; /* all else */
	struct marks_event *events;
	size_t n_events;
	struct str strange;
};

static bool is_change(const struct marks_event *event)
{
	return event->field != MARKS_PLACE && event->field != MARKS_OPENED;
}

static void note_time(void *context, const char *line, size_t len, const struct marks_event *event)
{
	struct compaction *now = context;

	(void)line;
	(void)len;
	if (!event || !is_change(event) ||
	    (now->n_times > 0 && now->times[(now->n_times - 1) % CHANGES_KEPT] == event->time))
		return;
	now->times[now->n_times++ % CHANGES_KEPT] = event->time;
}

static void add(struct compaction *now, struct marks_event event)
{
	now->events = mem_grow(now->events, now->n_events, sizeof(*now->events));
	now->events[now->n_events++] = event;
}

/* A line that was cut by a crash is ended with "~" (journal_append()). */
static bool is_torn(const char *line, size_t len)
{
	return len == 0 || line[len - 1] == '~';
}

static void sort_out(void *context, const char *line, size_t len, const struct marks_event *event)
{
	struct compaction *now = context;

	if (event && is_change(event) && event->time >= now->from) {
		add(now, *event);
	} else if (event) {
		marks_take(&now->marks, event);
	} else if (!is_torn(line, len)) {
		str_add(&now->strange, line, len);
		str_byte(&now->strange, '\n');
	}
}

static void add_marks(struct compaction *now)
{
	for (size_t i = 0; i < now->marks.n_items; i++) {
		for (int field = 0; field < N_MARKS_FIELDS; field++) {
			if (now->marks.items[i].times[field] > 0)
				add(now,
				    marks_event(&now->marks.items[i], (enum marks_field)field));
		}
	}
}

/* An undo stands before the lines of its time. */
static int by_time(const void *a, const void *b)
{
	const struct marks_event *one = a, *other = b;

	if (one->time != other->time)
		return one->time < other->time ? -1 : 1;
	if (one->field != other->field)
		return one->field > other->field ? -1 : 1;
	return one->id < other->id ? -1 : one->id > other->id;
}

static void release(struct compaction *now)
{
	marks_release(&now->marks);
	free(now->events);
	str_release(&now->strange);
}

void compact_journal(const char *bytes, size_t len, struct str *out)
{
	struct compaction now = { 0 };

	journal_walk(bytes, len, note_time, &now);
	if (now.n_times > CHANGES_KEPT)
		now.from = now.times[now.n_times % CHANGES_KEPT];
	journal_walk(bytes, len, sort_out, &now);
	add_marks(&now);
	if (now.from > 1)
		add(&now, (struct marks_event){
				  .time = now.from - 1, .field = MARKS_UNDO, .is_on = true });
	if (now.n_events > 0)
		qsort(now.events, now.n_events, sizeof(*now.events), by_time);
	str_add(out, str_bytes(&now.strange), now.strange.len);
	for (size_t i = 0; i < now.n_events; i++)
		journal_format(&now.events[i], out);
	release(&now);
}
