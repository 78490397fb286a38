/* SPDX-License-Identifier: MIT */
#include "store/offers.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/str.h"
#include "store/edition.h"
#include "store/origin.h"
#include "text/url.h"

enum { MOST_OFFERS = 200 };

static int put_one(struct index *index, int64_t n, const struct post_link *link, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(
		&index->sql, "INSERT OR REPLACE INTO actions(n, number, action, kind, url, text)"
			     " VALUES(?, ?, ?, ?, ?, ?)");

	sql_int(statement, 1, n);
	sql_int(statement, 2, link->number);
	sql_text(statement, 3, link->action);
	sql_text(statement, 4, link->kind);
	sql_text(statement, 5, link->url);
	sql_text(statement, 6, link->text);
	return sql_run(&index->sql, statement, err);
}

int offers_put(struct index *index, int64_t n, const struct links *links, struct err *err)
{
	for (size_t i = 0; links && i < links->n_items; i++) {
		if (links->items[i].action && put_one(index, n, &links->items[i], err) < 0)
			return -1;
	}
	return 0;
}

static void load(sqlite3_stmt *row, struct post_link *link)
{
	*link = (struct post_link){
		.number = (unsigned)sqlite3_column_int(row, 2),
		.action = (const char *)sqlite3_column_text(row, 3),
		.kind = (const char *)sqlite3_column_text(row, 4),
		.url = (char *)sqlite3_column_text(row, 5),
		.text = (char *)sqlite3_column_text(row, 6),
	};
	link->is_resolved = url_is_absolute(link->url);
}

/* Whether this action with this address was there before; else it is from now on. */
static bool was_seen(struct map *seen, const struct post_link *link)
{
	char *canonical = url_canonical(link->url);
	struct str key = { 0 };
	bool was;

	str_format(&key, "%s %s", link->action, canonical);
	was = map_find(seen, key.bytes) != NULL;
	if (!was)
		map_put(seen, key.bytes, seen);
	str_release(&key);
	free(canonical);
	return was;
}

int offers_visit_post(struct index *index, int64_t n, const char *id, index_action_fn *visit,
		      void *context)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT '', '', number, action, kind, url, text FROM actions"
				      " WHERE n = ? ORDER BY number");
	struct post_link link;
	int n_visited = 0;

	sql_int(row, 1, n);
	for (; sql_row(row); n_visited++) {
		load(row, &link);
		visit(context, &link, id, "");
	}
	sql_end(row);
	return row ? n_visited : -1;
}

int offers_visit(struct index *index, const char *source, index_action_fn *visit, void *context)
{
	int64_t s = source ? origin_find(index, source) : 0;
	sqlite3_stmt *row = sql_ready(
		&index->sql, "SELECT shelves.id, posts.title, number, action, actions.kind,"
			     " actions.url, actions.text"
			     " FROM shelves CROSS JOIN actions USING(n) CROSS JOIN posts USING(n)"
			     " WHERE shelves.s = ? ORDER BY seconds DESC, shelves.id, number");
	struct map seen = { 0 };
	struct post_link link;
	char id[POST_ID_ROOM];
	int n = 0;

	sql_int(row, 1, s);
	while (n < MOST_OFFERS && sql_row(row)) {
		load(row, &link);
		if (was_seen(&seen, &link))
			continue;
		edition_name(sqlite3_column_int64(row, 0), id);
		visit(context, &link, id, (const char *)sqlite3_column_text(row, 1));
		n++;
	}
	sql_end(row);
	map_release(&seen);
	return row ? n : -1;
}
