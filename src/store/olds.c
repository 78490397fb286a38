/* SPDX-License-Identifier: MIT */
#include "store/olds.h"

#include "base/hash.h"
#include "store/body.h"
#include "store/delta.h"
#include "store/edition.h"

enum {
	MOST_OF_ONE = 8,
	MOST_OF_ALL = 4000,
	MOST_BYTES = 256 * 1024,
	LEAST_SHARED = 64 /* bytes: what is told by another body costs a little, too */
};

/* A row of the table. */
struct old {
	struct str middle;  /* or all of the body */
	struct delta delta; /* 0, 0: it is whole */
	uint64_t upon;      /* the content of the body that it is told by; 0: it is whole */
	uint64_t print;     /* of the whole body */
};

static uint64_t print_of(const struct str *body)
{
	return hash_bytes(HASH_START, str_bytes(body), body->len);
}

/* What leads from a body to the one after it. */
static struct old compare(const struct str *body, const struct post *now)
{
	struct old old = { .print = print_of(body) };

	if (now->body_len <= MOST_BYTES)
		old.delta = delta_of(body, now->body_len > 0 ? now->body : "", now->body_len);
	if (old.delta.head + old.delta.tail < LEAST_SHARED)
		old.delta = (struct delta){ 0, 0 };
	else
		old.upon = now->content;
	str_add(&old.middle, str_bytes(body) + old.delta.head,
		body->len - old.delta.head - old.delta.tail);
	return old;
}

static int write_old(struct index *index, int64_t id, uint64_t content, const struct old *old,
		     struct err *err)
{
	sqlite3_stmt *statement = sql_ready(
		&index->sql, "INSERT OR REPLACE INTO olds(id, content, body, upon, head, tail,"
			     " print) VALUES(?, ?, ?, nullif(?, 0), ?, ?, ?)");

	sql_int(statement, 1, id);
	sql_int(statement, 2, (int64_t)content);
	sql_blob(statement, 3, str_bytes(&old->middle), old->middle.len);
	sql_int(statement, 4, (int64_t)old->upon);
	sql_int(statement, 5, (int64_t)old->delta.head);
	sql_int(statement, 6, (int64_t)old->delta.tail);
	sql_int(statement, 7, (int64_t)old->print);
	return sql_run(&index->sql, statement, err);
}

static bool read_old(struct index *index, int64_t id, uint64_t content, struct old *old)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT body, upon, head, tail, print FROM olds"
						   " WHERE id = ? AND content = ?");
	bool is_there;

	sql_int(row, 1, id);
	sql_int(row, 2, (int64_t)content);
	is_there = sql_row(row);
	if (is_there) {
		str_add(&old->middle, sqlite3_column_blob(row, 0),
			(size_t)sqlite3_column_bytes(row, 0));
		old->upon = (uint64_t)sqlite3_column_int64(row, 1);
		old->delta = (struct delta){ (size_t)sqlite3_column_int64(row, 2),
					     (size_t)sqlite3_column_int64(row, 3) };
		old->print = (uint64_t)sqlite3_column_int64(row, 4);
	}
	sql_end(row);
	return is_there;
}

/* The body of a post as it is now. */
static bool load_present(struct index *index, int64_t id, uint64_t content, struct str *body)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT n FROM posts WHERE id = ? AND content = ? LIMIT 1");
	int64_t n;

	sql_int(row, 1, id);
	sql_int(row, 2, (int64_t)content);
	n = sql_number(row, -1);
	if (n >= 0)
		body_load(index, n, MOST_BYTES + 1, body);
	return n >= 0;
}

