/* SPDX-License-Identifier: MIT */
#include "store/tally.h"

#include <stdlib.h>

#include "base/mem.h"
#include "store/filter.h"
#include "store/handle.h"
#include "store/order.h"
#include "store/origin.h"
#include "store/query.h"
#include "store/set.h"
#include "store/span.h"

/* The ids of a source's posts; those that no source before it has come first. */
struct group {
	uint64_t *ids;
	size_t n_ids, n_first;
	size_t n_unread, n_unread_first;
};

/* What a query found when it was run. */
struct found {
	struct group group;
	bool has_state, is_stale;
};

struct tally {
	struct index *index;
	const struct state *state;
	const struct strings *sources, *queries;
	bool is_counted;
	int64_t changes;     /* of the index when it was read */
	uint64_t state_seen; /* state_version() when it was counted */
	struct group *groups;
	size_t n_groups;
	struct found *found; /* one for each query */
	size_t n_stale;
};

struct tally *tally_new(struct index *index, const struct state *state,
			const struct strings *sources, const struct strings *queries)
{
	struct tally *tally = mem_alloc(1, sizeof(*tally));

	tally->index = index;
	tally->state = state;
	tally->sources = sources;
	tally->queries = queries;
	tally->found = mem_alloc(queries->n_items, sizeof(*tally->found));
	return tally;
}

static void clear(struct tally *tally)
{
	for (size_t i = 0; i < tally->n_groups; i++)
		free(tally->groups[i].ids);
	free(tally->groups);
	tally->groups = NULL;
	tally->n_groups = 0;
}

void tally_free(struct tally *tally)
{
	if (!tally)
		return;
	clear(tally);
	for (size_t i = 0; i < tally->queries->n_items; i++)
		free(tally->found[i].group.ids);
	free(tally->found);
	free(tally);
}

static void add(struct group *group, uint64_t id, bool is_first)
{
	group->ids = mem_grow(group->ids, group->n_ids, sizeof(*group->ids));
	group->ids[group->n_ids++] = id;
	if (!is_first)
		return;
	group->ids[group->n_ids - 1] = group->ids[group->n_first];
	group->ids[group->n_first++] = id;
}

static void read_source(struct tally *tally, const char *address, struct set *met,
			struct group *group)
{
	sqlite3_stmt *rows = sql_ready(&tally->index->sql, "SELECT id, n FROM shelves WHERE s = ?");

	sql_int(rows, 1, origin_find(tally->index, address));
	while (sql_row(rows)) {
		uint32_t n = (uint32_t)sqlite3_column_int64(rows, 1);

		add(group, (uint64_t)sqlite3_column_int64(rows, 0), !set_has(met, n));
		set_add(met, n);
	}
	sql_end(rows);
}

static void read_all(struct tally *tally)
{
	size_t n = tally->sources->n_items;
	struct set met = { 0 };

	clear(tally);
	tally->groups = mem_alloc(n, sizeof(*tally->groups));
	tally->n_groups = n;
	for (size_t i = 0; i < n; i++)
		read_source(tally, tally->sources->items[i], &met, &tally->groups[i]);
	set_release(&met);
}

static void run_query(struct tally *tally, const struct order *all, const char *text,
		      struct found *found)
{
	struct err ignored;
	struct query_node *query = query_parse(text, span_today(), &ignored);
	struct set set = { 0 };

	free(found->group.ids);
	*found = (struct found){ .has_state = query && query_has_state(query) };
	if (query && filter_run(tally->index, tally->state, all, query, &set, &ignored) == 0) {
		for (size_t i = 0; i < all->n_rows; i++) {
			if (set_has(&set, all->ns[i]))
				add(&found->group, all->ids[i], true);
		}
	}
	set_release(&set);
	query_free(query);
}

static void run_queries(struct tally *tally)
{
	struct order all = { 0 };

	order_shelves(tally->index, tally->sources, &all);
	for (size_t i = 0; i < tally->queries->n_items; i++) {
		if (tally->found[i].is_stale)
			run_query(tally, &all, tally->queries->items[i], &tally->found[i]);
	}
	order_release(&all);
	tally->n_stale = 0;
}

/* All queries, or those that ask for marks, are to be run anew. */
static void make_stale(struct tally *tally, bool is_all)
{
	for (size_t i = 0; i < tally->queries->n_items; i++) {
		struct found *found = &tally->found[i];

		tally->n_stale += !found->is_stale && (is_all || found->has_state);
		found->is_stale |= is_all || found->has_state;
	}
}

static void count(const struct state *state, struct group *group)
{
	group->n_unread = group->n_unread_first = 0;
	for (size_t i = 0; i < group->n_ids; i++) {
		bool is_unread = !state_of_number(state, group->ids[i]).is_read;

		group->n_unread += is_unread;
		group->n_unread_first += is_unread && i < group->n_first;
	}
}

static bool is_current(const struct tally *tally, int64_t changes)
{
	return tally->is_counted && tally->changes == changes &&
	       tally->n_groups == tally->sources->n_items;
}

static void count_all(struct tally *tally)
{
	for (size_t i = 0; i < tally->n_groups; i++)
		count(tally->state, &tally->groups[i]);
	for (size_t i = 0; i < tally->queries->n_items; i++)
		count(tally->state, &tally->found[i].group);
}

bool tally_refresh(struct tally *tally, bool is_hurried)
{
	int64_t changes = handle_changes(tally->index);
	uint64_t state_now = state_version(tally->state);
	bool is_read = is_current(tally, changes);

	if (!is_read)
		read_all(tally);
	if (!is_read || state_now != tally->state_seen)
		make_stale(tally, !is_read);
	else if (is_hurried || tally->n_stale == 0)
		return false;
	if (!is_hurried && tally->n_stale > 0)
		run_queries(tally);
	count_all(tally);
	tally->is_counted = true;
	tally->changes = changes;
	tally->state_seen = state_now;
	return true;
}

struct tally_count tally_of(const struct tally *tally, size_t i)
{
	if (i >= tally->n_groups)
		return (struct tally_count){ 0, 0 };
	return (struct tally_count){ tally->groups[i].n_ids, tally->groups[i].n_unread };
}

struct tally_count tally_found(const struct tally *tally, size_t i)
{
	const struct group *group = &tally->found[i].group;

	return (struct tally_count){ group->n_ids, group->n_unread };
}

struct tally_count tally_all(const struct tally *tally)
{
	struct tally_count all = { 0, 0 };

	for (size_t i = 0; i < tally->n_groups; i++) {
		all.n_posts += tally->groups[i].n_first;
		all.n_unread += tally->groups[i].n_unread_first;
	}
	return all;
}
