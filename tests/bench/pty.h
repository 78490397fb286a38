/* SPDX-License-Identifier: MIT */
/*
 * pty: a program on a terminal of 120 columns and 40 rows, and what it paints there. Nothing
 * answers it, as on a terminal that knows no questions.
 */
#ifndef BENCH_PTY_H
#define BENCH_PTY_H

#include <stddef.h>
#include <sys/types.h>

#include "base/str.h"

enum { PTY_ROWS = 40, PTY_COLUMNS = 120 };

struct pty {
	int fd;
	pid_t pid;
	double started;   /* measure_now() before it was */
	struct str bytes; /* all that it painted */
};

int pty_start(struct pty *pty, const char *const *argv);

/*
 * Reads until the titles of n different posts ("Post 17:") were painted; the milliseconds since the
 * start, or -1 where the program ended, or said nothing for ten seconds, before that.
 */
double pty_until_titles(struct pty *pty, size_t n);

/* Reads until the text was painted, in one piece; -1 as above. */
int pty_until(struct pty *pty, const char *text);

/* Presses keys, as if the program started now: what was painted before counts for nothing. */
void pty_begin(struct pty *pty, const char *keys);

/* Reads until nothing was painted for a while. */
void pty_settle(struct pty *pty);

/* Presses keys: the milliseconds until the last byte of what is painted for them. */
double pty_press(struct pty *pty, const char *keys);

/* Resident memory now, in MiB. */
double pty_mib(const struct pty *pty);

void pty_end(struct pty *pty);

#endif
