/* SPDX-License-Identifier: MIT */
/*
 * err: how a failure travels.
 *
 * A function that can fail because of the world (disk, network, other people's files) returns 0 or
 * -1 and takes a `struct err *` last. The text is a whole sentence, translated, ready to be shown;
 * it may hold bytes of a source, so whoever shows it passes it through text/safe.h first.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#define ERR_PRINTF(f, a) __attribute__((format(printf, f, a)))

struct err {
	char text[1024];
};

/* Sets the sentence, cut where it is too long. Always -1: `return err_set(err, ...)`. */
int err_set(struct err *err, const char *format, ...) ERR_PRINTF(2, 3);

/* Puts what was being done before what went wrong, with ": " between. Always -1. */
int err_wrap(struct err *err, const char *format, ...) ERR_PRINTF(2, 3);

/* `hook` runs once before err_die() prints or a failed assertion ends the program. */
void err_on_death(void (*hook)(void));

/* Gives the terminal back, says why on standard error, and aborts. */
_Noreturn void err_die(const char *why);

#endif
