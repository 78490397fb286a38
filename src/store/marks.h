/* SPDX-License-Identifier: MIT */
/*
 * marks: what the events of all journals say of each post, in memory.
 *
 * It depends on which lines there are and on nothing else, not on their order or on the names of
 * the files: of two events the later counts, of two at the same time the greater value. So folders
 * that hold the same lines say the same.
 */
#ifndef STORE_MARKS_H
#define STORE_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum marks_field {
	MARKS_READ,
	MARKS_STAR,
	MARKS_PLACE,
	MARKS_OPENED,
	N_MARKS_FIELDS,
	MARKS_UNDO = N_MARKS_FIELDS, /* says nothing of a post */
};

struct marks_event {
	int64_t time; /* UTC milliseconds, above 0 */
	uint64_t id;
	enum marks_field field;
	bool is_on;     /* read, starred; true for the others */
	uint64_t value; /* the content when it was read; the place; the time of what was undone */
};

struct mark {
	uint64_t id;
	int64_t times[N_MARKS_FIELDS]; /* 0: nothing was said */
	uint64_t content, place;
	bool is_read, is_starred;
};

struct marks {
	struct mark *items;
	size_t n_items;
	uint32_t *slots; /* index into items + 1; 0: free */
	size_t n_slots;
};

/* NULL where nothing is known of the post. Borrowed until the next event. */
const struct mark *marks_find(const struct marks *marks, uint64_t id);

/* Whether the event changed what is known. */
bool marks_take(struct marks *marks, const struct marks_event *event);

/* The event that a mark's field came of; its time is 0 where nothing was said. */
struct marks_event marks_event(const struct mark *mark, enum marks_field field);

void marks_release(struct marks *marks);

#endif
