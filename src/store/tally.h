/* SPDX-License-Identifier: MIT */
/*
 * tally: how many posts sources have and queries find, and how many of them are unread; kept as
 * marks and posts change. Holds the ids of all the posts, so that a mark costs no look into the
 * index; only queries that ask for marks are run anew.
 */
#ifndef STORE_TALLY_H
#define STORE_TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/strings.h"
#include "store/index.h"
#include "store/state.h"

struct tally_count {
	size_t n_posts, n_unread;
};

struct tally;

/* Nothing is counted yet. Queries are run over the posts of the sources. All must outlive it. */
struct tally *tally_new(struct index *index, const struct state *state,
			const struct strings *sources, const struct strings *queries);
void tally_free(struct tally *tally);

/*
 * Counts where something changed since it last did, the sources among it; true where it did. In a
 * hurry no query is run: what it found last is counted, until there is time.
 */
bool tally_refresh(struct tally *tally, bool is_hurried);

/* Of source i; zeros where it was not counted. */
struct tally_count tally_of(const struct tally *tally, size_t i);

/* Of query i; zeros where it has a mistake. */
struct tally_count tally_found(const struct tally *tally, size_t i);

/* Of all sources, a post that several have once. */
struct tally_count tally_all(const struct tally *tally);

#endif
