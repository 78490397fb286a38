/* SPDX-License-Identifier: MIT */
#include "store/index.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "store/annex.h"
#include "store/edition.h"
#include "store/fulltext.h"
#include "store/handle.h"
#include "store/memo.h"
#include "store/offers.h"
#include "store/olds.h"
#include "store/order.h"
#include "store/origin.h"
#include "store/pass.h"
#include "store/schema.h"
#include "text/url.h"

static const char *const companions[] = { "", "-wal", "-shm" };

enum {
	N_COMPANIONS = sizeof(companions) / sizeof(*companions),
	FREE_SHARE = 64,
	LONG_LOG = 8 << 20,
	SETTLE_MS = 2000
};

/* The file becomes PATH.old, in place of one that was set aside before. */
static int set_aside(const char *path)
{
	int result = 0;

	for (size_t i = 0; i < N_COMPANIONS; i++) {
		struct str from = { 0 }, to = { 0 };

		str_format(&from, "%s%s", path, companions[i]);
		str_format(&to, "%s.old%s", path, companions[i]);
		if (rename(from.bytes, to.bytes) < 0 && errno != ENOENT)
			result = -1;
		str_release(&from);
		str_release(&to);
	}
	return result;
}

/* Whoever writes keeps the pages that every post touches, and empties the log (up to 1 GiB of it)
 * only after the rows of a large site are there: until then somebody waits for them. */
static const char *const settings[] = {
	[INDEX_READ] = "PRAGMA synchronous = NORMAL;"
		       "PRAGMA journal_size_limit = 4194304",
	[INDEX_WRITE] = "PRAGMA synchronous = NORMAL;"
			"PRAGMA journal_size_limit = 4194304; PRAGMA cache_size = -24576;"
			"PRAGMA secure_delete = OFF;"
			"PRAGMA wal_autocheckpoint = 65536",
};

static enum schema_state try_open(struct index *index, int flags, struct err *err)
{
	enum schema_state state;

	if (sql_open(&index->sql, index->path, flags, err) < 0)
		return SCHEMA_FAILED;
	if (fulltext_register(index, err) < 0) {
		sql_close(&index->sql);
		return SCHEMA_FAILED;
	}
	state = schema_ready(&index->sql, err);
	if (state == SCHEMA_GOOD && sql_script(&index->sql, settings[index->mode], err) == 0)
		return SCHEMA_GOOD;
	sql_close(&index->sql);
	return state == SCHEMA_GOOD ? SCHEMA_FAILED : state;
}

/* Where damage was found while the file was in use, this stands beside it. */
static char *damage_mark(const struct index *index)
{
	struct str mark = { 0 };

	str_format(&mark, "%s.damaged", index->path);
	return str_take(&mark);
}

static void leave_mark(const struct index *index)
{
	char *mark = damage_mark(index);
	int fd = open(mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
	free(mark);
}

static bool take_mark(const struct index *index)
{
	char *mark = damage_mark(index);
	bool was_there = unlink(mark) == 0;

	free(mark);
	return was_there;
}

static void note_file(struct index *index)
{
	struct stat now;

	index->device = 0;
	index->inode = 0;
	if (stat(index->path, &now) == 0) {
		index->device = now.st_dev;
		index->inode = now.st_ino;
	}
}

static int start_anew(struct index *index, int flags, struct err *err)
{
	notes_add(&index->notes, NOTES_WARNING,
		  _("%s It is kept as “%s.old”, and a new one is made."), err->text, index->path);
	if (set_aside(index->path) < 0)
		return err_set(err, _("“%s” cannot be set aside: %s."), index->path,
			       strerror(errno));
	return try_open(index, flags, err) == SCHEMA_GOOD ? 0 : -1;
}

static int open_file(struct index *index, struct err *err)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	char *folder = path_folder(index->path);
	enum schema_state state = SCHEMA_FAILED;

	if (take_mark(index)) {
		err_set(err, "%s", _("The index was damaged."));
		state = SCHEMA_DAMAGED;
	} else if (!*folder || file_make_folder(folder, err) == 0) {
		state = try_open(index, flags, err);
	}
	free(folder);
	if (state == SCHEMA_GOOD)
		return 0;
	return state == SCHEMA_FAILED ? -1 : start_anew(index, flags, err);
}

static bool may_write(const char *path)
{
	char *folder = path_folder(path);
	bool may = access(path, W_OK) == 0 && access(folder, W_OK) == 0;

	free(folder);
	return may;
}

/*
 * Where nothing can be written beside the index (a folder without permission, a full disk), SQLite
 * reads it when told that nobody changes it.
 */
