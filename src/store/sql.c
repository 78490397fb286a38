/* SPDX-License-Identifier: MIT */
#include "store/sql.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"

enum { WAIT_MS = 10000 };

struct sql_kept {
	const char *text;
	sqlite3_stmt *statement;
};

/* One thread uses the library, whatever others a program has: no locks, and no counting of memory
 * with locks of its own. Before anything else of it. */
static void set_up(void)
{
	static bool is_set_up;

	if (is_set_up)
		return;
	is_set_up = true;
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int sql_open(struct sql *sql, const char *name, int flags, struct err *err)
{
	int result;

	set_up();

	*sql = (struct sql){ 0 };
	result = sqlite3_open_v2(name, &sql->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
	if (result == SQLITE_OK) {
		sqlite3_busy_timeout(sql->db, WAIT_MS);
		sqlite3_extended_result_codes(sql->db, 1);
		/* Before all else: the system's folder for such files is not ours to write to. */
		sqlite3_exec(sql->db, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
		return 0;
	}
	sql_fail(sql, err);
	sql_close(sql);
	return -1;
}

void sql_close(struct sql *sql)
{
	for (size_t i = 0; i < sql->n_kept; i++)
		sqlite3_finalize(sql->kept[i].statement);
	free(sql->kept);
	sqlite3_close(sql->db);
	*sql = (struct sql){ 0 };
}

int sql_script(struct sql *sql, const char *script, struct err *err)
{
	if (sqlite3_exec(sql->db, script, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	return sql_fail(sql, err);
}

static int primary(const struct sql *sql)
{
	return sqlite3_extended_errcode(sql->db) & 0xff;
}

/* What the last statement came to, before the next one covers it. */
static void note_damage(struct sql *sql)
{
	if (primary(sql) == SQLITE_CORRUPT || primary(sql) == SQLITE_NOTADB)
		sql->is_damaged = true;
}

sqlite3_stmt *sql_ready(struct sql *sql, const char *text)
{
	sqlite3_stmt *statement;

	note_damage(sql);
	for (size_t i = 0; i < sql->n_kept; i++) {
		if (sql->kept[i].text == text)
			return sql->kept[i].statement;
	}
	if (sqlite3_prepare_v3(sql->db, text, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL))
		return NULL;
	sql->kept = mem_grow(sql->kept, sql->n_kept, sizeof(*sql->kept));
	sql->kept[sql->n_kept++] = (struct sql_kept){ text, statement };
	return statement;
}

void sql_int(sqlite3_stmt *statement, int at, int64_t value)
{
	if (statement)
		sqlite3_bind_int64(statement, at, value);
}

void sql_text(sqlite3_stmt *statement, int at, const char *value)
{
	if (statement)
		sqlite3_bind_text(statement, at, value, -1, SQLITE_STATIC);
}

void sql_blob(sqlite3_stmt *statement, int at, const char *bytes, size_t len)
{
	if (statement)
		sqlite3_bind_blob64(statement, at, bytes, len, SQLITE_STATIC);
}

void sql_null(sqlite3_stmt *statement, int at)
{
	if (statement)
		sqlite3_bind_null(statement, at);
}

bool sql_row(sqlite3_stmt *statement)
{
	return statement && sqlite3_step(statement) == SQLITE_ROW;
}

void sql_end(sqlite3_stmt *statement)
{
	if (!statement)
		return;
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
}

int sql_run(struct sql *sql, sqlite3_stmt *statement, struct err *err)
{
	int result = SQLITE_ERROR;

	if (!statement)
		return sql_fail(sql, err);
	do
		result = sqlite3_step(statement);
	while (result == SQLITE_ROW);
	if (result != SQLITE_DONE)
		sql_fail(sql, err);
	sql_end(statement);
	return result == SQLITE_DONE ? 0 : -1;
}

int64_t sql_number(sqlite3_stmt *statement, int64_t otherwise)
{
	if (sql_row(statement) && sqlite3_column_type(statement, 0) != SQLITE_NULL)
		otherwise = sqlite3_column_int64(statement, 0);
	sql_end(statement);
	return otherwise;
}

bool sql_hold(struct sql *sql)
{
	struct err ignored;

	return sqlite3_get_autocommit(sql->db) &&
	       sql_run(sql, sql_ready(sql, "BEGIN"), &ignored) == 0;
}

void sql_let(struct sql *sql)
{
	struct err ignored;

	sql_run(sql, sql_ready(sql, "COMMIT"), &ignored);
}

char *sql_copy(sqlite3_stmt *statement, int column)
{
	return mem_string((const char *)sqlite3_column_text(statement, column));
}

/* What the system said, where it was the system; else what SQLite says. */
static const char *reason(const struct sql *sql)
{
	int number = sql->db ? sqlite3_system_errno(sql->db) : 0;

	if (!sql->db)
		return sqlite3_errstr(SQLITE_NOMEM);
	if (number && (primary(sql) == SQLITE_IOERR || primary(sql) == SQLITE_CANTOPEN))
		return strerror(number);
	return sqlite3_errmsg(sql->db);
}

static int failure(const struct sql *sql)
{
	bool is_system = primary(sql) == SQLITE_IOERR || primary(sql) == SQLITE_CANTOPEN;

	return is_system && sqlite3_system_errno(sql->db) == ENOSPC ? SQLITE_FULL : primary(sql);
}

int sql_fail(struct sql *sql, struct err *err)
{
	static const struct {
		int code;
		const char *sentence;
	} known[] = {
		{ SQLITE_FULL, N_("The index cannot be written: the disk is full.") },
		{ SQLITE_READONLY, N_("The index cannot be written: it may only be read.") },
		{ SQLITE_BUSY, N_("The index cannot be written: another hallway holds it.") },
		{ SQLITE_CORRUPT, N_("The index is damaged. The next start makes it anew.") },
		{ SQLITE_NOTADB, N_("The index is damaged. The next start makes it anew.") },
	};

	if (sql->db)
		note_damage(sql);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (sql->db && failure(sql) == known[i].code)
			return err_set(err, "%s", _(known[i].sentence));
	}
	return err_set(err, _("The index cannot be used: %s."), reason(sql));
}

bool sql_is_damaged(struct sql *sql)
{
	if (sql->db)
		note_damage(sql);
	return sql->is_damaged;
}
