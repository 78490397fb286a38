/* SPDX-License-Identifier: MIT */
/*
 * run: one source while it is being refreshed: what is known of it, and what is told about it.
 */
#ifndef REFRESH_RUN_H
#define REFRESH_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fetch/fetch.h"
#include "refresh/refresh.h"

struct site;

struct run {
	const struct refresh *refresh;
	const struct source *source;
	struct index_source known; /* as the index has it, and will have it */
	struct notes notes;        /* become events of this source */
	struct fetched fetched;
	struct site *site;
	size_t n_files, n_done;           /* files that may be posts */
	size_t n_posts, n_new, n_changed; /* so far */
	/* The transaction that is open. */
	bool is_open;
	size_t n_put;
	int64_t opened; /* clock_ticks() */
};

void run_tell(const struct run *run, enum event_kind kind, const char *text);
void run_tell_numbers(const struct run *run, enum event_kind kind, int64_t a, int64_t b, int64_t c);

/* Opens a transaction where none is open. */
int run_begin(struct run *run, struct err *err);

/* Whether the transaction has gone on long enough: commit it, so that others see it and may write.
 */
bool run_is_due(const struct run *run);

int run_commit(struct run *run, struct err *err);

/* What was not committed is as if it never was. */
void run_abort(struct run *run);

#endif
