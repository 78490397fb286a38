/* SPDX-License-Identifier: MIT */
/*
 * pages: the rows of a listing that are looked at, read from the index a page at a time. The few
 * that were used last are kept.
 */
#ifndef STORE_PAGES_H
#define STORE_PAGES_H

#include "base/arena.h"
#include "store/handle.h"
#include "store/listing.h"
#include "store/order.h"
#include "store/query.h"

enum { PAGES_ROWS = 32, PAGES_KEPT = 8 };

struct pages_page {
	size_t first; /* row in the listing */
	size_t n_rows;
	uint64_t used; /* when it was, in looks; 0: free */
	struct arena texts;
	struct row rows[PAGES_ROWS];
	uint64_t contents[PAGES_ROWS];
	uint32_t ns[PAGES_ROWS];
	enum post_kind kinds[PAGES_ROWS];
	bool is_snipped[PAGES_ROWS];
};

struct pages {
	struct pages_page kept[PAGES_KEPT];
	uint64_t n_looks;
};

/* The page that holds the row, or NULL where none does. */
struct pages_page *pages_find(struct pages *pages, size_t row);

/* Reads the posts of `order` as the page of rows from `first` on, in place of the page that was not
 * looked at for longest. A post that went has empty texts. */
struct pages_page *pages_read(struct pages *pages, struct index *index, const struct order *order,
			      size_t first);

/* Sets the snippet of a row of the page, once. */
void pages_snip(struct pages_page *page, size_t at, struct index *index,
		const struct query_node *const *terms, size_t n_terms);

/* Forgets all pages. */
void pages_release(struct pages *pages);

#endif
