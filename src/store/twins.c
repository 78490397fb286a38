/* SPDX-License-Identifier: MIT */
#include "store/twins.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/edition.h"
#include "store/origin.h"

/* More than that and a newcomer only follows: a site that gives all its posts one URL must not make
 * each of them walk over all others. */
enum { MOST_MOVED = 256 };

struct twin {
	int64_t n, id, lead, s, content, body_len, seconds;
	char *url, *path;
};

struct numbers {
	int64_t *items;
	size_t n_items;
};

static bool load(struct index *index, int64_t n, struct twin *twin)
{
	sqlite3_stmt *row = sql_ready(
		&index->sql, "SELECT n, id, lead, s, content, body_len, published, url, path"
			     " FROM posts WHERE n = ?");
	bool is_there;

	*twin = (struct twin){ 0 };
	sql_int(row, 1, n);
	is_there = sql_row(row);
	if (is_there) {
		*twin = (struct twin){
			.n = sqlite3_column_int64(row, 0),
			.id = sqlite3_column_int64(row, 1),
			.lead = sqlite3_column_int64(row, 2),
			.s = sqlite3_column_int64(row, 3),
			.content = sqlite3_column_int64(row, 4),
			.body_len = sqlite3_column_int64(row, 5),
			.seconds = sqlite3_column_type(row, 6) == SQLITE_NULL
					   ? TWINS_UNDATED
					   : sqlite3_column_int64(row, 6),
			.url = sql_copy(row, 7),
			.path = sql_copy(row, 8),
		};
	}
	sql_end(row);
	return is_there;
}

static void release(struct twin *twin)
{
	free(twin->url);
	free(twin->path);
}

static void add(struct numbers *numbers, int64_t number)
{
	numbers->items = mem_grow(numbers->items, numbers->n_items, sizeof(*numbers->items));
	numbers->items[numbers->n_items++] = number;
}

/* For few numbers. */
static void add_once(struct numbers *numbers, int64_t number)
{
	for (size_t i = 0; i < numbers->n_items; i++) {
		if (numbers->items[i] == number)
			return;
	}
	add(numbers, number);
}

static void collect(sqlite3_stmt *rows, struct numbers *numbers)
{
	while (sql_row(rows))
		add(numbers, sqlite3_column_int64(rows, 0));
	sql_end(rows);
}

/* Where the others stand, in *followers; the one that leads is not among them. */
static void follow(struct index *index, int64_t lead, struct numbers *followers)
{
	sqlite3_stmt *rows = sql_ready(&index->sql,
				       "SELECT n FROM posts WHERE lead = ? AND lead <> n");

	sql_int(rows, 1, lead);
	collect(rows, followers);
}

/* Shelf 0, and those of all sources that have the post. */
static void shelves_of(struct index *index, const struct twin *twin, struct numbers *shelves)
{
	sqlite3_stmt *rows = sql_ready(&index->sql,
				       "SELECT s FROM posts WHERE lead = ? AND lead <> n");

	add_once(shelves, 0);
	add_once(shelves, twin->s);
	sql_int(rows, 1, twin->n);
	while (sql_row(rows))
		add_once(shelves, sqlite3_column_int64(rows, 0));
	sql_end(rows);
}

static int count(struct index *index, int64_t shelf, int change, struct err *err)
{
	if (shelf != 0)
		return origin_count(index, shelf, change, err);
	index->facts.n_posts += change;
	index->is_changed = true;
	return 0;
}

static int place(struct index *index, int64_t shelf, const struct twin *twin, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(
		&index->sql, "INSERT OR IGNORE INTO shelves(s, seconds, id, n) VALUES(?, ?, ?, ?)");

	sql_int(statement, 1, shelf);
	sql_int(statement, 2, twin->seconds);
	sql_int(statement, 3, twin->id);
	sql_int(statement, 4, twin->n);
	if (sql_run(&index->sql, statement, err) < 0)
		return -1;
	return sqlite3_changes(index->sql.db) > 0 ? count(index, shelf, 1, err) : 0;
}

