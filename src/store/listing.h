/* SPDX-License-Identifier: MIT */
/*
 * listing: the posts that match a query, in an order. Rows are read as they are looked at, so a
 * listing of 100,000 posts holds a window of them.
 */
#ifndef STORE_LISTING_H
#define STORE_LISTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/strings.h"
#include "post/when.h"
#include "store/index.h"
#include "store/state.h"

enum listing_order {
	LISTING_DATE,
	LISTING_TITLE,
	LISTING_AUTHOR,
	LISTING_SOURCE,
	LISTING_RELEVANCE
};

struct listing_spec {
	const struct strings *sources; /* addresses; NULL or empty: all */
	const char *query;             /* the query language; NULL or "": all */
	enum listing_order order;
	bool is_reversed;
};

struct row {
	char id[POST_ID_ROOM];
	const char *title, *authors, *source, *source_title, *path, *url, *ticket, *problem;
	struct when published;
	struct state_of state;
	bool is_changed;     /* its content is another one than when it was read */
	const char *snippet; /* around the words that a query found; or NULL */
};

struct listing;

/* A mistake in the query is a sentence that names the place. The index and the state must outlive
 * it. */
struct listing *listing_new(struct index *index, struct state *state,
			    const struct listing_spec *spec, struct err *err);
void listing_free(struct listing *listing);

/* Takes in what changed in the index since; true where rows came, went or changed. */
bool listing_refresh(struct listing *listing);

size_t listing_n_rows(const struct listing *listing);

/* Row i; its texts are borrowed until the next call on this listing. NULL behind the end. */
const struct row *listing_row(struct listing *listing, size_t i);

/* Where the post stands, or -1. */
ptrdiff_t listing_find(struct listing *listing, const char *id);

/* The next row from `from` (not itself) that is unread, downward or upward; -1 where there is none.
 */
ptrdiff_t listing_unread(struct listing *listing, ptrdiff_t from, bool is_upward);

#endif
