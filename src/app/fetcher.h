/* SPDX-License-Identifier: MIT */
/*
 * fetcher: hallway-fetch as a child that reports on a pipe (base/event.h).
 */
#ifndef APP_FETCHER_H
#define APP_FETCHER_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"
#include "base/event.h"
#include "base/str.h"
#include "base/strings.h"

struct fetcher {
	pid_t pid; /* 0: it is not running */
	int fd;    /* readable when it reports; -1 where it is not running */
	struct str line;
};

/* `arguments` are hallway-fetch's, without its name. */
int fetcher_start(struct fetcher *fetcher, const struct strings *arguments, struct err *err);

/* Reads what waits (or, with `waits`, until something comes) and gives each event to `tell`. False
 * when it has ended: then `err` holds a sentence where it ended badly, else "". */
bool fetcher_read(struct fetcher *fetcher, bool waits,
		  void (*tell)(void *context, const struct event *event), void *context,
		  struct err *err);

/* Asks it to end, and waits for it; nothing where it is not running. What it committed stays. */
void fetcher_stop(struct fetcher *fetcher);

#endif
