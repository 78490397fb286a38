/* SPDX-License-Identifier: MIT */
#include "store/body.h"

enum { PART_BYTES = 2000, PART_BITS = 20 };

static int64_t key(int64_t n, int64_t part)
{
	return n << PART_BITS | part;
}

int body_put(struct index *index, int64_t n, const char *body, size_t len, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql, "INSERT INTO parts(k, part) VALUES(?, ?)");

	for (size_t at = 0; at < len; at += PART_BYTES) {
		size_t part = len - at < PART_BYTES ? len - at : PART_BYTES;

		sql_int(statement, 1, key(n, (int64_t)(at / PART_BYTES)));
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
