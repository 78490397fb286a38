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

/* So many of the newest posts that match are sorted by relevance; older ones follow by date: a word
 * that is everywhere is not worth more time. */
enum { LISTING_RANKED = 10000 };

/* Rows may stand in groups: sources and categories by their names, years the newest first. A post
 * stands in the group of its first category. */
enum listing_grouping { LISTING_PLAIN, LISTING_BY_SOURCE, LISTING_BY_YEAR, LISTING_BY_CATEGORY };

struct listing_spec {
	const struct strings *sources; /* addresses; NULL or empty: all */
	const char *query;             /* the query language (store/query.h); NULL or "": all */
	/* By date the newest first, otherwise as words are sorted, or what matches best; the
	 * undated and the unnamed last, whichever way round. LISTING_RELEVANCE is by date where the
	 * query has no words. */
	enum listing_order order;
	bool is_reversed;
	enum listing_grouping grouping;
};

struct row_mark {
	size_t from, to; /* bytes */
};

struct row {
	char id[POST_ID_ROOM];
	const char *title, *authors, *source, *source_title, *path, *url, *ticket, *problem;
	struct when published;
	struct state_of state;
	bool is_changed;              /* its content is another one than when it was read */
	const char *snippet;          /* around the words that a query found in the body; or NULL */
	const struct row_mark *marks; /* where they are in the snippet */
	size_t n_marks;
	const char *group; /* the name of the group that begins with this row; or NULL */
};

struct listing_group {
	const char *name; /* borrowed until the next listing_refresh() */
	size_t first, n_rows, n_unread;
};

struct listing;

/* A mistake in the query is a sentence that names the place. The index and the state must outlive
 * it. */
struct listing *listing_new(struct index *index, struct state *state,
			    const struct listing_spec *spec, struct err *err);
void listing_free(struct listing *listing);

/*
 * Takes in what changed since, in the index and in the state; true where rows came, went or look
 * different. A post that the query no longer finds only because of what the user did with it (read
 * it, with is:unread) stays until a new listing is made.
 */
bool listing_refresh(struct listing *listing);

size_t listing_n_rows(const struct listing *listing);

/* Row i; its texts are borrowed until the next call on this listing. NULL behind the end. */
const struct row *listing_row(struct listing *listing, size_t i);

/* Where the post stands, or -1. */
ptrdiff_t listing_find(struct listing *listing, const char *id);

/* The next row from `from` (not itself) that is unread, downward or upward; -1 where there is none.
 */
ptrdiff_t listing_unread(struct listing *listing, ptrdiff_t from, bool is_upward);

/* The groups in their order; none where rows are not grouped. */
size_t listing_n_groups(const struct listing *listing);
struct listing_group listing_group(const struct listing *listing, size_t i);

size_t listing_n_unread(struct listing *listing);

/* Marks all rows as read, which can be undone at once; how many were not in *n_marked (may be
 * NULL). */
int listing_mark_read(struct listing *listing, size_t *n_marked, struct err *err);

/* The words and phrases that the query asks for, folded as they are compared: what can be marked in
 * a post of this listing. A word may go on behind its end. Adds to `texts`. */
void listing_texts(const struct listing *listing, struct strings *texts);

#endif
