/* SPDX-License-Identifier: MIT */
/*
 * While only the rows near its ends are looked at, a plain listing (by date, of one shelf) reads
 * just these; its order is read whole when something asks for the middle, or where a post stands.
 */
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/edition.h"
#include "store/handle.h"
#include "store/order.h"
#include "store/pages.h"
#include "store/twins.h"

enum { NEAR_END = 1024, SHELF_ALL = 0, SHELF_SEVERAL = -1 };

struct listing {
	struct index *index;
	struct state *state;
	struct strings sources;
	enum listing_order order_by;
	bool is_reversed;
	int64_t version; /* of the index when it was asked last */
	int64_t changes; /* facts->changes then */
	int64_t shelf;
	size_t n_rows;
	bool has_order; /* `order` holds all rows */
	struct order order;
	struct pages pages;
};

static int64_t changes_of(struct index *index)
{
	return sql_number(sql_ready(&index->sql, "SELECT changes FROM facts"), 0);
}

static size_t n_on_shelf(struct index *index, int64_t shelf)
{
	sqlite3_stmt *row;

	if (shelf == SHELF_ALL)
		return (size_t)sql_number(sql_ready(&index->sql, "SELECT n_posts FROM facts"), 0);
	row = sql_ready(&index->sql, "SELECT n_posts FROM sources WHERE s = ?");
	sql_int(row, 1, shelf);
	return (size_t)sql_number(row, 0);
}

/* Shelf 0 where all sources that have posts are asked for, their own shelf where it is one. */
static int64_t shelf_for(struct index *index, const struct strings *sources)
{
	sqlite3_stmt *rows;
	size_t n_known = 0;
	int64_t only = 0;
	bool has_others = false;

	if (sources->n_items == 0)
		return SHELF_ALL;
	rows = sql_ready(&index->sql, "SELECT s, address FROM sources WHERE n_posts > 0");
	while (sql_row(rows)) {
		if (!strings_have(sources, (const char *)sqlite3_column_text(rows, 1))) {
			has_others = true;
			continue;
		}
		only = sqlite3_column_int64(rows, 0);
		n_known++;
	}
	sql_end(rows);
	if (n_known > 0 && !has_others)
		return SHELF_ALL;
	return n_known == 1 ? only : SHELF_SEVERAL;
}

/* Posts that stand on any shelf of the sources, each once: those of shelf 0 that a mark was set
 * for. */
static void read_several(struct listing *listing)
{
	struct index *index = listing->index;
	struct order some = { 0 }, all = { 0 };
	unsigned char *has;
	uint32_t last = 0;

	for (size_t i = 0; i < listing->sources.n_items; i++) {
		int64_t s = handle_source(index, listing->sources.items[i]);

		if (s >= 0)
			order_shelf(index, s, &some);
	}
	for (size_t i = 0; i < some.n_rows; i++)
		last = some.ns[i] > last ? some.ns[i] : last;
	has = mem_alloc(last / 8 + 1, 1);
	for (size_t i = 0; i < some.n_rows; i++)
		has[some.ns[i] / 8] |= (unsigned char)(1 << some.ns[i] % 8);
	order_shelf(index, SHELF_ALL, &all);
	listing->order.n_undated = all.n_undated;
	for (size_t i = 0; i < all.n_rows; i++) {
		if (all.ns[i] <= last && has[all.ns[i] / 8] >> all.ns[i] % 8 & 1)
			order_add(&listing->order, (int64_t)all.ids[i], all.ns[i]);
		else if (i >= all.n_rows - all.n_undated)
			listing->order.n_undated--;
	}
	free(has);
	order_release(&some);
	order_release(&all);
}

static void need_order(struct listing *listing)
{
	if (listing->has_order)
		return;
	if (listing->shelf == SHELF_SEVERAL)
		read_several(listing);
	else
		order_shelf(listing->index, listing->shelf, &listing->order);
	if (listing->is_reversed)
		order_reverse(&listing->order);
	listing->has_order = true;
	listing->n_rows = listing->order.n_rows;
}

static void make(struct listing *listing)
{
	order_release(&listing->order);
	pages_release(&listing->pages);
	listing->has_order = false;
	listing->version = index_version(listing->index);
	listing->changes = changes_of(listing->index);
	listing->shelf = shelf_for(listing->index, &listing->sources);
	if (listing->shelf == SHELF_SEVERAL || listing->is_reversed)
		need_order(listing);
	else
		listing->n_rows = n_on_shelf(listing->index, listing->shelf);
}

