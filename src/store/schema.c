/* SPDX-License-Identifier: MIT */
#include "store/schema.h"

#include "base/intl.h"

enum { PAGE_BYTES = 16384 };

/* An empty file becomes one of the newest version at once. */
static const char whole[] =
	"CREATE TABLE facts(n_posts INTEGER NOT NULL, changes INTEGER NOT NULL,"
	" last INTEGER NOT NULL, n_texts INTEGER NOT NULL DEFAULT 0);"
	"INSERT INTO facts VALUES(0, 0, 0, 0);"
	"CREATE TABLE sources(s INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, title TEXT,"
	" url TEXT, fingerprint INTEGER, fetched INTEGER, tried INTEGER, next INTEGER,"
	" bytes INTEGER, failures INTEGER, error TEXT, etag TEXT, modified TEXT, moved TEXT,"
	" n_posts INTEGER NOT NULL DEFAULT 0, texts INTEGER NOT NULL DEFAULT 0);"
	"CREATE TABLE files(s INTEGER NOT NULL, key INTEGER NOT NULL, size INTEGER NOT NULL,"
	" mtime INTEGER NOT NULL, n INTEGER, PRIMARY KEY(s, key)) WITHOUT ROWID;"
	"CREATE TABLE sites(address TEXT PRIMARY KEY, site INTEGER NOT NULL) WITHOUT ROWID;"
	"CREATE TABLE posts(n INTEGER PRIMARY KEY, id INTEGER NOT NULL, lead INTEGER NOT NULL,"
	" s INTEGER NOT NULL, content INTEGER NOT NULL, body_len INTEGER NOT NULL,"
	" print INTEGER NOT NULL,"
	" published INTEGER, published_zone INTEGER, updated INTEGER, updated_zone INTEGER,"
	" kind INTEGER NOT NULL, keep_breaks INTEGER NOT NULL, site INTEGER,"
	" path TEXT NOT NULL, title TEXT NOT NULL, authors TEXT, categories TEXT, tags TEXT,"
	" url TEXT, base TEXT, excerpt TEXT, cover_url TEXT, cover_alt TEXT, slug TEXT, lang TEXT,"
	" ticket TEXT, problem TEXT, repaired TEXT);"
	"CREATE INDEX posts_id ON posts(id);"
	"CREATE INDEX posts_source ON posts(s);"
	"CREATE INDEX posts_content ON posts(content);"
	"CREATE INDEX posts_slug ON posts(slug) WHERE slug IS NOT NULL;"
	"CREATE INDEX posts_lead ON posts(lead) WHERE lead <> n;"
	"CREATE TABLE shelves(s INTEGER NOT NULL, seconds INTEGER NOT NULL, id INTEGER NOT NULL,"
	" n INTEGER NOT NULL, PRIMARY KEY(s, seconds DESC, id)) WITHOUT ROWID;"
	"CREATE TABLE actions(n INTEGER NOT NULL, number INTEGER NOT NULL, action TEXT NOT NULL,"
	" kind TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(n, number))"
	" WITHOUT ROWID;"
	"CREATE TABLE olds(k INTEGER PRIMARY KEY, id INTEGER NOT NULL,"
	" content INTEGER NOT NULL, body BLOB NOT NULL, upon INTEGER,"
	" head INTEGER NOT NULL DEFAULT 0, tail INTEGER NOT NULL DEFAULT 0,"
	" print INTEGER NOT NULL DEFAULT 0, UNIQUE(id, content));"
	"CREATE TABLE parts(k INTEGER PRIMARY KEY, part BLOB NOT NULL);"
	"CREATE VIRTUAL TABLE texts USING fts5(body, title, authors, categories, tags, said,"
	" content='', tokenize='hallway');"
	"INSERT INTO texts(texts, rank) VALUES('pgsz', 16336);"
	"CREATE VIRTUAL TABLE starts USING fts5(letters, content='', detail='none', columnsize=0,"
	" tokenize='hallway');";