/* Adds the body, through `most` others at most. */
static bool rebuild(struct index *index, int64_t id, uint64_t content, int most, struct str *body)
{
	struct old old = { .upon = 0 };
	struct str later = { 0 };
	size_t start = body->len;
	bool is_there = read_old(index, id, content, &old);

	if (is_there && !old.upon) {
		str_add(body, str_bytes(&old.middle), old.middle.len);
	} else if (is_there) {
		is_there = (load_present(index, id, old.upon, &later) ||
			    (most > 0 && rebuild(index, id, old.upon, most - 1, &later))) &&
			   delta_apply(&old.delta, &later, &old.middle, body) &&
			   hash_bytes(HASH_START, str_bytes(body) + start, body->len - start) ==
				   old.print;
	}
	str_release(&later);
	str_release(&old.middle);
	return is_there;
}

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

/* Of an id those that are told by that content, none or one as a rule: the first. */
static bool find_upon(struct index *index, int64_t id, uint64_t upon, uint64_t *content)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT content FROM olds"
						   " WHERE id = ? AND upon = ? LIMIT 1");
	bool is_there;

	sql_int(row, 1, id);
	sql_int(row, 2, (int64_t)upon);
	is_there = sql_row(row);
	if (is_there)
		*content = (uint64_t)sqlite3_column_int64(row, 0);
	sql_end(row);
	return is_there;
}

static int write_whole(struct index *index, int64_t id, uint64_t content, const struct str *body,
		       struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "UPDATE olds SET upon = NULL, head = 0, tail = 0,"
					    " body = ? WHERE id = ? AND content = ?");

	sql_blob(statement, 1, str_bytes(body), body->len);
	sql_int(statement, 2, id);
	sql_int(statement, 3, (int64_t)content);
	return sql_run(&index->sql, statement, err);
}

static int drop_old(struct index *index, int64_t id, uint64_t content, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "DELETE FROM olds WHERE id = ? AND content = ?");

	sql_int(statement, 1, id);
	sql_int(statement, 2, (int64_t)content);
	return sql_run(&index->sql, statement, err);
}

/* The body of that content goes and is not kept. What cannot be made whole is of no use. */
static int make_whole(struct index *index, int64_t id, uint64_t upon, struct err *err)
{
	struct str body = { 0 };
	uint64_t content = 0;
	int result = 0;

	while (result == 0 && find_upon(index, id, upon, &content)) {
		str_clear(&body);
		result = rebuild(index, id, content, MOST_OF_ONE, &body)
				 ? write_whole(index, id, content, &body, err)
				 : drop_old(index, id, content, err);
	}
	str_release(&body);
	return result;
}

static int keep(struct index *index, int64_t id, uint64_t content, const struct str *body,
		const struct post *now, struct err *err)
{
	struct old old = compare(body, now);
	int result = write_old(index, id, content, &old, err);

	str_release(&old.middle);
	return result < 0 ? -1 : forget(index, id, err);
}

int olds_keep(struct index *index, int64_t n, const struct post *now, struct err *err)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT id, content, body_len FROM posts WHERE n = ?");
	int64_t id = 0, new_id = 0, body_len = 0;
	struct str body = { 0 };
	uint64_t content = 0;
	bool is_same_post;
	int result;

	sql_int(row, 1, n);
	if (sql_row(row)) {
		id = sqlite3_column_int64(row, 0);
		content = (uint64_t)sqlite3_column_int64(row, 1);
		body_len = sqlite3_column_int64(row, 2);
	}
	sql_end(row);
	is_same_post = now && edition_number(now->id, &new_id) && id == new_id;
	if (is_same_post && content == now->content)
		return 0;
	if (is_same_post && body_len > 0 && body_len <= MOST_BYTES)
		body_load(index, n, MOST_BYTES + 1, &body);
	result = body.len > 0 && body.len <= MOST_BYTES ? keep(index, id, content, &body, now, err)
							: make_whole(index, id, content, err);
	str_release(&body);
	return result;
}

bool olds_load(struct index *index, int64_t id, uint64_t content, struct str *body)
{
	bool is_held = sql_hold(&index->sql), is_there;

	is_there = rebuild(index, id, content, MOST_OF_ONE, body);
	if (is_held)
		sql_let(&index->sql);
	return is_there;
}
