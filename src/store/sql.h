/* SPDX-License-Identifier: MIT */
/*
 * sql: a SQLite file with its prepared statements. Knows nothing of posts.
 *
 * Statements are kept by the address of their text, so every text must be a constant that lives as
 * long as the program. A statement is the caller's from sql_ready() to sql_end() or sql_run(): one
 * text is in use only once at a time. Nothing that reads stays open, or the log could never be
 * emptied.
 */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct sql_kept;

struct sql {
	sqlite3 *db; /* NULL while closed */
	struct sql_kept *kept;
	size_t n_kept;
	bool is_damaged; /* sql_is_damaged() tells */
};

/* `flags` as sqlite3_open_v2() takes them; -1 and closed where it cannot be opened. */
int sql_open(struct sql *sql, const char *name, int flags, struct err *err);
void sql_close(struct sql *sql);

/* Several statements without values, at once. */
int sql_script(struct sql *sql, const char *script, struct err *err);

/* The statement, reset and with no values. NULL where it cannot be prepared (sql_fail() says why);
 * all of the functions below take a NULL. */
sqlite3_stmt *sql_ready(struct sql *sql, const char *text);

/* Values are counted from 1. The text must live until sql_end(); NULL is NULL. */
void sql_int(sqlite3_stmt *statement, int at, int64_t value);
void sql_text(sqlite3_stmt *statement, int at, const char *value);
void sql_blob(sqlite3_stmt *statement, int at, const char *bytes, size_t len);
void sql_null(sqlite3_stmt *statement, int at);

/* True where there is one more row; false at the end and on a failure, which sql_broke() tells. */
bool sql_row(sqlite3_stmt *statement);
void sql_end(sqlite3_stmt *statement);

/* Runs to the end and ends it. */
int sql_run(struct sql *sql, sqlite3_stmt *statement, struct err *err);

/* The only number of the only row, or `otherwise`; ends the statement. */
int64_t sql_number(sqlite3_stmt *statement, int64_t otherwise);

/* A text of the row as the caller's own; NULL is NULL. */
char *sql_copy(sqlite3_stmt *statement, int column);

/* What is read until sql_let() is all of one moment, and costs less. False, and nothing to let go
 * of, where a transaction is open already. */
bool sql_hold(struct sql *sql);
void sql_let(struct sql *sql);

/* Whether any statement found that the file is no good. */
bool sql_is_damaged(struct sql *sql);

/* The sentence for the last failure; always -1. */
int sql_fail(struct sql *sql, struct err *err);

#endif