static int open_still(struct index *index, struct err *err)
{
	char *encoded = url_encode(index->path, "/");
	struct str address = { 0 };
	struct err why;
	int result;

	str_format(&address, "file:%s?immutable=1", encoded);
	result = sql_open(&index->sql, address.bytes, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, &why);
	if (result == 0 && (fulltext_register(index, &why) < 0 ||
			    schema_ready(&index->sql, &why) != SCHEMA_GOOD)) {
		sql_close(&index->sql);
		result = -1;
	}
	if (result == 0 && !may_write(index->path))
		notes_add(&index->notes, NOTES_WARNING, "%s",
			  _("The index cannot be written: it may only be read."));
	else if (result == 0)
		notes_add(&index->notes, NOTES_WARNING, "%s", err->text);
	str_release(&address);
	free(encoded);
	return result;
}

static int open_memory(struct index *index, struct err *err)
{
	notes_add(&index->notes, NOTES_WARNING, "%s", err->text);
	index->is_memory = true;
	if (sql_open(&index->sql, ":memory:", SQLITE_OPEN_READWRITE, err) < 0 ||
	    fulltext_register(index, err) < 0)
		return -1;
	return schema_ready(&index->sql, err) == SCHEMA_GOOD ? 0 : -1;
}

struct index *index_open(const char *path, enum index_mode mode, const struct notes *notes,
			 struct err *err)
{
	struct index *index = mem_alloc(1, sizeof(*index));
	int result;

	index->path = mem_string(path);
	index->mode = mode;
	if (notes)
		index->notes = *notes;
	result = open_file(index, err);
	if (result < 0 && mode == INDEX_READ)
		result = open_still(index, err);
	if (result < 0 && mode == INDEX_READ)
		result = open_memory(index, err);
	note_file(index);
	if (result == 0)
		return index;
	index_close(index);
	return NULL;
}

/* Merging words leaves pages that nothing is on; the file is made shorter where they are many. */
static void shorten(struct index *index)
{
	int64_t n_free = sql_number(sql_ready(&index->sql, "PRAGMA freelist_count"), 0);
	int64_t n_pages = sql_number(sql_ready(&index->sql, "PRAGMA page_count"), 0);
	struct err ignored;

	if (n_free > n_pages / FREE_SHARE)
		sql_script(&index->sql, "PRAGMA incremental_vacuum", &ignored);
}

static bool has_long_log(const struct index *index)
{
	struct str path = { 0 };
	struct stat log;
	bool is_long;

	str_format(&path, "%s-wal", index->path);
	is_long = stat(path.bytes, &log) == 0 && log.st_size > LONG_LOG;
	str_release(&path);
	return is_long;
}

/* Whoever opens the file next reads all of a log that was left. The last to close the file empties
 * it, but a reader does not stop for a long one: that is for whoever writes, beside readers too. */
