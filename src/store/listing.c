/* SPDX-License-Identifier: MIT */
/*
 * While only the rows near its ends are looked at, a plain listing (by date, of one shelf) reads
 * just these; its order is read whole when something asks for the middle.
 */
#include "store/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/arrange.h"
#include "store/edition.h"
#include "store/filter.h"
#include "store/handle.h"
#include "store/order.h"
#include "store/pages.h"
#include "store/query.h"
#include "store/span.h"
#include "store/twins.h"
#include "text/fold.h"

enum { NEAR_END = 1024, MANY = 1000, SHELF_ALL = 0, SHELF_SEVERAL = -1 };

struct listing {
	struct index *index;
	struct state *state;
	struct listing_spec spec; /* its sources are those below */
	struct strings sources;
	struct query_node *query; /* or NULL */
	const struct query_node **terms;
	size_t n_terms;
	int64_t version;     /* of the index when it was asked last */
	int64_t changes;     /* facts->changes then */
	uint64_t state_seen; /* state_version() then */
	int64_t shelf;
	size_t n_rows;
	bool has_order; /* `order` holds all rows */
	struct order order;
	struct arrange_groups groups;
	struct pages pages;
};

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

/* Whether what stands near the ends can be read without all the rest. */
static bool is_plain(const struct listing *listing)
{
	const struct listing_spec *spec = &listing->spec;

	return !listing->query && listing->shelf != SHELF_SEVERAL && spec->order == LISTING_DATE &&
	       !spec->is_reversed && spec->grouping == LISTING_PLAIN;
}

static int compare_ids(const void *a, const void *b)
{
	const uint64_t *one = a, *other = b;

	return *one < *other ? -1 : *one > *other;
}

/* Posts that stood in the listing stay in it, while they are in the index. */
static void keep_rows(const struct listing *listing, const struct order *all, struct set *set)
{
	size_t n = listing->order.n_rows;
	uint64_t *ids = mem_alloc(n, sizeof(*ids));

	if (n > 0)
		memcpy(ids, listing->order.ids, n * sizeof(*ids));
	qsort(ids, n, sizeof(*ids), compare_ids);
	for (size_t i = 0; i < all->n_rows; i++) {
		if (n > 0 && bsearch(&all->ids[i], ids, n, sizeof(*ids), compare_ids))
			set_add(set, all->ns[i]);
	}
	free(ids);
}

static int narrow(struct listing *listing, struct order *order, struct err *err)
{
	struct set set = { 0 };
	int result;

	if (!listing->query)
		return 0;
	result = filter_run(listing->index, listing->state, order, listing->query, &set, err);
	if (result == 0 && listing->has_order && query_has_state(listing->query))
		keep_rows(listing, order, &set);
	if (result == 0)
		order_narrow(order, &set);
	set_release(&set);
	return result;
}

/* All rows anew, in place of those that were there; these stay where it fails. */
static int read_order(struct listing *listing, struct err *err)
{
	struct arrange_groups groups = { 0 };
	struct order order = { 0 };

	if (listing->shelf == SHELF_SEVERAL)
		order_shelves(listing->index, &listing->sources, &order);
	else
		order_shelf(listing->index, listing->shelf, &order);
	if (narrow(listing, &order, err) < 0 ||
	    arrange_sort(listing->index, &listing->spec, listing->query, &order, err) < 0) {
		order_release(&order);
		return -1;
	}
	arrange_group(listing->index, &listing->spec, &order, &groups);
	order_release(&listing->order);
	arrange_release(&listing->groups);
	listing->order = order;
	listing->groups = groups;
	listing->has_order = true;
	listing->n_rows = order.n_rows;
	return 0;
}

/* A plain order is never narrowed, so reading it cannot fail for what the query is. */
static void need_order(struct listing *listing)
{
	struct err ignored;

	if (!listing->has_order)
		read_order(listing, &ignored);
}

static int make(struct listing *listing, struct err *err)
{
	pages_release(&listing->pages);
	listing->version = index_version(listing->index);
	listing->changes = handle_changes(listing->index);
	listing->state_seen = state_version(listing->state);
	listing->shelf = shelf_for(listing->index, &listing->sources);
	if (!is_plain(listing))
		return read_order(listing, err);
	order_release(&listing->order);
	listing->has_order = false;
	listing->n_rows = n_on_shelf(listing->index, listing->shelf);
	return 0;
}

static int read_query(struct listing *listing, struct err *err)
{
	const char *text = listing->spec.query;

	listing->spec.query = NULL;
	if (!text)
		return 0;
	listing->query = query_parse(text, span_today(), err);
	if (!listing->query)
		return -1;
	query_terms(listing->query, &listing->terms, &listing->n_terms);
	return 0;
}

/* An empty query asks for all, at the price of none. */
static const char *worthy(const char *query)
{
	return query && query[strspn(query, " \t")] ? query : NULL;
}

