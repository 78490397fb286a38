/* SPDX-License-Identifier: MIT */
/*
 * run: one source while it is being refreshed: what is known of it, and what is told about it.
 */
#ifndef REFRESH_RUN_H
#define REFRESH_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/strings.h"
#include "feed/feed.h"
#include "fetch/fetch.h"
#include "refresh/refresh.h"
#include "refresh/transaction.h"

struct kinds;
struct site;

struct run {
	const struct refresh *refresh;
	const struct source *source;
	struct transaction *transaction; /* shared with other runs */
	struct index_source known;       /* as the index has it, and will have it */
	struct notes notes;              /* become events of this source */
	struct fetched fetched;
	struct site *site;                /* NULL for a feed */
	struct feed feed;                 /* empty for a site */
	size_t n_files, n_done;           /* files that may be posts */
	size_t n_posts, n_new, n_changed; /* so far */
	struct strings wanted;            /* addresses on the site that its posts lead to */
	struct map asked;                 /* these, and all that were before */
	bool is_fresh;                    /* all is read again, changed or not */
	bool is_remade; /* what was put in another way is dropped first: its links and words, too */
	struct err err; /* why it failed; "" where it did not */
	bool is_told;   /* that it failed */
	bool is_learned; /* what the variables of its site are for */
};

/* Reads what is known of the source. */
struct run *run_new(const struct refresh *refresh, const struct source *source,
		    struct transaction *transaction);
void run_free(struct run *run);

/* Reads again what is known: what an abort took back is forgotten. */
void run_know(struct run *run);

void run_tell(const struct run *run, enum event_kind kind, const char *text);
void run_tell_numbers(const struct run *run, enum event_kind kind, int64_t a, int64_t b, int64_t c);

/* That a transaction ended, and how far the run is. */
void run_tell_rows(const struct run *run);

/* Puts the post of one file or entry, or that it gives none (NULL), and counts it. */
int run_put(struct run *run, const char *path, int64_t size, int64_t stamp, const struct post *post,
	    struct err *err);

/* What links ask for, with what the site's variables say about it; NULL where that is not known. */
const struct kinds *run_kinds(struct run *run);

/* What is known gets a new text, unless that is NULL. */
void run_replace(char **text, const char *with);

#endif
