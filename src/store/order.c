/* SPDX-License-Identifier: MIT */
#include "store/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/origin.h"
#include "store/twins.h"

void order_add(struct order *order, int64_t id, int64_t n)
{
	order->ids = mem_grow(order->ids, order->n_rows, sizeof(*order->ids));
	order->ns = mem_grow(order->ns, order->n_rows, sizeof(*order->ns));
	order->ids[order->n_rows] = (uint64_t)id;
	order->ns[order->n_rows++] = (uint32_t)n;
}

void order_release(struct order *order)
{
	free(order->ids);
	free(order->ns);
	*order = (struct order){ 0 };
}

static void collect(sqlite3_stmt *rows, struct order *order)
{
	while (sql_row(rows)) {
		order_add(order, sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1));
		order->n_undated += sqlite3_column_int64(rows, 2) == TWINS_UNDATED;
	}
	sql_end(rows);
}

static void read_shelf(struct index *index, int64_t shelf, struct order *order)
{
	sqlite3_stmt *rows = sql_ready(&index->sql, "SELECT id, n, seconds FROM shelves WHERE s = ?"
						    " ORDER BY seconds DESC, id");

	sql_int(rows, 1, shelf);
	collect(rows, order);
}

void order_forget(struct index *index)
{
	if (index->known_order)
		order_release(index->known_order);
	free(index->known_order);
	index->known_order = NULL;
}

/* With room as order_add() leaves it. */
static void copy(const struct order *from, struct order *to)
{
	size_t n = from->n_rows, room = 1;

	while (room < n)
		room *= 2;
	*to = (struct order){ mem_resize(NULL, room, sizeof(*to->ids)),
			      mem_resize(NULL, room, sizeof(*to->ns)), n, from->n_undated };
	if (n > 0) {
		memcpy(to->ids, from->ids, n * sizeof(*to->ids));
		memcpy(to->ns, from->ns, n * sizeof(*to->ns));
	}
}

void order_shelf(struct index *index, int64_t shelf, struct order *order)
{
	int64_t version = handle_version(index);

	if (!index->known_order || index->known_shelf != shelf || index->known_version != version ||
	    index->is_writing) {
		order_forget(index);
		index->known_order = mem_alloc(1, sizeof(*index->known_order));
		index->known_shelf = shelf;
		index->known_version = version;
		read_shelf(index, shelf, index->known_order);
	}
	copy(index->known_order, order);
}

void order_shelves(struct index *index, const struct strings *sources, struct order *order)
{
	struct set on = { 0 };

	for (size_t i = 0; i < sources->n_items; i++) {
		struct order some = { 0 };
		int64_t s = origin_find(index, sources->items[i]);

		if (s >= 0)
			read_shelf(index, s, &some);
		for (size_t j = 0; j < some.n_rows; j++)
			set_add(&on, some.ns[j]);
		order_release(&some);
	}
	order_shelf(index, 0, order);
	order_narrow(order, &on);
	set_release(&on);
}

void order_narrow(struct order *order, const struct set *set)
{
	size_t first_undated = order->n_rows - order->n_undated, n = 0;

	for (size_t i = 0; i < order->n_rows; i++) {
		if (!set_has(set, order->ns[i])) {
			order->n_undated -= i >= first_undated;
			continue;
		}
		order->ids[n] = order->ids[i];
		order->ns[n++] = order->ns[i];
	}
	order->n_rows = n;
}

void order_end(struct index *index, int64_t shelf, bool from_end, size_t skip, size_t most,
	       struct order *order)
{
	static const char *const texts[] = {
		"SELECT id, n, seconds FROM shelves WHERE s = ? ORDER BY seconds DESC, id LIMIT ? "
		"OFFSET ?",
		"SELECT id, n, seconds FROM shelves WHERE s = ? ORDER BY seconds, id DESC LIMIT ? "
		"OFFSET ?",
	};
	sqlite3_stmt *rows = sql_ready(&index->sql, texts[from_end]);

	sql_int(rows, 1, shelf);
	sql_int(rows, 2, (int64_t)most);
	sql_int(rows, 3, (int64_t)skip);
	collect(rows, order);
}

static void swap(struct order *order, size_t a, size_t b)
{
	uint64_t id = order->ids[a];
	uint32_t n = order->ns[a];

	order->ids[a] = order->ids[b];
	order->ns[a] = order->ns[b];
	order->ids[b] = id;
	order->ns[b] = n;
}

void order_reverse(struct order *order)
{
	size_t from = 0, to = order->n_rows - order->n_undated;

	while (from + 1 < to)
		swap(order, from++, --to);
}
