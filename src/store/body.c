/* SPDX-License-Identifier: MIT */
#include "store/body.h"

/*
 * Bodies are added behind all others, so the page that is being filled is known, and a body is cut
 * where that page ends. What is reckoned here follows SQLite's file format (a leaf of a table);
 * where it is not so the pages are only less full.
 */
enum {
	PART_BITS = 20,
	LEAST_PART = 64,  /* bytes: what is left of a page is not worth less */
	PAGE_HEAD = 8,    /* of a leaf */
	PAGE_RESERVE = 35 /* of what is longer than the page less this, a piece goes elsewhere */
};

static int64_t key(int64_t n, int64_t part)
{
	return n << PART_BITS | part;
}

static size_t varint_len(uint64_t value)
{
	size_t len = 1;

	for (; value > 127 && len < 9; value >>= 7)
		len++;
	return len;
}

/* What a part costs besides its bytes: a pointer, its length, its key, and the head of its row. */
static size_t around(int64_t k, size_t len)
{
	size_t head = 2 + varint_len(12 + 2 * (uint64_t)len);

	return 2 + varint_len(head + len) + varint_len((uint64_t)k) + head;
}

static size_t page_bytes(struct index *index)
{
	if (index->page_bytes == 0)
		index->page_bytes = (size_t)sql_number(sql_ready(&index->sql, "PRAGMA page_size"),
						       4096);
	return index->page_bytes;
}

/* The bytes of a part that fit behind the last one, of the `len` that there are. */
static size_t fit(struct index *index, int64_t k, size_t len)
{
	size_t page = page_bytes(index), most = page - PAGE_RESERVE - 8, room;

	if (index->page_room < around(k, most) + LEAST_PART)
		index->page_room = page - PAGE_HEAD;
	room = index->page_room - around(k, most);
	room = room < most ? room : most;
	return len < room ? len : room;
}

int body_put(struct index *index, int64_t n, const char *body, size_t len, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql, "INSERT INTO parts(k, part) VALUES(?, ?)");
	int64_t k = key(n, 0);

	for (size_t at = 0, part; at < len; at += part, k++) {
		part = fit(index, k, len - at);
		index->page_room -= around(k, part) + part;
		sql_int(statement, 1, k);
		sql_blob(statement, 2, body + at, part);
		if (sql_run(&index->sql, statement, err) < 0)
			return -1;
	}
	return 0;
}

int body_delete(struct index *index, int64_t n, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "DELETE FROM parts WHERE k >= ? AND k < ?");

	sql_int(statement, 1, key(n, 0));
	sql_int(statement, 2, key(n + 1, 0));
	return sql_run(&index->sql, statement, err);
}

void body_load(struct index *index, int64_t n, size_t most, struct str *out)
{
	sqlite3_stmt *rows = sql_ready(&index->sql,
				       "SELECT part FROM parts WHERE k >= ? AND k < ? ORDER BY k");
	size_t start = out->len;

	sql_int(rows, 1, key(n, 0));
	sql_int(rows, 2, key(n + 1, 0));
	while (out->len - start < most && sql_row(rows))
		str_add(out, sqlite3_column_blob(rows, 0), (size_t)sqlite3_column_bytes(rows, 0));
	sql_end(rows);
}