struct listing *listing_new(struct index *index, struct state *state,
			    const struct listing_spec *spec, struct err *err)
{
	struct listing *listing = mem_alloc(1, sizeof(*listing));

	(void)err;
	listing->index = index;
	listing->state = state;
	listing->order_by = spec->order;
	listing->is_reversed = spec->is_reversed;
	for (size_t i = 0; spec->sources && i < spec->sources->n_items; i++)
		strings_add(&listing->sources, spec->sources->items[i]);
	make(listing);
	return listing;
}

void listing_free(struct listing *listing)
{
	if (!listing)
		return;
	order_release(&listing->order);
	pages_release(&listing->pages);
	strings_release(&listing->sources);
	free(listing);
}

bool listing_refresh(struct listing *listing)
{
	int64_t version = index_version(listing->index);

	if (version == listing->version)
		return false;
	listing->version = version;
	if (changes_of(listing->index) == listing->changes)
		return false;
	make(listing);
	return true;
}

size_t listing_n_rows(const struct listing *listing)
{
	return listing->n_rows;
}

/* The posts of one page, from the end that is nearer. */
static void read_near(struct listing *listing, size_t first, struct order *some)
{
	size_t behind = first + PAGES_ROWS < listing->n_rows ? listing->n_rows - first - PAGES_ROWS
							     : 0;

	if (first <= behind) {
		order_end(listing->index, listing->shelf, false, first, PAGES_ROWS, some);
		return;
	}
	order_end(listing->index, listing->shelf, true, behind, listing->n_rows - first - behind,
		  some);
	some->n_undated = 0;
	order_reverse(some);
}

static bool is_near(const struct listing *listing, size_t row)
{
	return row < NEAR_END || listing->n_rows - row < NEAR_END;
}

static struct pages_page *read_page(struct listing *listing, size_t row)
{
	size_t first = row - row % PAGES_ROWS;
	struct order some = { 0 };
	struct pages_page *page;

	if (!listing->has_order && is_near(listing, row)) {
		read_near(listing, first, &some);
		page = pages_read(&listing->pages, listing->index, &some, first);
		order_release(&some);
		return page;
	}
	need_order(listing);
	if (first >= listing->order.n_rows)
		return NULL;
	some = (struct order){ .ids = listing->order.ids + first,
			       .ns = listing->order.ns + first,
			       .n_rows = listing->order.n_rows - first };
	return pages_read(&listing->pages, listing->index, &some, first);
}

const struct row *listing_row(struct listing *listing, size_t i)
{
	struct pages_page *page;
	struct row *row;

	if (i >= listing->n_rows)
		return NULL;
	page = pages_find(&listing->pages, i);
	if (!page)
		page = read_page(listing, i);
	if (!page || i - page->first >= page->n_rows)
		return NULL;
	row = &page->rows[i - page->first];
	row->state = state_of(listing->state, row->id);
	row->is_changed = row->state.is_read && row->state.content &&
			  row->state.content != page->contents[i - page->first];
	return row;
}

static ptrdiff_t find_in_order(const struct order *order, uint64_t id)
{
	for (size_t i = 0; i < order->n_rows; i++) {
		if (order->ids[i] == id)
			return (ptrdiff_t)i;
	}
	return -1;
}

/* Where the post stands on the shelf: behind all that stand before it. */
static ptrdiff_t find_on_shelf(struct listing *listing, int64_t id)
{
	sqlite3_stmt *row = sql_ready(
		&listing->index->sql,
		"SELECT (SELECT count(*) FROM shelves WHERE s = ?1 AND seconds > mine.seconds) +"
		" (SELECT count(*) FROM shelves WHERE s = ?1 AND seconds = mine.seconds AND id < "
		"?2)"
		" FROM (SELECT coalesce(published, ?3) AS seconds FROM posts WHERE id = ?2"
		" AND lead = n) AS mine, shelves"
		" WHERE shelves.s = ?1 AND shelves.seconds = mine.seconds AND shelves.id = ?2");

	sql_int(row, 1, listing->shelf);
	sql_int(row, 2, id);
	sql_int(row, 3, TWINS_UNDATED);
	return (ptrdiff_t)sql_number(row, -1);
}

ptrdiff_t listing_find(struct listing *listing, const char *id)
{
	int64_t number;

	if (!edition_number(id, &number))
		return -1;
	if (!listing->has_order)
		return find_on_shelf(listing, number);
	return find_in_order(&listing->order, (uint64_t)number);
}

ptrdiff_t listing_unread(struct listing *listing, ptrdiff_t from, bool is_upward)
{
	ptrdiff_t step = is_upward ? -1 : 1;
	char id[POST_ID_ROOM];

	need_order(listing);
	for (ptrdiff_t i = from + step; i >= 0 && i < (ptrdiff_t)listing->order.n_rows; i += step) {
		edition_name((int64_t)listing->order.ids[i], id);
		if (!state_of(listing->state, id).is_read)
			return i;
	}
	return -1;
}