/* What leads from version 1 to the next, and so on. */
static const char *const steps[] = {
	/* Words, and what posts ask their reader to do. All posts are read for them once more. */
	"ALTER TABLE facts ADD COLUMN n_texts INTEGER NOT NULL DEFAULT 0;"
	"UPDATE sources SET texts = 0;"
	"CREATE VIRTUAL TABLE texts USING fts5(title, authors, categories, tags, body, said,"
	" content='', tokenize='hallway');"
	"CREATE TABLE actions(n INTEGER NOT NULL, number INTEGER NOT NULL, action TEXT NOT NULL,"
	" kind TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(n, number))"
	" WITHOUT ROWID;"
	"CREATE TABLE olds(id INTEGER PRIMARY KEY, content INTEGER NOT NULL, body TEXT NOT NULL,"
	" kept INTEGER NOT NULL);",

	/* Bodies in parts that fill pages; the words of bodies first, which makes them cheaper. */
	"CREATE TABLE parts(k INTEGER PRIMARY KEY, part BLOB NOT NULL);"
	"INSERT INTO parts WITH RECURSIVE cut(n, i, len) AS ("
	" SELECT n, 0, length(CAST(body AS BLOB)) FROM bodies UNION ALL"
	" SELECT n, i + 1, len FROM cut WHERE (i + 1) * 1000 < len)"
	" SELECT n << 20 | i, substr(CAST(body AS BLOB), i * 1000 + 1, 1000)"
	" FROM cut JOIN bodies USING(n);"
	"DROP TABLE bodies;"
	"DROP TABLE texts;"
	"UPDATE sources SET texts = 0;"
	"UPDATE facts SET n_texts = 0;"
	"CREATE VIRTUAL TABLE texts USING fts5(body, title, authors, categories, tags, said,"
	" content='', tokenize='hallway');",

	/* More than one old body of a post, in the order in which they came. */
	"DROP TABLE olds;"
	"CREATE TABLE olds(k INTEGER PRIMARY KEY, id INTEGER NOT NULL,"
	" content INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE(id, content));",

	/* With what words begin: quick answers to the first keys of a query. */
	"CREATE VIRTUAL TABLE starts USING fts5(letters, content='', detail='none', columnsize=0,"
	" tokenize='hallway');"
	"INSERT INTO texts(texts) VALUES('delete-all');"
	"UPDATE sources SET texts = 0;"
	"UPDATE facts SET n_texts = 0;",

	/* Words in pieces that fill pages, from now on; addresses, which are few, in one table. */
	"INSERT INTO texts(texts, rank) VALUES('pgsz', 16336);"
	"CREATE TABLE few(address TEXT PRIMARY KEY, site INTEGER NOT NULL) WITHOUT ROWID;"
	"INSERT INTO few SELECT address, site FROM sites;"
	"DROP TABLE sites;"
	"ALTER TABLE few RENAME TO sites;",

	/* What the words of a title, of authors, categories and tags begin with, each by itself. */
	"INSERT INTO texts(texts) VALUES('delete-all');"
	"INSERT INTO starts(starts) VALUES('delete-all');"
	"UPDATE sources SET texts = 0;"
	"UPDATE facts SET n_texts = 0;",

	/* Of old bodies what others do not have; those that are there stay whole. */
	"ALTER TABLE olds ADD COLUMN upon INTEGER;"
	"ALTER TABLE olds ADD COLUMN head INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE olds ADD COLUMN tail INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE olds ADD COLUMN print INTEGER NOT NULL DEFAULT 0;",
};

enum { NEWEST = 1 + sizeof(steps) / sizeof(*steps) };

static int64_t version_of(struct sql *sql)
{
	return sql_number(sql_ready(sql, "PRAGMA user_version"), -1);
}

static enum schema_state failed(struct sql *sql, struct err *err)
{
	sql_fail(sql, err);
	return sql_is_damaged(sql) ? SCHEMA_DAMAGED : SCHEMA_FAILED;
}

static enum schema_state run(struct sql *sql, const char *script, struct err *err)
{
	return sql_script(sql, script, err) < 0 ? failed(sql, err) : SCHEMA_GOOD;
}

/* From a version to the next, or from nothing to the last. */
static enum schema_state take_step(struct sql *sql, int64_t from, struct err *err)
{
	char *stamp = sqlite3_mprintf("PRAGMA user_version = %lld",
				      (long long)(from == 0 ? NEWEST : from + 1));
	enum schema_state state = run(sql, from == 0 ? whole : steps[from - 1], err);

	if (state == SCHEMA_GOOD)
		state = run(sql, stamp, err);
	sqlite3_free(stamp);
	return state;
}

/* Another hallway may do the same at the same time: the version counts once the lock is held. */
static enum schema_state upgrade(struct sql *sql, struct err *err)
{
	enum schema_state state = run(sql, "BEGIN IMMEDIATE", err);

	if (state != SCHEMA_GOOD)
		return state;
	for (int64_t at; state == SCHEMA_GOOD && (at = version_of(sql)) >= 0 && at < NEWEST;)
		state = take_step(sql, at, err);
	if (state == SCHEMA_GOOD)
		state = run(sql, "COMMIT", err);
	if (state != SCHEMA_GOOD)
		sqlite3_exec(sql->db, "ROLLBACK", NULL, NULL, NULL);
	return state;
}

/* While there is nothing in the file nothing can be lost, and it need not be on the disk before
 * the first rows are: the log is synced before the file at the first time that it is emptied. */
static enum schema_state set_up(struct sql *sql, bool is_empty, struct err *err)
{
	char *form = sqlite3_mprintf("%sPRAGMA page_size = %d; PRAGMA auto_vacuum = INCREMENTAL;"
				     "PRAGMA journal_mode = WAL",
				     is_empty ? "PRAGMA synchronous = OFF;" : "", PAGE_BYTES);
	enum schema_state state = run(sql, form, err);

	sqlite3_free(form);
	return state == SCHEMA_GOOD ? upgrade(sql, err) : state;
}

enum schema_state schema_ready(struct sql *sql, struct err *err)
{
	int64_t version = version_of(sql);
	enum schema_state state = SCHEMA_GOOD;

	if (version < 0)
		return failed(sql, err);
	if (version > NEWEST) {
		err_set(err, _("The index was made by a newer hallway."));
		return SCHEMA_NEWER;
	}
	if (version < NEWEST)
		state = set_up(sql, version == 0, err);
	/* A file that was cut shows itself here, before anything is built on it. */
	if (state == SCHEMA_GOOD &&
	    sql_number(sql_ready(sql, "SELECT count(*) FROM facts"), -1) < 0)
		return failed(sql, err);
	return state;
}
