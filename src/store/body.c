/* SPDX-License-Identifier: MIT */
#include "store/body.h"

#include "store/pack.h"

/*
 * Bodies are added behind all others, so the page that is being filled is known, and a body is cut
 * where that page ends. What is reckoned here follows SQLite's file format (a leaf of a table);
 * where it is not so the pages are only less full.
 *
 * Each part is packed where that makes it shorter, which its key says; a first part of a low number
 * is one of the time when none was.
 */
enum {
	PART_BITS = 20,
	FIRST_PART = 1 << (PART_BITS - 1),
	PACKED = 1,       /* a bit of the key */
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

/* The bytes of a part that fit behind the last one. */
static size_t fit(struct index *index, int64_t k)
{
	size_t page = page_bytes(index), most = page - PAGE_RESERVE - 8, room;

	if (index->page_room < around(k, most) + LEAST_PART)
		index->page_room = page - PAGE_HEAD;
	room = index->page_room - around(k, most);
	return room < most ? room : most;
}

static int put_part(struct index *index, int64_t k, const char *part, size_t len, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql, "INSERT INTO parts(k, part) VALUES(?, ?)");

	index->page_room -= around(k, len) + len;
	sql_int(statement, 1, k);
	sql_blob(statement, 2, part, len);
	return sql_run(&index->sql, statement, err);
}

int body_put(struct index *index, int64_t n, const char *body, size_t len, struct err *err)
{
	int64_t k = key(n, FIRST_PART);
	struct str packed = { 0 };
	int result = 0;

	for (size_t at = 0, done; result == 0 && at < len; at += done, k += 2) {
		size_t room = fit(index, k);

		done = pack_text(body + at, len - at, room, &packed);
		if (done > 0) {
			result = put_part(index, k | PACKED, packed.bytes, packed.len, err);
		} else {
			done = len - at < room ? len - at : room;
			result = put_part(index, k, body + at, done, err);
		}
	}
	str_release(&packed);
	return result;
}

int body_delete(struct index *index, int64_t n, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "DELETE FROM parts WHERE k >= ? AND k < ?");

	sql_int(statement, 1, key(n, 0));
	sql_int(statement, 2, key(n + 1, 0));
	return sql_run(&index->sql, statement, err);
}

static void add_part(sqlite3_stmt *row, struct str *out)
{
	int64_t k = sqlite3_column_int64(row, 0);
	const char *part = sqlite3_column_blob(row, 1);
	size_t len = (size_t)sqlite3_column_bytes(row, 1);

	if (k & FIRST_PART && k & PACKED)
		pack_open(part, len, out);
	else
		str_add(out, part, len);
}

void body_load(struct index *index, int64_t n, size_t most, struct str *out)
{
	sqlite3_stmt *rows = sql_ready(&index->sql, "SELECT k, part FROM parts"
						    " WHERE k >= ? AND k < ? ORDER BY k");
	size_t start = out->len;

	sql_int(rows, 1, key(n, 0));
	sql_int(rows, 2, key(n + 1, 0));
	while (out->len - start < most && sql_row(rows))
		add_part(rows, out);
	sql_end(rows);
}