static void settle_log(struct index *index)
{
	if (!has_long_log(index))
		return;
	if (index->mode == INDEX_WRITE) {
		sqlite3_busy_timeout(index->sql.db, SETTLE_MS);
		sqlite3_wal_checkpoint_v2(index->sql.db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
					  NULL);
	} else {
		sqlite3_db_config(index->sql.db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	}
}

void index_close(struct index *index)
{
	if (!index)
		return;
	index_abort(index);
	fresh_end(&index->fresh);
	order_forget(index);
	memo_forget(index);
	edition_forget(index);
	pass_forget(index);
	if (index->mode == INDEX_WRITE && index->sql.db)
		shorten(index);
	if (index->sql.db && index->inode)
		settle_log(index);
	if (sql_is_damaged(&index->sql) && index->inode)
		leave_mark(index);
	sql_close(&index->sql);
	free(index->path);
	free(index);
}

bool index_is_kept(const struct index *index)
{
	return !index->is_memory;
}

/* Another file stands there now: one that was made anew, or the first one that could be made. */
static bool is_replaced(const struct index *index)
{
	struct stat now;

	return index->mode == INDEX_READ && stat(index->path, &now) == 0 && now.st_size > 0 &&
	       (now.st_ino != index->inode || now.st_dev != index->device);
}

static void reopen(struct index *index)
{
	struct sql before = index->sql;
	struct err ignored;

	note_file(index);
	if (try_open(index, SQLITE_OPEN_READWRITE, &ignored) != SCHEMA_GOOD) {
		index->sql = before;
		return;
	}
	sql_close(&before);
	index->is_memory = false;
	index->n_files++;
}

int64_t index_version(struct index *index)
{
	if (is_replaced(index))
		reopen(index);
	return handle_version(index);
}

int index_begin(struct index *index, struct err *err)
{
	sqlite3_stmt *row;

	assert(!index->is_writing);
	if (sql_run(&index->sql, sql_ready(&index->sql, "BEGIN IMMEDIATE"), err) < 0)
		return -1;
	index->is_writing = true;
	index->is_changed = index->is_counted = false;
	row = sql_ready(&index->sql, "SELECT n_posts, changes, last, n_texts FROM facts");
	if (!sql_row(row)) {
		sql_fail(&index->sql, err);
		index_abort(index);
		return -1;
	}
	index->facts = (struct facts){ sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
				       sqlite3_column_int64(row, 2), sqlite3_column_int64(row, 3) };
	sql_end(row);
	fresh_begin(&index->fresh, index->facts.last);
	return 0;
}

static int write_facts(struct index *index, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(
		&index->sql, "UPDATE facts SET n_posts = ?, changes = ?, last = ?, n_texts = ?");

	sql_int(statement, 1, index->facts.n_posts);
	sql_int(statement, 2, index->facts.changes + index->is_changed);
	sql_int(statement, 3, index->facts.last);
	sql_int(statement, 4, index->facts.n_texts);
	return sql_run(&index->sql, statement, err);
}

int index_commit(struct index *index, struct err *err)
{
	assert(index->is_writing);
	if (origin_settle(index, err) < 0 ||
	    ((index->is_changed || index->is_counted) && write_facts(index, err) < 0) ||
	    sql_run(&index->sql, sql_ready(&index->sql, "COMMIT"), err) < 0) {
		index_abort(index);
		return -1;
	}
	index->is_writing = false;
	index->n_commits++;
	return 0;
}

/* What the passes know of the files was about rows that are not there now. */
void index_abort(struct index *index)
{
	struct err ignored;

	if (!index->is_writing)
		return;
	sql_run(&index->sql, sql_ready(&index->sql, "ROLLBACK"), &ignored);
	index->is_writing = false;
	index->gain = (struct gain){ 0, 0 };
	fresh_end(&index->fresh);
	edition_forget(index);
	pass_forget(index);
}

bool index_source(struct index *index, const char *address, struct index_source *source)
{
	return origin_load(index, address, source);
}

int index_put_source(struct index *index, const struct index_source *source, struct err *err)
{
	return origin_put(index, source, err);
}

int index_remove_source(struct index *index, const char *address, struct err *err)
{
	char *annex = annex_name(address);
	int result = pass_remove(index, annex, err);

	free(annex);
	return result < 0 ? -1 : pass_remove(index, address, err);
}

char *index_annex(const char *source)
{
	return annex_name(source);
}

void index_source_release(struct index_source *source)
{
	origin_release(source);
}

int index_pass(struct index *index, const char *source, struct err *err)
{
	return pass_begin(index, source, err);
}

bool index_keep(struct index *index, const char *source, const char *path, int64_t size,
		int64_t mtime)
{
	return pass_keep(index, source, path, size, mtime);
}

bool index_has(const struct index *index, const char *source, const char *path)
{
	return pass_has(index, source, path);
}

int index_put(struct index *index, const char *source, const char *path, int64_t size,
	      int64_t mtime, const struct post *post, struct err *err)
{
	struct seen_file file = { .key = seen_key(path), .size = size, .mtime = mtime };

	return pass_put(index, source, &file, post, err);
}

void index_leave(struct index *index, const char *source)
{
	pass_leave(index, source);
}

int index_sweep(struct index *index, const char *source, size_t *n_removed, struct err *err)
{
	return pass_sweep(index, source, n_removed, err);
}

/* The next post of a source that has no words in the index; n grows, so one mark a source will do.
 */
static int64_t next_bare(struct index *index, const char *source, int64_t *s)
{
	sqlite3_stmt *row = sql_ready(
		&index->sql, "SELECT n, sources.s FROM posts INDEXED BY posts_source, sources"
			     " WHERE address = ? AND posts.s = sources.s AND n > texts"
			     " ORDER BY n LIMIT 1");
	int64_t n = -1;

	sql_text(row, 1, source);
	if (sql_row(row)) {
		n = sqlite3_column_int64(row, 0);
		*s = sqlite3_column_int64(row, 1);
	}
	sql_end(row);
	return n;
}

bool index_next_bare(struct index *index, const char *source, struct post *post)
{
	int64_t n = next_bare(index, source, &index->bare_source);

	index->bare = n;
	return n >= 0 && edition_load(index, n, post);
}

static int put_ticket(struct index *index, const struct post *post, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql, "UPDATE posts SET ticket = ? WHERE n = ?");

	index->is_changed = true;
	sql_text(statement, 1, post->ticket);
	sql_int(statement, 2, index->bare);
	return sql_run(&index->sql, statement, err);
}