static int take(struct index *index, int64_t shelf, const struct twin *twin, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(
		&index->sql,
		"DELETE FROM shelves WHERE s = ? AND seconds = ? AND id = ? AND n = ?");

	sql_int(statement, 1, shelf);
	sql_int(statement, 2, twin->seconds);
	sql_int(statement, 3, twin->id);
	sql_int(statement, 4, twin->n);
	if (sql_run(&index->sql, statement, err) < 0)
		return -1;
	return sqlite3_changes(index->sql.db) > 0 ? count(index, shelf, -1, err) : 0;
}

/* Does `step` with the post on every one of the shelves. */
static int on_each(struct index *index, const struct numbers *shelves, const struct twin *twin,
		   int (*step)(struct index *, int64_t, const struct twin *, struct err *),
		   struct err *err)
{
	int result = 0;

	for (size_t i = 0; i < shelves->n_items && result == 0; i++)
		result = step(index, shelves->items[i], twin, err);
	return result;
}

/* Does `step` on every shelf of the post that leads. */
static int on_shelves(struct index *index, const struct twin *twin,
		      int (*step)(struct index *, int64_t, const struct twin *, struct err *),
		      struct err *err)
{
	struct numbers shelves = { 0 };
	int result;

	shelves_of(index, twin, &shelves);
	result = on_each(index, &shelves, twin, step, err);
	free(shelves.items);
	return result;
}

static int compare_texts(const char *a, const char *b)
{
	if (!a || !b)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static bool is_better(const struct twin *a, const struct twin *b)
{
	int order;

	if (a->body_len != b->body_len)
		return a->body_len > b->body_len;
	order = compare_texts(a->url, b->url);
	if (order == 0)
		order = compare_texts(a->path, b->path);
	return order < 0 || (order == 0 && a->n < b->n);
}

static int64_t n_followers(struct index *index, int64_t lead)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT count(*) FROM posts WHERE lead = ? AND lead <> n");

	sql_int(row, 1, lead);
	return sql_number(row, 0);
}

static int set_lead(struct index *index, int64_t from, int64_t to, struct err *err)
{
	static const char *const steps[] = {
		"UPDATE posts SET lead = ?1 WHERE lead = ?2 AND lead <> n",
		"UPDATE posts SET lead = ?1 WHERE n = ?2",
	};

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		sqlite3_stmt *statement = sql_ready(&index->sql, steps[i]);

		sql_int(statement, 1, to);
		sql_int(statement, 2, from);
		if (sql_run(&index->sql, statement, err) < 0)
			return -1;
	}
	return 0;
}

/* Only the shelves of the one that follows from now on change: the other may stand on very many. */
static int give_way(struct index *index, const struct twin *gone, const struct twin *lead,
		    struct err *err)
{
	struct numbers shelves = { 0 };
	int result;

	shelves_of(index, gone, &shelves);
	result = on_each(index, &shelves, gone, take, err);
	if (result == 0)
		result = set_lead(index, gone->n, lead->n, err);
	if (result == 0)
		result = on_each(index, &shelves, lead, place, err);
	free(shelves.items);
	return result;
}

/* `mine` leads; where `other` leads too, one of them follows from now on, and mine is what leads.
 */
static int merge(struct index *index, struct twin *mine, int64_t other, struct err *err)
{
	struct twin theirs, swap;
	int result;

	if (other == mine->n || !load(index, other, &theirs))
		return 0;
	if (is_better(&theirs, mine) || n_followers(index, theirs.n) > MOST_MOVED) {
		swap = *mine;
		*mine = theirs;
		theirs = swap;
	}
	result = give_way(index, &theirs, mine, err);
	release(&theirs);
	return result;
}

/* The post that leads among those of the same id, or -1. */
static int64_t same_id(struct index *index, const struct twin *twin)
{
	sqlite3_stmt *row;

	if (fresh_take(&index->fresh, twin->id))
		return -1;
	row = sql_ready(&index->sql, "SELECT lead FROM posts WHERE id = ? AND n <> ? LIMIT 1");
	sql_int(row, 1, twin->id);
	sql_int(row, 2, twin->n);
	return sql_number(row, -1);
}

