/* SPDX-License-Identifier: MIT */
/*
 * spawn: programs that are started from here, by posix_spawn() with an argv, never by a shell. They
 * start with the signals as a shell would give them.
 */
#ifndef TERMINAL_SPAWN_H
#define TERMINAL_SPAWN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/strings.h"

/* Runs with the terminal given to it, and waits. -1 where it could not start, or ended badly: the
 * sentence names the command and why. */
int spawn_foreground(const struct strings *argv, struct err *err);

/* The same, with bytes (copied) on standard input: less, wc, … */
int spawn_pipe(const struct strings *argv, const char *bytes, size_t len, struct err *err);

/* Runs beside the program in a session of its own, so that it neither writes on the screen nor ends
 * with it; standard streams on /dev/null but standard error, of which the first line is kept for
 * the sentence of a failure. Gives its process id, or -1. */
pid_t spawn_background(const struct strings *argv, struct err *err);

/* The same, with bytes (copied) on standard input. */
pid_t spawn_feed(const struct strings *argv, const char *bytes, size_t len, struct err *err);

/* Call on SCREEN_SIGNAL_CHILD until it gives false: true where a background program ended badly;
 * `err` says which and why. Processes that others started are left to them. */
bool spawn_reap(struct err *err);

/* Whether a program of that name is on the PATH (or is a path that can be run). */
bool spawn_exists(const char *name);

#endif
