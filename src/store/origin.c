/* SPDX-License-Identifier: MIT */
#include "store/origin.h"

#include <stdlib.h>

#include "base/mem.h"

/* The columns of a source, in the order of the statements below; the address is ?1. */
static const struct {
	size_t offset;
	bool is_text, is_wide;
} source_columns[] = {
	{ offsetof(struct index_source, title), true, false },
	{ offsetof(struct index_source, url), true, false },
	{ offsetof(struct index_source, fingerprint), false, true },
	{ offsetof(struct index_source, fetched), false, true },
	{ offsetof(struct index_source, tried), false, true },
	{ offsetof(struct index_source, next), false, true },
	{ offsetof(struct index_source, bytes), false, true },
	{ offsetof(struct index_source, failures), false, false },
	{ offsetof(struct index_source, error), true, false },
	{ offsetof(struct index_source, etag), true, false },
	{ offsetof(struct index_source, modified), true, false },
	{ offsetof(struct index_source, moved), true, false },
};

enum { N_SOURCE_COLUMNS = sizeof(source_columns) / sizeof(*source_columns) };

static void *field(const struct index_source *source, size_t offset)
{
	return (char *)source + offset;
}

static void bind_source(sqlite3_stmt *statement, const struct index_source *source)
{
	sql_text(statement, 1, source->address);
	for (int i = 0; i < N_SOURCE_COLUMNS; i++) {
		void *at = field(source, source_columns[i].offset);

		if (source_columns[i].is_text)
			sql_text(statement, i + 2, *(char **)at);
		else if (source_columns[i].is_wide)
			sql_int(statement, i + 2, *(int64_t *)at);
		else
			sql_int(statement, i + 2, *(unsigned *)at);
	}
}

static void load_source(sqlite3_stmt *row, struct index_source *source)
{
	for (int i = 0; i < N_SOURCE_COLUMNS; i++) {
		void *at = field(source, source_columns[i].offset);

		if (source_columns[i].is_text)
			*(char **)at = sql_copy(row, i);
		else if (source_columns[i].is_wide)
			*(int64_t *)at = sqlite3_column_int64(row, i);
		else
			*(unsigned *)at = (unsigned)sqlite3_column_int(row, i);
	}
	source->n_posts = (size_t)sqlite3_column_int64(row, N_SOURCE_COLUMNS);
}

int origin_settle(struct index *index, struct err *err)
{
	sqlite3_stmt *statement;
	int result;

	if (index->gain.n_posts == 0)
		return 0;
	statement = sql_ready(&index->sql, "UPDATE sources SET n_posts = n_posts + ? WHERE s = ?");
	sql_int(statement, 1, index->gain.n_posts);
	sql_int(statement, 2, index->gain.s);
	result = sql_run(&index->sql, statement, err);
	if (result == 0)
		index->gain.n_posts = 0;
	return result;
}

int origin_count(struct index *index, int64_t s, int change, struct err *err)
{
	if (index->gain.s != s && origin_settle(index, err) < 0)
		return -1;
	index->gain.s = s;
	index->gain.n_posts += change;
	return 0;
}

bool origin_load(struct index *index, const char *address, struct index_source *source)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT title, url, fingerprint, fetched, tried, next, bytes,"
				      " failures, error, etag, modified, moved, n_posts"
				      " FROM sources WHERE address = ?");
	struct err ignored;
	bool is_known;

	origin_settle(index, &ignored);
	*source = (struct index_source){ 0 };
	sql_text(row, 1, address);
	is_known = sql_row(row);
	if (is_known) {
		source->address = mem_string(address);
		load_source(row, source);
	}
	sql_end(row);
	return is_known;
}

static int put_source(struct index *index, void *context, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(
		&index->sql,
		"INSERT INTO sources(address, title, url, fingerprint, fetched, tried, next, bytes,"
		" failures, error, etag, modified, moved)"
		" VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
		" ON CONFLICT(address) DO UPDATE SET title = ?2, url = ?3, fingerprint = ?4,"
		" fetched = ?5, tried = ?6, next = ?7, bytes = ?8, failures = ?9, error = ?10,"
		" etag = ?11, modified = ?12, moved = ?13");

	bind_source(statement, context);
	index->is_changed = true;
	return sql_run(&index->sql, statement, err);
}

int origin_put(struct index *index, const struct index_source *source, struct err *err)
{
	return handle_within(index, put_source, (void *)source, err);
}

void origin_release(struct index_source *source)
{
	free(source->address);
	for (int i = 0; i < N_SOURCE_COLUMNS; i++) {
		if (source_columns[i].is_text)
			free(*(char **)field(source, source_columns[i].offset));
	}
	*source = (struct index_source){ 0 };
}

int64_t origin_find(struct index *index, const char *address)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT s FROM sources WHERE address = ?");

	sql_text(row, 1, address);
	return sql_number(row, -1);
}

static int make(struct index *index, void *context, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "INSERT OR IGNORE INTO sources(address) VALUES(?)");

	sql_text(statement, 1, context);
	return sql_run(&index->sql, statement, err);
}

int64_t origin_make(struct index *index, const char *address, struct err *err)
{
	int64_t s = origin_find(index, address);

	if (s >= 0)
		return s;
	if (handle_within(index, make, (void *)address, err) < 0)
		return -1;
	s = origin_find(index, address);
	return s >= 0 ? s : sql_fail(&index->sql, err);
}
