/* SPDX-License-Identifier: MIT */
/*
 * state: what the user did with posts: read, starred, the place in the text. Kept in the journals,
 *of which each machine writes its own and reads all; the latest event wins.
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

struct state_of {
	bool is_read, is_starred;
	size_t place;     /* byte offset in the document's text */
	uint64_t content; /* post->content when it was last read; 0 unknown */
};

/* Opens the folder (made where missing) and reads the journals. Where it cannot be written, marks
 * last for this run only and a note says so. NULL only where the folder cannot even be thought of.
 */
struct state *state_open(const char *folder, const char *host, const struct notes *notes,
			 struct err *err);
void state_close(struct state *state);

/* What is known of a post; all false and 0 where nothing is. */
struct state_of state_of(const struct state *state, const char *id);

/* Each appends one line at once and syncs it. -1 where it could not be written; it still holds for
 * this run. */
int state_mark_read(struct state *state, const char *id, bool is_read, uint64_t content,
		    struct err *err);
int state_mark_starred(struct state *state, const char *id, bool is_starred, struct err *err);
int state_mark_place(struct state *state, const char *id, size_t place, struct err *err);

/* Reads what other programs and machines appended since; true where something changed. */
bool state_refresh(struct state *state);

#endif
