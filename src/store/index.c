/* SPDX-License-Identifier: MIT */
#include "store/index.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "store/edition.h"
#include "store/handle.h"
#include "store/schema.h"
#include "store/twins.h"
#include "text/url.h"

static const char *const companions[] = { "", "-wal", "-shm" };

enum { N_COMPANIONS = sizeof(companions) / sizeof(*companions) };

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

static enum schema_state try_open(struct index *index, int flags, struct err *err)
{
	enum schema_state state;

	if (sql_open(&index->sql, index->path, flags, err) < 0)
		return SCHEMA_FAILED;
	state = schema_ready(&index->sql, err);
	if (state == SCHEMA_GOOD &&
	    sql_script(&index->sql, "PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY",
		       err) == 0)
		return SCHEMA_GOOD;
	sql_close(&index->sql);
	return state == SCHEMA_GOOD ? SCHEMA_FAILED : state;
}

static int open_file(struct index *index, struct err *err)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	char *folder = path_folder(index->path);
	enum schema_state state = SCHEMA_FAILED;

	if (!*folder || file_make_folder(folder, err) == 0)
		state = try_open(index, flags, err);
	free(folder);
	if (state == SCHEMA_GOOD || state == SCHEMA_FAILED)
		return state == SCHEMA_GOOD ? 0 : -1;
	notes_add(&index->notes, NOTES_WARNING,
		  _("%s It is kept as “%s.old”, and a new one is made."), err->text, index->path);
	if (set_aside(index->path) < 0)
		return err_set(err, _("“%s” cannot be set aside: %s."), index->path,
			       strerror(errno));
	return try_open(index, flags, err) == SCHEMA_GOOD ? 0 : -1;
}

static int open_memory(struct index *index, struct err *err)
{
	notes_add(&index->notes, NOTES_WARNING, "%s", err->text);
	if (sql_open(&index->sql, ":memory:", SQLITE_OPEN_READWRITE, err) < 0)
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
		result = open_memory(index, err);
	if (result == 0)
		return index;
	index_close(index);
	return NULL;
}

static void forget_passes(struct index *index)
{
	for (size_t i = 0; i < index->n_passes; i++)
		seen_free(index->passes[i]);
	free(index->passes);
	index->passes = NULL;
	index->n_passes = 0;
}

void index_close(struct index *index)
{
	if (!index)
		return;
	index_abort(index);
	forget_passes(index);
	sql_close(&index->sql);
	free(index->path);
	free(index);
}

int64_t index_version(struct index *index)
{
	return sql_number(sql_ready(&index->sql, "PRAGMA data_version"), 0) + index->n_commits;
}

int index_begin(struct index *index, struct err *err)
{
	sqlite3_stmt *row;

	assert(!index->is_writing);
	if (sql_run(&index->sql, sql_ready(&index->sql, "BEGIN IMMEDIATE"), err) < 0)
		return -1;
	index->is_writing = true;
	index->is_changed = false;
	row = sql_ready(&index->sql, "SELECT n_posts, changes, last FROM facts");
	if (!sql_row(row)) {
		sql_fail(&index->sql, err);
		index_abort(index);
		return -1;
	}
	index->facts = (struct facts){ sqlite3_column_int64(row, 0), sqlite3_column_int64(row, 1),
				       sqlite3_column_int64(row, 2) };
	sql_end(row);
	return 0;
}

int index_commit(struct index *index, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "UPDATE facts SET n_posts = ?, changes = ?, last = ?");

	assert(index->is_writing);
	sql_int(statement, 1, index->facts.n_posts);
	sql_int(statement, 2, index->facts.changes + index->is_changed);
	sql_int(statement, 3, index->facts.last);
	if ((index->is_changed && sql_run(&index->sql, statement, err) < 0) ||
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
	forget_passes(index);
}

int handle_within(struct index *index, int (*step)(struct index *, void *, struct err *),
		  void *context, struct err *err)
{
	if (index->is_writing)
		return step(index, context, err);
	if (index_begin(index, err) < 0)
		return -1;
	if (step(index, context, err) == 0)
		return index_commit(index, err);
	index_abort(index);
	return -1;
}

