/* SPDX-License-Identifier: MIT */
/*
 * state: what the user did with posts: read, starred, the place in the text. Kept in the journals
 * (store/journal.h), of which each machine writes its own and reads all; the latest event wins.
 *
 *	TIME EVENT POST-ID [VALUE]\n	TIME: UTC milliseconds, never less than the line before
 */
#ifndef STORE_STATE_H
#define STORE_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"

struct state;

enum { STATE_ID_ROOM = 17 };

struct state_of {
	bool is_read, is_starred;
	size_t place;     /* byte offset in the document's text */
	uint64_t content; /* post->content when it was last read; 0 unknown */
	int64_t opened;   /* UTC seconds when it was last opened; 0 never */
};

/* Opens the folder (made where missing) and reads the journals. Where it cannot be written, marks
 * last for this run only and a note says so. NULL only where the folder cannot even be thought of.
 */
struct state *state_open(const char *folder, const char *host, const struct notes *notes,
			 struct err *err);
void state_close(struct state *state);

/* The folder of the journals; borrowed. */
const char *state_folder(const struct state *state);

/* What is known of a post; all false and 0 where nothing is. */
struct state_of state_of(const struct state *state, const char *id);

/* The same for an id as a number. */
struct state_of state_of_number(const struct state *state, uint64_t id);

/* Grows with all that changes what state_of() says. */
uint64_t state_version(const struct state *state);

/* Each appends one line at once and syncs it. -1 where it could not be written; it still holds for
 * this run. */
int state_mark_read(struct state *state, const char *id, bool is_read, uint64_t content,
		    struct err *err);
int state_mark_starred(struct state *state, const char *id, bool is_starred, struct err *err);
int state_mark_place(struct state *state, const char *id, size_t place, struct err *err);

/* The user opened the post. */
int state_mark_opened(struct state *state, const char *id, struct err *err);

struct state_item {
	uint64_t id, content;
};

/* Marks all of them in one write, as one change. */
int state_mark_all_read(struct state *state, const struct state_item *items, size_t n_items,
			struct err *err);

/*
 * Takes back the last change that this machine made by reading, unreading, starring or unstarring
 * and that was not taken back yet, in whatever run. How many posts it was is in *n_posts, the first
 * of them in `id` (both 0 and "" where there is nothing to take back).
 */
int state_undo(struct state *state, size_t *n_posts, char id[STATE_ID_ROOM], struct err *err);

/* Reads what other programs and machines appended since; true where something changed. */
bool state_refresh(struct state *state);

#endif
