/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "store/delta.h"
#include "store/index.h"

struct place {
	char folder[32];
	char *path;
	struct index *index;
};

static void open_index(struct place *place)
{
	struct err err = { "" };

	place->index = index_open(place->path, INDEX_WRITE, NULL, &err);
	if (!place->index)
		fail_msg("%s", err.text);
	assert_int_equal(index_pass(place->index, "/site", &err), 0);
	assert_int_equal(index_pass(place->index, "/feed", &err), 0);
}

static int set_up(void **context)
{
	struct place *place = mem_alloc(1, sizeof(*place));

	memcpy(place->folder, "/tmp/hallway-olds-XXXXXX", sizeof("/tmp/hallway-olds-XXXXXX"));
	if (!mkdtemp(place->folder))
		return -1;
	place->path = path_join(place->folder, "index.db");
	open_index(place);
	*context = place;
	return 0;
}

static int tear_down(void **context)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	struct place *place = *context;

	index_close(place->index);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		struct str path = { 0 };

		str_format(&path, "%s%s", place->path, ends[i]);
		unlink(path.bytes);
		str_release(&path);
	}
	rmdir(place->folder);
	free(place->path);
	free(place);
	return 0;
}

static struct post make_at(const char *url, const char *title, const char *body)
{
	struct post post = {
		.source = mem_string("/site"),
		.path = mem_string("a"),
		.url = mem_string(url),
		.title = mem_string(title),
		.body = mem_string(body),
		.body_len = strlen(body),
	};

	post.content = hash_text(hash_text(HASH_START, title), body);
	post_identify(&post);
	return post;
}

static struct post make_post(const char *title, const char *body)
{
	return make_at("https://example.org/a/", title, body);
}

static void put_in(struct place *place, const char *source, const char *title, const char *body)
{
	struct post post = make_post(title, body);
	struct err err = { "" };

	if (index_put(place->index, source, "a", 1, 1, &post, &err) < 0)
		fail_msg("%s", err.text);
	post_release(&post);
}

/* The file of the post has that body from now on; NULL: it gives no post. */
static void put(struct place *place, const char *body)
{
	struct err err = { "" };

	if (body)
		put_in(place, "/site", "A", body);
	else if (index_put(place->index, "/site", "a", 1, 1, NULL, &err) < 0)
		fail_msg("%s", err.text);
}

static void check_titled(struct place *place, const char *title, const char *body, bool is_kept)
{
	struct post post = make_post(title, body);
	char *old = index_old_body(place->index, post.id, post.content);

	if (is_kept && !old)
		fail_msg("“%.40s” is not kept", body);
	else if (is_kept)
		assert_string_equal(old, body);
	else
		assert_null(old);
	free(old);
	post_release(&post);
}

static void check(struct place *place, const char *body, bool is_kept)
{
	check_titled(place, "A", body, is_kept);
}