int64_t handle_source(struct index *index, const char *address)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT s FROM sources WHERE address = ?");

	sql_text(row, 1, address);
	return sql_number(row, -1);
}

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

bool index_source(struct index *index, const char *address, struct index_source *source)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT title, url, fingerprint, fetched, tried, next, bytes,"
				      " failures, error, etag, modified, moved, n_posts"
				      " FROM sources WHERE address = ?");
	bool is_known;

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

int index_put_source(struct index *index, const struct index_source *source, struct err *err)
{
	return handle_within(index, put_source, (void *)source, err);
}

void index_source_release(struct index_source *source)
{
	free(source->address);
	for (int i = 0; i < N_SOURCE_COLUMNS; i++) {
		if (source_columns[i].is_text)
			free(*(char **)field(source, source_columns[i].offset));
	}
	*source = (struct index_source){ 0 };
}

static struct seen *find_pass(const struct index *index, const char *source)
{
	for (size_t i = 0; i < index->n_passes; i++) {
		if (strcmp(index->passes[i]->source, source) == 0)
			return index->passes[i];
	}
	return NULL;
}

static void end_pass(struct index *index, struct seen *pass)
{
	for (size_t i = 0; i < index->n_passes; i++) {
		if (index->passes[i] == pass) {
			index->passes[i] = index->passes[--index->n_passes];
			seen_free(pass);
			return;
		}
	}
}

static int make_source(struct index *index, void *context, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "INSERT OR IGNORE INTO sources(address) VALUES(?)");

	sql_text(statement, 1, context);
	return sql_run(&index->sql, statement, err);
}

static void load_files(struct index *index, struct seen *pass)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT key, size, mtime, n FROM files WHERE s = ?");

	sql_int(row, 1, pass->s);
	while (sql_row(row)) {
		struct seen_file *file = seen_add(pass, (uint64_t)sqlite3_column_int64(row, 0));

		file->size = sqlite3_column_int64(row, 1);
		file->mtime = sqlite3_column_int64(row, 2);
		file->n = sqlite3_column_int64(row, 3);
	}
	sql_end(row);
}

int index_pass(struct index *index, const char *source, struct err *err)
{
	struct seen *pass = find_pass(index, source);
	int64_t s = handle_source(index, source);

	if (pass)
		end_pass(index, pass);
	if (s < 0) {
		if (handle_within(index, make_source, (void *)source, err) < 0)
			return -1;
		s = handle_source(index, source);
	}
	if (s < 0)
		return sql_fail(&index->sql, err);
	pass = seen_new(source, s);
	load_files(index, pass);
	index->passes = mem_grow(index->passes, index->n_passes, sizeof(struct seen *));
	index->passes[index->n_passes++] = pass;
	return 0;
}

bool index_keep(struct index *index, const char *source, const char *path, int64_t size,
		int64_t mtime)
{
	struct seen *pass = find_pass(index, source);
	struct seen_file *file = pass ? seen_find(pass, seen_key(path)) : NULL;

	if (!file || file->size != size || file->mtime != mtime || mtime == 0)
		return false;
	file->is_met = true;
	return true;
}

static int write_file(struct index *index, const struct seen *pass, const struct seen_file *file,
		      struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "INSERT OR REPLACE INTO files(s, key, size, mtime, n)"
					    " VALUES(?, ?, ?, ?, nullif(?, 0))");

	sql_int(statement, 1, pass->s);
	sql_int(statement, 2, (int64_t)file->key);
	sql_int(statement, 3, file->size);
	sql_int(statement, 4, file->mtime);
	sql_int(statement, 5, file->n);
	return sql_run(&index->sql, statement, err);
}

static int replace_post(struct index *index, const struct seen *pass, struct seen_file *file,
			const struct post *post, struct err *err)
{
	if (post && file->n && edition_is(index, file->n, edition_print(post)))
		return 0;
	index->is_changed = true;
	if (file->n && twins_drop(index, file->n, err) < 0)
		return -1;
	file->n = 0;
	if (!post)
		return 0;
	if (edition_insert(index, pass->s, post, &file->n, err) < 0)
		return -1;
	return twins_join(index, file->n, err);
}

