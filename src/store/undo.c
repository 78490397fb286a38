/* SPDX-License-Identifier: MIT */
#include "store/undo.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/journal.h"

/* The changes that were not taken back, by their times, the last one at the end. */
struct changes {
	int64_t *times;
	size_t n_times;
	int64_t undoing; /* the time of lines that take back, which are no change */
};

static void take_back(struct changes *changes, int64_t time)
{
	size_t kept = 0;

	for (size_t i = 0; time && i < changes->n_times; i++) {
		if (changes->times[i] != time)
			changes->times[kept++] = changes->times[i];
	}
	changes->n_times = kept;
}

static void note_change(void *context, const char *line, size_t len,
			const struct marks_event *event)
{
	struct changes *changes = context;

	(void)line;
	(void)len;
	if (event && event->field == MARKS_UNDO) {
		changes->undoing = event->time;
		take_back(changes, (int64_t)event->value);
	}
	if (!event || event->field > MARKS_STAR || event->time == changes->undoing ||
	    (changes->n_times > 0 && changes->times[changes->n_times - 1] == event->time))
		return;
	changes->times = mem_grow(changes->times, changes->n_times, sizeof(*changes->times));
	changes->times[changes->n_times++] = event->time;
}

static int64_t last_change(const struct str *journal)
{
	struct changes changes = { 0 };
	int64_t last;

	journal_walk(str_bytes(journal), journal->len, note_change, &changes);
	last = changes.n_times > 0 ? changes.times[changes.n_times - 1] : 0;
	free(changes.times);
	return last;
}

struct search {
	int64_t time; /* of the change */
	bool is_own;
	struct marks before; /* what was known until then */
	struct undo *undo;
};

static void add(struct undo *undo, struct marks_event event)
{
	undo->events = mem_grow(undo->events, undo->n_events, sizeof(*undo->events));
	undo->events[undo->n_events++] = event;
}

static void note_event(void *context, const char *line, size_t len, const struct marks_event *event)
{
	struct search *search = context;

	(void)line;
	(void)len;
	if (!event || event->field > MARKS_STAR)
		return;
	if (event->time < search->time)
		marks_take(&search->before, event);
	else if (event->time == search->time && search->is_own)
		add(search->undo, *event);
}

/* What the change said of a post becomes what was known before. */
static void turn(const struct marks *before, struct marks_event *event)
{
	const struct mark *mark = marks_find(before, event->id);

	if (mark) {
		*event = marks_event(mark, event->field);
	} else {
		event->is_on = false;
		event->value = 0;
	}
	event->time = 0;
}

void undo_find(const struct str *journals, size_t n_journals, struct undo *undo)
{
	struct search search = { .time = last_change(&journals[0]), .undo = undo };

	*undo = (struct undo){ 0 };
	if (search.time == 0)
		return;
	add(undo, (struct marks_event){
			  .field = MARKS_UNDO, .is_on = true, .value = (uint64_t)search.time });
	for (size_t i = 0; i < n_journals; i++) {
		search.is_own = i == 0;
		journal_walk(str_bytes(&journals[i]), journals[i].len, note_event, &search);
	}
	for (size_t i = 1; i < undo->n_events; i++)
		turn(&search.before, &undo->events[i]);
	marks_release(&search.before);
}

void undo_release(struct undo *undo)
{
	free(undo->events);
	*undo = (struct undo){ 0 };
}
