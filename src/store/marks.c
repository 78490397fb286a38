/* SPDX-License-Identifier: MIT */
#include "store/marks.h"

#include <stdlib.h>

#include "base/mem.h"

static uint32_t *slot_of(const struct marks *marks, uint64_t id)
{
	size_t at = (id ^ id >> 32) & (marks->n_slots - 1);

	while (marks->slots[at] && marks->items[marks->slots[at] - 1].id != id)
		at = (at + 1) & (marks->n_slots - 1);
	return &marks->slots[at];
}

const struct mark *marks_find(const struct marks *marks, uint64_t id)
{
	uint32_t slot = marks->n_slots ? *slot_of(marks, id) : 0;

	return slot ? &marks->items[slot - 1] : NULL;
}

static void widen(struct marks *marks)
{
	marks->n_slots = marks->n_slots ? marks->n_slots * 2 : 64;
	free(marks->slots);
	marks->slots = mem_alloc(marks->n_slots, sizeof(*marks->slots));
	for (size_t i = 0; i < marks->n_items; i++)
		*slot_of(marks, marks->items[i].id) = (uint32_t)i + 1;
}

static struct mark *find_or_add(struct marks *marks, uint64_t id)
{
	uint32_t *slot;

	if (2 * (marks->n_items + 1) > marks->n_slots)
		widen(marks);
	slot = slot_of(marks, id);
	if (!*slot) {
		marks->items = mem_grow(marks->items, marks->n_items, sizeof(*marks->items));
		marks->items[marks->n_items] = (struct mark){ .id = id };
		*slot = (uint32_t)++marks->n_items;
	}
	return &marks->items[*slot - 1];
}

static bool take_switch(bool *is_on, const struct marks_event *event)
{
	bool was_on = *is_on;

	*is_on = event->is_on;
	return was_on != event->is_on;
}

static bool take_value(uint64_t *value, const struct marks_event *event)
{
	uint64_t before = *value;

	*value = event->value;
	return before != event->value;
}

static bool take_read(struct mark *mark, const struct marks_event *event)
{
	bool is_switched = take_switch(&mark->is_read, event);

	return take_value(&mark->content, event) || is_switched;
}

static bool take_star(struct mark *mark, const struct marks_event *event)
{
	return take_switch(&mark->is_starred, event);
}

static bool take_place(struct mark *mark, const struct marks_event *event)
{
	return take_value(&mark->place, event);
}

static bool take_opened(struct mark *mark, const struct marks_event *event)
{
	(void)mark;
	(void)event;
	return true;
}

/* At the same time: on before off, then the greater value. */
static bool is_greater(const struct mark *mark, const struct marks_event *event)
{
	switch (event->field) {
	case MARKS_READ:
		return event->is_on != mark->is_read ? event->is_on : event->value > mark->content;
	case MARKS_STAR:
		return event->is_on && !mark->is_starred;
	case MARKS_PLACE:
		return event->value > mark->place;
	default:
		return false;
	}
}

bool marks_take(struct marks *marks, const struct marks_event *event)
{
	static bool (*const takes[N_MARKS_FIELDS])(struct mark *, const struct marks_event *) = {
		[MARKS_READ] = take_read,
		[MARKS_STAR] = take_star,
		[MARKS_PLACE] = take_place,
		[MARKS_OPENED] = take_opened,
	};
	struct mark *mark;
	int64_t *time;

	if (event->field >= N_MARKS_FIELDS)
		return false;
	mark = find_or_add(marks, event->id);
	time = &mark->times[event->field];
	if (event->time < *time || (event->time == *time && !is_greater(mark, event)))
		return false;
	*time = event->time;
	return takes[event->field](mark, event);
}

struct marks_event marks_event(const struct mark *mark, enum marks_field field)
{
	struct marks_event event = { mark->times[field], mark->id, field, true, 0 };

	if (field == MARKS_READ) {
		event.is_on = mark->is_read;
		event.value = mark->content;
	} else if (field == MARKS_STAR) {
		event.is_on = mark->is_starred;
	} else if (field == MARKS_PLACE) {
		event.value = mark->place;
	}
	return event;
}

void marks_release(struct marks *marks)
{
	free(marks->items);
	free(marks->slots);
	*marks = (struct marks){ 0 };
}
