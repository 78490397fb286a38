/* SPDX-License-Identifier: MIT */
/*
 * journal: one machine's file of events, a line each. It is read from where reading ended, and
 * written at its end only.
 *
 *	TIME EVENT POST-ID [VALUE]\n
 *
 * Events: read CONTENT, unread CONTENT, star, unstar, place BYTES, opened; and undo TIME (with a
 * post of zeros), which says that the lines of its own time take back those of that time; undo 0:
 * what stands before cannot be taken back. All lines of one change have one time, which no other
 * line of the file has. TIME is UTC milliseconds, never less than in the line before.
 *
 * A line that is none of these is passed over, so that a newer hallway may add some. What follows
 * the last newline is not read: it may be half of a line. Before more is written behind it, it is
 * closed in a way that makes it no event.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/str.h"
#include "store/marks.h"

enum { JOURNAL_TAIL = 64 };

struct journal {
	char *path;
	dev_t device;
	ino_t inode;
	off_t size;              /* of the file when it was looked at last */
	int64_t mtime;           /* nanoseconds */
	off_t offset;            /* behind the last line that was read */
	char tail[JOURNAL_TAIL]; /* the bytes before it, which tell whether it is the same file */
	size_t tail_len;
	int64_t last;    /* the highest time in it */
	size_t n_events; /* read since it was last read from its start */
};

void journal_init(struct journal *journal, const char *path);
void journal_release(struct journal *journal);

/* Whether the file is another one than when it was read; one stat. */
bool journal_is_changed(const struct journal *journal);

/* Reads what is new; a file that was replaced is read whole. True where marks changed. */
bool journal_read(struct journal *journal, struct marks *marks);

/* Calls `visit` for each line of a file's bytes that ends; `event` is NULL where it is none. */
void journal_walk(const char *bytes, size_t len,
		  void (*visit)(void *context, const char *line, size_t len,
				const struct marks_event *event),
		  void *context);

/* Adds the whole file to `out`; nothing where it cannot be read. */
void journal_bytes(const char *path, struct str *out);

/* Adds the line of an event. */
void journal_format(const struct marks_event *event, struct str *lines);

/* Opens the file for journal_append(), locked against all other programs that do; made where it is
 * missing. -1 where that cannot be. */
int journal_lock(const struct journal *journal, struct err *err);

/* Adds whole lines and syncs them; all, or after a failure none. */
int journal_append(int fd, const char *path, const char *lines, size_t len, struct err *err);

void journal_unlock(int fd);

#endif
