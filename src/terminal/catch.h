/* SPDX-License-Identifier: MIT */
/*
 * catch: signals, made bytes in a pipe that poll() can wait for; and the terminal given back by
 * those that end the program. The one thing here that a signal handler writes to is the pipe or the
 * terminal.
 */
#ifndef TERMINAL_CATCH_H
#define TERMINAL_CATCH_H

#include <stddef.h>
#include <termios.h>

#include "base/err.h"

/* Catches SIGWINCH, SIGCHLD, SIGTERM, SIGHUP, SIGINT, SIGTSTP and SIGCONT, and those of a crash. */
int catch_start(struct err *err);
void catch_stop(void);

/* The pipe's end to poll(). */
int catch_fd(void);

/* The next signal that came, or 0. */
int catch_next(void);

/* As if the signal had come. */
void catch_raise(int signal);

/* One that is caught does what it does by default for a while, and is caught again. */
void catch_let(int signal);
void catch_again(int signal);

/* What a crash writes to the terminal and sets there, before the program dies of it. The bytes are
 * copied (at most 255). len 0: there is nothing to give back now. */
void catch_prepare(int fd, const struct termios *modes, const char *bytes, size_t len);

/* Gives the terminal back in that way, once. */
void catch_restore(void);

#endif
