/* SPDX-License-Identifier: MIT */
/*
 * spool: bytes as they arrive: a little in memory, more in a file that has no name, in hallway's
 * cache folder. It is gone with the spool, however the program ends.
 */
#ifndef FETCH_SPOOL_H
#define FETCH_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

enum { SPOOL_MEMORY = 256 * 1024 };

struct spool {
	struct str start; /* all bytes while is_file is false, else none */
	int64_t len;
	int fd; /* where is_file */
	bool is_file;
};

int spool_add(struct spool *spool, const void *bytes, size_t len, struct err *err);

/* All bytes so far, added to `out`. */
int spool_read(const struct spool *spool, struct str *out, struct err *err);

/* The first bytes, at most `room` of them; how many. */
size_t spool_start(const struct spool *spool, char *out, size_t room);

/* A descriptor of all bytes, the spool's own; -1 on failure. */
int spool_file(struct spool *spool, struct err *err);

/* Empty again, and usable again. */
void spool_release(struct spool *spool);

#endif