static int mark_done(struct index *index, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "UPDATE sources SET texts = ? WHERE s = ?");

	sql_int(statement, 1, index->bare);
	sql_int(statement, 2, index->bare_source);
	return sql_run(&index->sql, statement, err);
}

struct texts {
	const struct post *post;
	const struct links *links;
	const char *words;
};

static int put_texts(struct index *index, void *context, struct err *err)
{
	const struct texts *texts = context;

	if (texts->post->ticket && put_ticket(index, texts->post, err) < 0)
		return -1;
	if (offers_put(index, index->bare, texts->links, err) < 0)
		return -1;
	if (fulltext_put(index, index->bare, texts->post, texts->links, texts->words, err) < 0)
		return -1;
	return mark_done(index, err);
}

int index_put_texts(struct index *index, const struct post *post, const struct links *links,
		    const char *words, struct err *err)
{
	struct texts texts = { post, links, words };

	assert(index->bare > 0);
	return handle_within(index, put_texts, &texts, err);
}

int index_actions(struct index *index, const char *source, index_action_fn *visit, void *context)
{
	return offers_visit(index, source, visit, context);
}

/* The post that leads for an id, or -1. */
static int64_t lead_of(struct index *index, int64_t id)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT lead FROM posts WHERE id = ? ORDER BY n LIMIT 1");

	sql_int(row, 1, id);
	return sql_number(row, -1);
}

int index_post_actions(struct index *index, const char *id, index_action_fn *visit, void *context)
{
	int64_t number;

	return edition_number(id, &number)
		       ? offers_visit_post(index, lead_of(index, number), id, visit, context)
		       : 0;
}

bool index_post(struct index *index, const char *id, struct post *post)
{
	int64_t number;

	*post = (struct post){ 0 };
	return edition_number(id, &number) && edition_load(index, lead_of(index, number), post);
}

char *index_old_body(struct index *index, const char *id, uint64_t content)
{
	struct str body = { 0 };
	int64_t number;

	if (!edition_number(id, &number) || !olds_load(index, number, content, &body)) {
		str_release(&body);
		return NULL;
	}
	return str_take(&body);
}

static bool id_of(struct index *index, int64_t n, char *id)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT id FROM posts WHERE n = ?");
	bool is_there;

	sql_int(row, 1, n);
	is_there = sql_row(row);
	if (is_there)
		edition_name(sqlite3_column_int64(row, 0), id);
	sql_end(row);
	return is_there;
}

static int64_t by_id(struct index *index, const char *source, const char *target)
{
	int64_t number;

	(void)source;
	return edition_number(target, &number) ? lead_of(index, number) : -1;
}

static int64_t by_url(struct index *index, const char *source, const char *target)
{
	struct post post = { .url = (char *)target };

	if (!url_is_absolute(target))
		return -1;
	post_identify(&post);
	return by_id(index, source, post.id);
}

static int64_t by_path(struct index *index, const char *source, const char *target)
{
	sqlite3_stmt *row;

	while (str_starts(target, "./"))
		target += 2;
	row = sql_ready(&index->sql,
			"SELECT lead FROM sources CROSS JOIN files USING(s)"
			" CROSS JOIN posts USING(n) WHERE files.key = ?1"
			" AND posts.path = ?2 AND (?3 IS NULL OR address = ?3) LIMIT 1");
	sql_int(row, 1, (int64_t)seen_key(target));
	sql_text(row, 2, target);
	sql_text(row, 3, source);
	return sql_number(row, -1);
}

static int64_t by_slug(struct index *index, const char *source, const char *target)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT lead FROM posts JOIN sources USING(s)"
				      " WHERE slug = ?1 AND (?2 IS NULL OR address = ?2) LIMIT 1");

	sql_text(row, 1, target);
	sql_text(row, 2, source);
	return sql_number(row, -1);
}

static bool find_in(struct index *index, const char *source, const char *target, char *id)
{
	static int64_t (*const ways[])(struct index *, const char *,
				       const char *) = { by_id, by_url, by_path, by_slug };

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		int64_t n = ways[i](index, source, target);

		if (n >= 0)
			return id_of(index, n, id);
	}
	return false;
}

bool index_find(struct index *index, const char *source, const char *target, char *id)
{
	char *annex = source ? annex_name(source) : NULL;
	bool is_found = find_in(index, source, target, id) ||
			(annex && find_in(index, annex, target, id));

	free(annex);
	return is_found;
}