static void run(struct place *place, const char *script)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	if (sqlite3_exec(db, script, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static int64_t ask(struct place *place, const char *question)
{
	sqlite3_stmt *row;
	int64_t number;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, question, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	number = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(db);
	return number;
}

/* `len` bytes of lines that differ. */
static char *make_long(size_t len)
{
	struct str text = { 0 };

	for (int i = 0; text.len < len; i++)
		str_format(&text, "Line %d of the café.\n", i);
	return str_take(&text);
}

static char *join(const char *a, const char *b, const char *c)
{
	struct str text = { 0 };

	str_text(&text, a);
	str_text(&text, b);
	str_text(&text, c);
	return str_take(&text);
}

static void test_delta(void **context)
{
	static const struct {
		const char *text, *other;
		size_t head, tail;
	} samples[] = {
		{ "", "", 0, 0 },
		{ "abc", "", 0, 0 },
		{ "", "abc", 0, 0 },
		{ "abc", "abc", 3, 0 },
		{ "abc", "abcd", 3, 0 },
		{ "abcd", "abc", 3, 0 },
		{ "xabc", "abc", 0, 3 },
		{ "abc", "yyabc", 0, 3 },
		{ "ab1cd", "ab22cd", 2, 2 },
		{ "abc", "xyz", 0, 0 },
		{ "aaaa", "aa", 2, 0 },
		{ "aa", "aaaa", 2, 0 },
		{ "abab", "ab", 2, 0 },
		/* Characters that share their first or last byte are not cut. */
		{ "aé", "aè", 1, 0 },
		{ "aé", "a\xC3", 1, 0 },
		{ "a\xC3", "aé", 1, 0 },
		{ "éa", "ĩa", 0, 1 },
		{ "a東b", "a京b", 1, 1 },
		{ "a€b", "aₐb", 1, 1 },
		{ "\xA9\xA9", "\xA9\xA9z", 2, 0 },
	};

	(void)context;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str text = { 0 }, other = { 0 }, middle = { 0 }, back = { 0 };
		struct delta delta;

		str_text(&text, samples[i].text);
		str_text(&other, samples[i].other);
		delta = delta_of(&text, samples[i].other, other.len);
		if (delta.head != samples[i].head || delta.tail != samples[i].tail)
			fail_msg("%zu: %zu, %zu", i, delta.head, delta.tail);
		str_add(&middle, str_bytes(&text) + delta.head, text.len - delta.head - delta.tail);
		assert_true(delta_apply(&delta, &other, &middle, &back));
		assert_string_equal(str_bytes(&back), samples[i].text);
		str_release(&text);
		str_release(&other);
		str_release(&middle);
		str_release(&back);
	}
}

static void test_too_short(void **context)
{
	static const struct delta deltas[] = {
		{ 4, 0 }, { 0, 4 }, { 2, 2 }, { SIZE_MAX, 1 }, { 1, SIZE_MAX }
	};
	struct str other = { 0 }, middle = { 0 }, text = { 0 };

	(void)context;
	str_text(&other, "abc");
	for (size_t i = 0; i < sizeof(deltas) / sizeof(*deltas); i++)
		assert_false(delta_apply(&deltas[i], &other, &middle, &text));
	assert_true(delta_apply(&(struct delta){ 2, 1 }, &other, &middle, &text));
	str_release(&other);
	str_release(&text);
}

/* A change at the start, in the middle, at the end, and of everything; each is told by the next. */
static void test_changes(void **context)
{
	struct place *place = *context;
	char *start = make_long(3000), *end = make_long(4000);
	char *bodies[] = {
		join(start, "Monday\n", end), join("First.\n", start, end),  join(start, "é", end),
		join(start, "è", end),        join(start, end, "One more."), join(end, "", ""),
		mem_string("All is new."),    join(start, "", ""),
	};
	enum { N = sizeof(bodies) / sizeof(*bodies) };

	for (size_t i = 0; i < N; i++) {
		put(place, bodies[i]);
		for (size_t j = 0; j < N; j++)
			check(place, bodies[j], j < i);
	}
	assert_int_equal(ask(place, "SELECT count(*) FROM olds"), N - 1);
	for (size_t i = 0; i < N; i++)
		free(bodies[i]);
	free(start);
	free(end);
}

/* What changes a little costs a little, and stays readable after the file was closed. */
static void test_small(void **context)
{
	struct place *place = *context;
	char *text = make_long(20000), *bodies[12];

	for (int i = 0; i < 12; i++) {
		char number[16];

		snprintf(number, sizeof(number), "%d\n", i);
		bodies[i] = join(text, "Number ", number);
		put(place, bodies[i]);
	}
	assert_int_equal(ask(place, "SELECT count(*) FROM olds"), 8);
	assert_true(ask(place, "SELECT sum(length(body)) FROM olds") < 100);
	index_close(place->index);
	open_index(place);
	for (int i = 0; i < 12; i++) {
		check(place, bodies[i], i >= 3 && i < 11);
		free(bodies[i]);
	}
	free(text);
}

/* A body that comes again is kept once, and those that are told by it stay. */
static void test_back_and_forth(void **context)
{
	struct place *place = *context;
	char *text = make_long(500), *a = join(text, "a", ""), *b = join(text, "b", ""),
	     *c = join(text, "c", "");

	put(place, a);
	put(place, b);
	put(place, a);
	check(place, a, true);
	check(place, b, true);
	put(place, b);
	put(place, c);
	check(place, a, true);
	check(place, b, true);
	put(place, a);
	check(place, a, true);
	check(place, b, true);
	check(place, c, true);
	assert_int_equal(ask(place, "SELECT count(*) FROM olds"), 3);
	free(text);
	free(a);
	free(b);
	free(c);
}

/* What others are told by goes away without being kept: they are made whole before. */
static void test_gone(void **context)
{
	struct place *place = *context;
	char *text = make_long(500), *a = join(text, "a", ""), *b = join(text, "b", ""),
	     *c = join(text, "c\n", "Line 1 of the café.\n"), *huge = make_long(300000);
	struct err err;

	put(place, a);
	put(place, b);
	put(place, NULL);
	check(place, a, true);
	check(place, b, false);
	put(place, c);
	check(place, a, true);
	put(place, "");
	check(place, c, true);
	put(place, c);
	put(place, huge);
	check(place, c, true);
	put(place, b);
	check(place, huge, false);
	check(place, a, true);
	check(place, c, true);
	put(place, text);
	check(place, b, true);
	index_close(place->index);
	open_index(place);
	assert_int_equal(index_sweep(place->index, "/site", NULL, &err), 0);
	check(place, b, true);
	check(place, c, true);
	free(text);
	free(a);
	free(b);
	free(c);
	free(huge);
}

/* The post is another one from now on, which says the same. */
static void test_other_address(void **context)
{
	struct place *place = *context;
	char *text = make_long(500), *more = join(text, "More.\n", "");
	struct post other = make_at("https://example.org/b/", "A", more);
	struct err err = { "" };

	put(place, text);
	put(place, more);
	assert_int_equal(index_put(place->index, "/site", "a", 1, 1, &other, &err), 0);
	check(place, text, true);
	post_release(&other);
	free(text);
	free(more);
}

/* Another title is another content, too. */
static void test_title(void **context)
{
	struct place *place = *context;
	char *text = make_long(500);

	put_in(place, "/site", "A", text);
	put_in(place, "/site", "B", text);
	put_in(place, "/site", "C", text);
	check_titled(place, "A", text, true);
	check_titled(place, "B", text, true);
	check_titled(place, "C", text, false);
	free(text);
}

/* The same post from two sources, of which one cuts it short. */
static void test_two_sources(void **context)
{
	struct place *place = *context;
	char *text = make_long(2000), *more = join(text, "More.\n", ""),
	     *most = join(text, "More.\nMost.\n", "");

	put_in(place, "/site", "A", text);
	put_in(place, "/feed", "A", text);
	put_in(place, "/site", "A", more);
	put_in(place, "/site", "A", most);
	check(place, text, true);
	check(place, more, true);
	put_in(place, "/feed", "A", more);
	put(place, NULL);
	check(place, text, true);
	check(place, more, true);
	put_in(place, "/feed", "A", most);
	check(place, text, true);
	check(place, more, true);
	free(text);
	free(more);
	free(most);
}

/* Of what does not fit its hash nothing is shown, and nothing goes round in circles. */
static void test_damaged(void **context)
{
	static const char *const damages[] = {
		"UPDATE olds SET body = 'x'",
		"UPDATE olds SET head = head - 1",
		"UPDATE olds SET tail = tail + 1",
		"UPDATE olds SET head = -1",
		"UPDATE olds SET head = 1 << 60",
		"UPDATE olds SET upon = content",
		"UPDATE olds SET upon = 7",
		"UPDATE olds SET print = print + 1",
		"DELETE FROM posts",
		"UPDATE parts SET part = CAST('y' || substr(part, 2) AS BLOB)",
	};
	struct place *place = *context;
	char *text = make_long(500), *a = join(text, "a", "\n"), *b = join(text, "b", "\n");

	for (size_t i = 0; i < sizeof(damages) / sizeof(*damages); i++) {
		put(place, a);
		put(place, b);
		check(place, a, true);
		run(place, damages[i]);
		check(place, a, false);
		put(place, NULL);
		check(place, a, false);
		run(place, "DELETE FROM olds");
		index_close(place->index);
		open_index(place);
	}
	free(text);
	free(a);
	free(b);
}

/* Whole bodies of the version before stay, and so they do when the post changes again. */
static void test_upgrade(void **context)
{
	struct place *place = *context;
	char *text = make_long(500), *a = join(text, "a", ""), *b = join(text, "b", ""),
	     *c = join(text, "c", "");

	put(place, a);
	put(place, b);
	index_close(place->index);
	run(place, "CREATE TABLE old(id, content, body);"
		   "INSERT INTO old SELECT id, content, (SELECT substr(part, 1, head) FROM parts)"
		   " || body FROM olds;"
		   "DROP TABLE olds;"
		   "CREATE TABLE olds(k INTEGER PRIMARY KEY, id INTEGER NOT NULL,"
		   " content INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE(id, content));"
		   "INSERT INTO olds(id, content, body) SELECT id, content, CAST(body AS BLOB)"
		   " FROM old;"
		   "DROP TABLE old; PRAGMA user_version = 7");
	open_index(place);
	check(place, a, true);
	put(place, c);
	check(place, a, true);
	check(place, b, true);
	free(text);
	free(a);
	free(b);
	free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_delta),
		cmocka_unit_test(test_too_short),
		cmocka_unit_test_setup_teardown(test_changes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_small, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_back_and_forth, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_gone, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_other_address, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_title, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_two_sources, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_damaged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_upgrade, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("olds", tests, NULL, NULL);
}