/* Nothing said twice is not the same post: without a body there is no such twin. */
static int64_t same_content(struct index *index, const struct twin *twin)
{
	sqlite3_stmt *row;

	if (twin->body_len == 0 || fresh_take(&index->fresh, twin->content))
		return -1;
	row = sql_ready(&index->sql, "SELECT lead FROM posts WHERE content = ? AND body_len = ?"
				     " AND n <> ? ORDER BY n DESC LIMIT 1");
	sql_int(row, 1, twin->content);
	sql_int(row, 2, twin->body_len);
	sql_int(row, 3, twin->n);
	return sql_number(row, -1);
}

/* Releases `mine`. */
static int join(struct index *index, struct twin mine, struct err *err)
{
	int64_t n = mine.n, others[] = { same_id(index, &mine), same_content(index, &mine) };
	int result = 0;

	for (size_t i = 0; i < 2 && result == 0; i++) {
		if (others[i] >= 0)
			result = merge(index, &mine, others[i], err);
	}
	if (result == 0 && others[0] < 0 && others[1] < 0)
		result = place(index, 0, &mine, err) < 0 ? -1 : place(index, mine.s, &mine, err);
	/* One that was there before stands on its own shelves already, or will. */
	else if (result == 0)
		result = mine.n == n ? on_shelves(index, &mine, place, err)
				     : place(index, mine.s, &mine, err);
	release(&mine);
	return result;
}

int twins_join(struct index *index, int64_t s, int64_t n, const struct post *post, struct err *err)
{
	struct twin mine = {
		.n = n,
		.lead = n,
		.s = s,
		.content = (int64_t)post->content,
		.body_len = (int64_t)post->body_len,
		.seconds = post->published.is_known ? post->published.seconds : TWINS_UNDATED,
		.url = mem_string(post->url),
		.path = mem_string(post->path),
	};

	edition_number(post->id, &mine.id);
	return join(index, mine, err);
}

/* A post that follows takes its source's place on the shelf along, unless another one keeps it. */
static int leave_lead(struct index *index, const struct twin *gone, struct err *err)
{
	struct twin lead;
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT 1 FROM posts WHERE s = ?1 AND n <> ?2"
						   " AND (n = ?3 OR (lead = ?3 AND lead <> n))");
	int result;

	sql_int(row, 1, gone->s);
	sql_int(row, 2, gone->n);
	sql_int(row, 3, gone->lead);
	if (sql_number(row, 0) || !load(index, gone->lead, &lead))
		return 0;
	result = take(index, gone->s, &lead, err);
	release(&lead);
	return result;
}

static int stand_alone(struct index *index, int64_t n, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql, "UPDATE posts SET lead = n WHERE n = ?");

	sql_int(statement, 1, n);
	return sql_run(&index->sql, statement, err);
}

/* One that follows by now has been found; one that leads may have its place, and lose it. */
static int join_anew(struct index *index, int64_t n, struct err *err)
{
	struct twin mine;
	int result = 0;

	if (!load(index, n, &mine))
		return 0;
	if (mine.lead == n && (result = on_shelves(index, &mine, take, err)) == 0)
		return join(index, mine, err);
	release(&mine);
	return result;
}

/* Without the one that led they may be several groups: all stand alone, and find each other. */
static int regroup(struct index *index, const struct numbers *others, struct err *err)
{
	int result = 0;

	for (size_t i = 0; i < others->n_items && result == 0; i++)
		result = stand_alone(index, others->items[i], err);
	for (size_t i = 0; i < others->n_items && result == 0; i++)
		result = join_anew(index, others->items[i], err);
	return result;
}

int twins_drop(struct index *index, int64_t n, struct err *err)
{
	struct numbers others = { 0 };
	struct twin gone;
	int result;

	if (!load(index, n, &gone))
		return 0;
	follow(index, gone.n, &others);
	result = gone.lead == gone.n ? on_shelves(index, &gone, take, err)
				     : leave_lead(index, &gone, err);
	if (result == 0)
		result = edition_delete(index, n, err);
	if (result == 0)
		result = regroup(index, &others, err);
	free(others.items);
	release(&gone);
	return result;
}
