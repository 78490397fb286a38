/* SPDX-License-Identifier: MIT */
#include "store/olds.h"

#include "store/body.h"
#include "store/edition.h"

enum { MOST_OF_ONE = 8, MOST_OF_ALL = 4000, MOST_BYTES = 256 * 1024 };

static int forget(struct index *index, int64_t id, struct err *err)
{
	static const char *const steps[] = {
		"DELETE FROM olds WHERE id = ?1 AND k NOT IN"
		" (SELECT k FROM olds WHERE id = ?1 ORDER BY k DESC LIMIT ?2)",
		"DELETE FROM olds WHERE k <= (SELECT max(k) FROM olds) - ?2 AND ?1 = ?1",
	};
	const int64_t most[] = { MOST_OF_ONE, MOST_OF_ALL };

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		sqlite3_stmt *statement = sql_ready(&index->sql, steps[i]);

		sql_int(statement, 1, id);
		sql_int(statement, 2, most[i]);
		if (sql_run(&index->sql, statement, err) < 0)
			return -1;
	}
	return 0;
}

static int keep(struct index *index, int64_t n, int64_t id, uint64_t content, struct err *err)
{
	struct str body = { 0 };
	sqlite3_stmt *statement;
	int result = 0;

	body_load(index, n, MOST_BYTES + 1, &body);
	if (body.len > 0 && body.len <= MOST_BYTES) {
		statement = sql_ready(
			&index->sql,
			"INSERT OR REPLACE INTO olds(id, content, body) VALUES(?, ?, ?)");
		sql_int(statement, 1, id);
		sql_int(statement, 2, (int64_t)content);
		sql_blob(statement, 3, body.bytes, body.len);
		result = sql_run(&index->sql, statement, err);
	}
	str_release(&body);
	return result < 0 ? -1 : forget(index, id, err);
}

int olds_keep(struct index *index, int64_t n, const struct post *now, struct err *err)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT id, content, body_len FROM posts WHERE n = ?");
	int64_t id = 0, new_id = 0, body_len = 0;
	uint64_t content = 0;

	sql_int(row, 1, n);
	if (sql_row(row)) {
		id = sqlite3_column_int64(row, 0);
		content = (uint64_t)sqlite3_column_int64(row, 1);
		body_len = sqlite3_column_int64(row, 2);
	}
	sql_end(row);
	if (body_len == 0 || content == now->content || !edition_number(now->id, &new_id) ||
	    id != new_id)
		return 0;
	return keep(index, n, id, content, err);
}

bool olds_load(struct index *index, int64_t id, uint64_t content, struct str *body)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT body FROM olds WHERE id = ? AND content = ?");
	bool is_there;

	sql_int(row, 1, id);
	sql_int(row, 2, (int64_t)content);
	is_there = sql_row(row);
	if (is_there)
		str_add(body, sqlite3_column_blob(row, 0), (size_t)sqlite3_column_bytes(row, 0));
	sql_end(row);
	return is_there;
}
