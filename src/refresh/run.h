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
	struct remote *remote;     /* other sources that go on coming in meanwhile; or NULL */
	struct index_source known; /* as the index has it, and will have it */
	struct notes notes;        /* become events of this source */
	struct fetched fetched;
	struct site *site;                /* NULL for a feed */
	size_t n_files, n_done;           /* files that may be posts */
	size_t n_posts, n_new, n_changed; /* so far */
	bool is_remade; /* what was put in another way is dropped first: its links and words, too */
	/* The transaction that is open. */
	bool is_open;
	size_t n_put, most_put;
	int64_t opened; /* clock_ticks() */
};

/* Tells EVENT_START, and reads what is known of the source. */
struct run *run_new(const struct refresh *refresh, const struct source *source);
void run_free(struct run *run);

void run_tell(const struct run *run, enum event_kind kind, const char *text);
void run_tell_numbers(const struct run *run, enum event_kind kind, int64_t a, int64_t b, int64_t c);

/* Opens a transaction where none is open. */
int run_begin(struct run *run, struct err *err);

/* Whether the transaction has gone on long enough: commit it, so that others see it and may write.
 */
bool run_is_due(const struct run *run);

/* Other sources may come in after it. */
int run_commit(struct run *run, struct err *err);

/* The transaction that is open, if any, goes on as that of another source. */
void run_hand_on(struct run *from, struct run *to);

/* What was not committed is as if it never was. */
void run_abort(struct run *run);

/* Puts the post of one file or entry, or that it gives none (NULL), and counts it. */
int run_put(struct run *run, const char *path, int64_t size, int64_t stamp, const struct post *post,
	    struct err *err);

/* What is known gets a new text, unless that is NULL. */
void run_replace(char **text, const char *with);

/* run_commit(), and EVENT_ROWS. */
int run_commit_rows(struct run *run, struct err *err);

#endif
