/* SPDX-License-Identifier: MIT */
/*
 * due: when a remote source is to be fetched, so that no server is asked more often than it likes.
 */
#ifndef REFRESH_DUE_H
#define REFRESH_DUE_H

#include <stdint.h>

#include "refresh/run.h"

enum due {
	DUE_NOW,
	DUE_LATER, /* nothing new is to be had yet; a sentence says so */
	DUE_HELD,  /* the server asked to be left alone; a sentence says so, whoever asks */
};

/* Failures put the next fetch off for longer and longer, unless the user asks for it. */
enum due due_now(const struct run *run, struct err *err);

/* The time (UTC seconds) of the next fetch by itself, after one that went well. */
int64_t due_next(const struct run *run, int64_t fresh);

#endif
