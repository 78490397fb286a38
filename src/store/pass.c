/* SPDX-License-Identifier: MIT */
#include "store/pass.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "store/edition.h"
#include "store/fulltext.h"
#include "store/olds.h"
#include "store/origin.h"
#include "store/twins.h"

static struct seen *find(const struct index *index, const char *source)
{
	for (size_t i = 0; i < index->n_passes; i++) {
		if (strcmp(index->passes[i]->source, source) == 0)
			return index->passes[i];
	}
	return NULL;
}

static void end(struct index *index, struct seen *pass)
{
	for (size_t i = 0; i < index->n_passes; i++) {
		if (index->passes[i] == pass) {
			index->passes[i] = index->passes[--index->n_passes];
			seen_free(pass);
			return;
		}
	}
}

void pass_forget(struct index *index)
{
	for (size_t i = 0; i < index->n_passes; i++)
		seen_free(index->passes[i]);
	free(index->passes);
	index->passes = NULL;
	index->n_passes = 0;
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

int pass_begin(struct index *index, const char *source, struct err *err)
{
	struct seen *pass = find(index, source);
	int64_t s = origin_make(index, source, err);

	if (pass)
		end(index, pass);
	if (s < 0)
		return -1;
	pass = seen_new(source, s);
	load_files(index, pass);
	index->passes = mem_grow(index->passes, index->n_passes, sizeof(struct seen *));
	index->passes[index->n_passes++] = pass;
	return 0;
}

bool pass_keep(struct index *index, const char *source, const char *path, int64_t size,
	       int64_t mtime)
{
	struct seen *pass = find(index, source);
	struct seen_file *file = pass ? seen_find(pass, seen_key(path)) : NULL;

	if (!file || file->size != size || file->mtime != mtime || mtime == 0)
		return false;
	file->is_met = true;
	return true;
}

bool pass_has(const struct index *index, const char *source, const char *path)
{
	const struct seen *pass = find(index, source);
	const struct seen_file *file = pass ? seen_find(pass, seen_key(path)) : NULL;

	return file && file->n;
}

static int write_file(struct index *index, int64_t s, const struct seen_file *file, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "INSERT OR REPLACE INTO files(s, key, size, mtime, n)"
					    " VALUES(?, ?, ?, ?, nullif(?, 0))");

	sql_int(statement, 1, s);
	sql_int(statement, 2, (int64_t)file->key);
	sql_int(statement, 3, file->size);
	sql_int(statement, 4, file->mtime);
	sql_int(statement, 5, file->n);
	return sql_run(&index->sql, statement, err);
}

static int replace_post(struct index *index, int64_t s, struct seen_file *file,
			const struct post *post, struct err *err)
{
	if (post && file->n && edition_is(index, file->n, edition_print(post)))
		return 0;
	index->is_changed = true;
	if (file->n && olds_keep(index, file->n, post, err) < 0)
		return -1;
	if (file->n && twins_drop(index, file->n, err) < 0)
		return -1;
	file->n = 0;
	if (!post)
		return 0;
	if (edition_insert(index, s, post, &file->n, err) < 0)
		return -1;
	return twins_join(index, s, file->n, post, err);
}

struct put {
	int64_t s;
	struct seen_file file;
	const struct post *post;
};

static int put(struct index *index, void *context, struct err *err)
{
	struct put *put = context;

	if (replace_post(index, put->s, &put->file, put->post, err) < 0)
		return -1;
	return write_file(index, put->s, &put->file, err);
}

static int no_pass(const char *source, struct err *err)
{
	return err_set(err, _("“%s” has to be read once more."), source);
}

int pass_put(struct index *index, const char *source, const struct seen_file *file,
	     const struct post *post, struct err *err)
{
	struct seen *pass = find(index, source);
	struct seen_file *known = pass ? seen_find(pass, file->key) : NULL;
	struct put step = { pass ? pass->s : -1, *file, post };

	if (!pass)
		return no_pass(source, err);
	step.file.n = known ? known->n : 0;
	step.file.is_met = true;
	if (handle_within(index, put, &step, err) < 0)
		return -1;
	if (!known)
		known = seen_add(pass, file->key);
	*known = step.file;
	return 0;
}

void pass_leave(struct index *index, const char *source)
{
	struct seen *pass = find(index, source);

	if (pass)
		end(index, pass);
}

static int forget_file(struct index *index, int64_t s, const struct seen_file *file,
		       struct err *err)
{
	sqlite3_stmt *statement;

	if (file->n &&
	    (olds_keep(index, file->n, NULL, err) < 0 || twins_drop(index, file->n, err) < 0))
		return -1;
	index->is_changed |= file->n != 0;
	statement = sql_ready(&index->sql, "DELETE FROM files WHERE s = ? AND key = ?");
	sql_int(statement, 1, s);
	sql_int(statement, 2, (int64_t)file->key);
	return sql_run(&index->sql, statement, err);
}

struct sweep {
	const struct seen *pass;
	size_t n_removed;
};

static int sweep(struct index *index, void *context, struct err *err)
{
	struct sweep *sweep = context;

	for (size_t i = 0; i < sweep->pass->n_files; i++) {
		const struct seen_file *file = &sweep->pass->files[i];

		if (file->is_met)
			continue;
		if (forget_file(index, sweep->pass->s, file, err) < 0)
			return -1;
		sweep->n_removed += file->n != 0;
	}
	return fulltext_tidy(index, err);
}

int pass_sweep(struct index *index, const char *source, size_t *n_removed, struct err *err)
{
	struct seen *pass = find(index, source);
	struct sweep step = { pass, 0 };

	if (!pass)
		return no_pass(source, err);
	if (handle_within(index, sweep, &step, err) < 0)
		return -1;
	end(index, pass);
	if (n_removed)
		*n_removed = step.n_removed;
	return 0;
}

static int remove_source(struct index *index, void *context, struct err *err)
{
	const char *address = context;
	sqlite3_stmt *statement;

	if (pass_begin(index, address, err) < 0 || pass_sweep(index, address, NULL, err) < 0)
		return -1;
	index->is_changed = true;
	statement = sql_ready(&index->sql, "DELETE FROM sources WHERE address = ?");
	sql_text(statement, 1, address);
	return sql_run(&index->sql, statement, err);
}

int pass_remove(struct index *index, const char *source, struct err *err)
{
	if (origin_find(index, source) < 0)
		return 0;
	return handle_within(index, remove_source, (void *)source, err);
}