struct put {
	struct seen *pass;
	struct seen_file file;
	const struct post *post;
};

static int put(struct index *index, void *context, struct err *err)
{
	struct put *put = context;

	if (replace_post(index, put->pass, &put->file, put->post, err) < 0)
		return -1;
	return write_file(index, put->pass, &put->file, err);
}

int index_put(struct index *index, const char *source, const char *path, int64_t size,
	      int64_t mtime, const struct post *post, struct err *err)
{
	struct put step = { find_pass(index, source), { .key = seen_key(path) }, post };
	struct seen_file *known;

	if (!step.pass)
		return err_set(err, _("“%s” has to be read once more."), source);
	known = seen_find(step.pass, step.file.key);
	if (known)
		step.file = *known;
	step.file.size = size;
	step.file.mtime = mtime;
	step.file.is_met = true;
	if (handle_within(index, put, &step, err) < 0)
		return -1;
	if (!known)
		known = seen_add(step.pass, step.file.key);
	*known = step.file;
	return 0;
}

static int forget_file(struct index *index, const struct seen *pass, const struct seen_file *file,
		       struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "DELETE FROM files WHERE s = ? AND key = ?");

	if (file->n && twins_drop(index, file->n, err) < 0) {
		sql_end(statement);
		return -1;
	}
	index->is_changed = true;
	sql_int(statement, 1, pass->s);
	sql_int(statement, 2, (int64_t)file->key);
	return sql_run(&index->sql, statement, err);
}

struct sweep {
	struct seen *pass;
	size_t n_removed;
};

static int sweep(struct index *index, void *context, struct err *err)
{
	struct sweep *sweep = context;

	for (size_t i = 0; i < sweep->pass->n_files; i++) {
		const struct seen_file *file = &sweep->pass->files[i];

		if (file->is_met)
			continue;
		if (forget_file(index, sweep->pass, file, err) < 0)
			return -1;
		sweep->n_removed += file->n != 0;
	}
	return 0;
}

int index_sweep(struct index *index, const char *source, size_t *n_removed, struct err *err)
{
	struct sweep step = { find_pass(index, source), 0 };

	if (!step.pass)
		return err_set(err, _("“%s” has to be read once more."), source);
	if (handle_within(index, sweep, &step, err) < 0)
		return -1;
	end_pass(index, step.pass);
	if (n_removed)
		*n_removed = step.n_removed;
	return 0;
}

static int remove_source(struct index *index, void *context, struct err *err)
{
	const char *address = context;
	sqlite3_stmt *statement;

	if (index_pass(index, address, err) < 0 || index_sweep(index, address, NULL, err) < 0)
		return -1;
	index->is_changed = true;
	statement = sql_ready(&index->sql, "DELETE FROM sources WHERE address = ?");
	sql_text(statement, 1, address);
	return sql_run(&index->sql, statement, err);
}

int index_remove_source(struct index *index, const char *address, struct err *err)
{
	if (handle_source(index, address) < 0)
		return 0;
	return handle_within(index, remove_source, (void *)address, err);
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

static int put_texts(struct index *index, void *context, struct err *err)
{
	const struct post *post = context;
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "UPDATE sources SET texts = ? WHERE s = ?");

	if (post->ticket && put_ticket(index, post, err) < 0) {
		sql_end(statement);
		return -1;
	}
	sql_int(statement, 1, index->bare);
	sql_int(statement, 2, index->bare_source);
	return sql_run(&index->sql, statement, err);
}

int index_put_texts(struct index *index, const struct post *post, const struct links *links,
		    const char *words, struct err *err)
{
	(void)links;
	(void)words;
	return handle_within(index, put_texts, (void *)post, err);
}

/* The post that leads for an id, or -1. */
static int64_t lead_of(struct index *index, int64_t id)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT lead FROM posts WHERE id = ? ORDER BY n LIMIT 1");

	sql_int(row, 1, id);
	return sql_number(row, -1);
}

bool index_post(struct index *index, const char *id, struct post *post)
{
	int64_t number;

	*post = (struct post){ 0 };
	return edition_number(id, &number) && edition_load(index, lead_of(index, number), post);
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

bool index_find(struct index *index, const char *source, const char *target, char *id)
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