struct listing *listing_new(struct index *index, struct state *state,
			    const struct listing_spec *spec, struct err *err)
{
	struct listing *listing = mem_alloc(1, sizeof(*listing));

	listing->index = index;
	listing->state = state;
	listing->spec = *spec;
	listing->spec.query = worthy(spec->query);
	for (size_t i = 0; spec->sources && i < spec->sources->n_items; i++)
		strings_add(&listing->sources, spec->sources->items[i]);
	listing->spec.sources = NULL;
	if (read_query(listing, err) == 0 && make(listing, err) == 0)
		return listing;
	listing_free(listing);
	return NULL;
}

void listing_free(struct listing *listing)
{
	if (!listing)
		return;
	order_release(&listing->order);
	arrange_release(&listing->groups);
	pages_release(&listing->pages);
	strings_release(&listing->sources);
	query_free(listing->query);
	free(listing->terms);
	free(listing);
}

static bool is_state_new(struct listing *listing)
{
	uint64_t now = state_version(listing->state);
	bool is_new = now != listing->state_seen;

	listing->state_seen = now;
	return is_new;
}

bool listing_refresh(struct listing *listing)
{
	int64_t version = index_version(listing->index);
	struct err ignored;

	if (version == listing->version)
		return is_state_new(listing);
	listing->version = version;
	if (handle_changes(listing->index) == listing->changes && listing->n_terms == 0)
		return is_state_new(listing);
	make(listing, &ignored);
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

static const char *group_at(const struct listing *listing, size_t row)
{
	size_t from = 0, to = listing->groups.n_items;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (listing->groups.items[middle].first < row)
			from = middle + 1;
		else
			to = middle;
	}
	if (from < listing->groups.n_items && listing->groups.items[from].first == row)
		return listing->groups.items[from].name;
	return NULL;
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
	row->group = group_at(listing, i);
	if (listing->n_terms > 0)
		pages_snip(page, i - page->first, listing->index, listing->terms, listing->n_terms);
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

static bool is_unread(const struct listing *listing, size_t row)
{
	return !state_of_number(listing->state, listing->order.ids[row]).is_read;
}

ptrdiff_t listing_unread(struct listing *listing, ptrdiff_t from, bool is_upward)
{
	ptrdiff_t step = is_upward ? -1 : 1;

	need_order(listing);
	for (ptrdiff_t i = from + step; i >= 0 && i < (ptrdiff_t)listing->order.n_rows; i += step) {
		if (is_unread(listing, (size_t)i))
			return i;
	}
	return -1;
}

size_t listing_n_groups(const struct listing *listing)
{
	return listing->groups.n_items;
}

static size_t count_unread(const struct listing *listing, size_t first, size_t n_rows)
{
	size_t n = 0;

	for (size_t i = first; i < first + n_rows; i++)
		n += is_unread(listing, i);
	return n;
}

struct listing_group listing_group(const struct listing *listing, size_t i)
{
	const struct arrange_group *group = &listing->groups.items[i];

	return (struct listing_group){ group->name, group->first, group->n_rows,
				       count_unread(listing, group->first, group->n_rows) };
}

size_t listing_n_unread(struct listing *listing)
{
	need_order(listing);
	return count_unread(listing, 0, listing->order.n_rows);
}

/* The content of each row, in one walk where they are many. */
static uint64_t *read_contents(const struct listing *listing)
{
	const struct order *order = &listing->order;
	uint64_t *contents = mem_alloc(order->n_rows, sizeof(*contents)), *by_n;
	sqlite3_stmt *rows;
	uint32_t most = 0;

	for (size_t i = 0; i < order->n_rows && order->n_rows < MANY; i++)
		contents[i] = edition_content(listing->index, order->ns[i]);
	if (order->n_rows < MANY)
		return contents;
	for (size_t i = 0; i < order->n_rows; i++)
		most = order->ns[i] > most ? order->ns[i] : most;
	by_n = mem_alloc((size_t)most + 1, sizeof(*by_n));
	rows = sql_ready(&listing->index->sql,
			 "SELECT n, content FROM posts INDEXED BY posts_content");
	while (sql_row(rows)) {
		int64_t n = sqlite3_column_int64(rows, 0);

		if (n <= most)
			by_n[n] = (uint64_t)sqlite3_column_int64(rows, 1);
	}
	sql_end(rows);
	for (size_t i = 0; i < order->n_rows; i++)
		contents[i] = by_n[order->ns[i]];
	free(by_n);
	return contents;
}

int listing_mark_read(struct listing *listing, size_t *n_marked, struct err *err)
{
	struct state_item *items;
	uint64_t *contents;
	size_t n = 0;
	int result;

	need_order(listing);
	contents = read_contents(listing);
	items = mem_alloc(listing->order.n_rows, sizeof(*items));
	for (size_t i = 0; i < listing->order.n_rows; i++) {
		if (!is_unread(listing, i))
			continue;
		items[n].id = listing->order.ids[i];
		items[n++].content = contents[i];
	}
	result = state_mark_all_read(listing->state, items, n, err);
	free(contents);
	free(items);
	if (n_marked)
		*n_marked = n;
	return result;
}

void listing_texts(const struct listing *listing, struct strings *texts)
{
	for (size_t i = 0; i < listing->n_terms; i++) {
		char *folded = fold_search_copy(listing->terms[i]->text);

		strings_add(texts, folded);
		free(folded);
	}
}
