/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "store/listing.h"
#include "store/tally.h"

struct place {
	char folder[32];
	char *path;
	struct index *index;
	struct state *state;
	struct notes notes;
	int n_notes;
};

static void count_note(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	assert_true(*sentence != '\0');
	++*(int *)context;
}

static void open_again(struct place *place, enum index_mode mode)
{
	struct err err = { "" };

	index_close(place->index);
	place->index = index_open(place->path, mode, &place->notes, &err);
	if (!place->index)
		fail_msg("%s", err.text);
}

static int set_up(void **context)
{
	struct place *place = mem_alloc(1, sizeof(*place));
	struct err err;

	memcpy(place->folder, "/tmp/hallway-index-XXXXXX", sizeof("/tmp/hallway-index-XXXXXX"));
	if (!mkdtemp(place->folder))
		return -1;
	place->notes = (struct notes){ count_note, &place->n_notes };
	place->path = path_join(place->folder, "index.db");
	place->state = state_open(place->folder, "here", NULL, &err);
	open_again(place, INDEX_WRITE);
	*context = place;
	return 0;
}

static int tear_down(void **context)
{
	static const char *const ends[] = {
		"index.db",     "index.db-wal",     "index.db-shm",
		"index.db.old", "index.db.old-wal", "index.db.old-shm",
		"here.log",     "there.log",        "index.db.damaged",
	};
	struct place *place = *context;

	index_close(place->index);
	state_close(place->state);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		char *path = path_join(place->folder, ends[i]);

		unlink(path);
		free(path);
	}
	rmdir(place->folder);
	free(place->path);
	free(place);
	return 0;
}

/* A post with little in it; `url` may be NULL. */
static struct post make_post(const char *path, const char *title, int64_t seconds, const char *url,
			     const char *body)
{
	struct post post = {
		.source = mem_string("/site"),
		.path = mem_string(path),
		.url = mem_string(url),
		.base = mem_string(url ? url : "file:///site/"),
		.site = mem_string("https://example.org/"),
		.title = mem_string(title),
		.published = { seconds != 0, true, seconds, -300 },
		.body = mem_string(body),
		.body_len = strlen(body),
	};

	post.content = hash_text(hash_text(HASH_START, title), body);
	post_identify(&post);
	return post;
}

static void put_at(struct place *place, const char *source, struct post post)
{
	struct err err = { "" };

	if (index_put(place->index, source, post.path, 1, 1, &post, &err) < 0)
		fail_msg("%s", err.text);
	post_release(&post);
}

static void put(struct place *place, const char *path, const char *title, int64_t seconds)
{
	struct str url = { 0 }, body = { 0 };

	str_format(&url, "https://example.org/%s/", path);
	str_format(&body, "The words of %s.", path);
	put_at(place, "/site", make_post(path, title, seconds, url.bytes, body.bytes));
	str_release(&url);
	str_release(&body);
}

static void pass(struct place *place, const char *source)
{
	struct err err;

	assert_int_equal(index_pass(place->index, source, &err), 0);
}

static size_t sweep(struct place *place, const char *source)
{
	struct err err;
	size_t n_removed;

	assert_int_equal(index_sweep(place->index, source, &n_removed, &err), 0);
	return n_removed;
}

static struct listing *list(struct place *place, const char *source, bool is_reversed)
{
	struct strings sources = { 0 };
	struct listing_spec spec = { .sources = &sources, .is_reversed = is_reversed };
	struct listing *listing;
	struct err err;

	if (source)
		strings_add(&sources, source);
	listing = listing_new(place->index, place->state, &spec, &err);
	assert_non_null(listing);
	strings_release(&sources);
	return listing;
}

/* The titles of all rows, with blanks between. */
static void check_titles(struct listing *listing, const char *expected)
{
	struct str titles = { 0 };
	char id[POST_ID_ROOM];

	for (size_t i = 0; i < listing_n_rows(listing); i++) {
		const struct row *row = listing_row(listing, i);

		assert_non_null(row);
		if (i > 0)
			str_byte(&titles, ' ');
		str_text(&titles, row->title);
		memcpy(id, row->id, sizeof(id));
		assert_int_equal(listing_find(listing, id), i);
	}
	assert_null(listing_row(listing, listing_n_rows(listing)));
	assert_string_equal(str_bytes(&titles), expected);
	str_release(&titles);
}

static void check_listed(struct place *place, const char *source, const char *expected)
{
	struct listing *listing = list(place, source, false);

	check_titles(listing, expected);
	listing_free(listing);
}

static void test_round_trip(void **context)
{
	struct place *place = *context;
	struct post post = make_post("a.md", "A title", 1700000000, "https://example.org/a/",
				     "Body");
	struct post back;
	struct err err;

	strings_add(&post.authors, "Ada");
	strings_add(&post.authors, "Grace");
	strings_add(&post.tags, "x");
	post.excerpt = mem_string("Short");
	post.cover_alt = mem_string("A hall");
	post.slug = mem_string("a");
	post.kind = POST_HTML;
	post.keep_breaks = true;
	pass(place, "/site");
	assert_int_equal(index_begin(place->index, &err), 0);
	assert_int_equal(index_put(place->index, "/site", "a.md", 10, 20, &post, &err), 0);
	assert_int_equal(index_commit(place->index, &err), 0);
	open_again(place, INDEX_READ);
	assert_true(index_post(place->index, post.id, &back));
	assert_string_equal(back.id, post.id);
	assert_string_equal(back.title, "A title");
	assert_string_equal(back.source, "/site");
	assert_string_equal(back.path, "a.md");
	assert_string_equal(back.url, post.url);
	assert_string_equal(back.base, post.base);
	assert_string_equal(back.site, "https://example.org/");
	assert_int_equal(back.authors.n_items, 2);
	assert_string_equal(back.authors.items[1], "Grace");
	assert_int_equal(back.categories.n_items, 0);
	assert_string_equal(back.tags.items[0], "x");
	assert_true(back.published.is_known && back.published.has_time);
	assert_true(back.published.seconds == 1700000000);
	assert_int_equal(back.published.offset, -300);
	assert_false(back.updated.is_known);
	assert_string_equal(back.excerpt, "Short");
	assert_null(back.cover_url);
	assert_string_equal(back.cover_alt, "A hall");
	assert_string_equal(back.body, "Body");
	assert_int_equal(back.body_len, 4);
	assert_int_equal(back.kind, POST_HTML);
	assert_true(back.keep_breaks);
	assert_true(back.content == post.content);
	post_release(&back);
	assert_false(index_post(place->index, "0123456789abcdef", &back));
	assert_false(index_post(place->index, "nonsense", &back));
	post_release(&post);
	assert_int_equal(place->n_notes, 0);
}

/* A body in the alphabet from `first` on, so that no two pieces of it are the same. */
static struct post make_long(int number, size_t len)
{
	struct str path = { 0 }, body = { 0 };
	struct post post;

	str_format(&path, "%d.md", number);
	for (size_t i = 0; i < len; i++)
		str_byte(&body, (char)('a' + (i + i / 26 + i / 677 + (size_t)number) % 26));
	post = make_post(path.bytes, path.bytes, 1000 + number, NULL, str_bytes(&body));
	str_release(&path);
	str_release(&body);
	return post;
}

static void check_body(struct place *place, int number, size_t len)
{
	struct post wanted = make_long(number, len), back;

	assert_true(index_post(place->index, wanted.id, &back));
	assert_int_equal(back.body_len, len);
	assert_string_equal(back.body, wanted.body);
	post_release(&wanted);
	post_release(&back);
}

/* Bodies that end anywhere on a page, and those of several pages. */
static void test_bodies(void **context)
{
	static const size_t lens[] = { 0,     1,     63,    64,    65,     200,   8150,  8190,
				       16200, 16250, 16310, 16320, 16330,  16340, 16341, 16345,
				       16350, 16376, 16384, 17000, 40000,  3,     90000, 300000,
				       500,   500,   500,   16000, 123456, 7 };
	enum { N = sizeof(lens) / sizeof(*lens) };
	struct place *place = *context;

	pass(place, "/site");
	for (int i = 0; i < N; i++)
		put_at(place, "/site", make_long(i, lens[i]));
	for (int i = 0; i < N; i++)
		check_body(place, i, lens[i]);
	put_at(place, "/site", make_long(20, 33333));
	check_body(place, 20, 33333);
	check_body(place, 19, lens[19]);
	check_body(place, 21, lens[21]);
}

static int64_t count_bytes(struct place *place)
{
	sqlite3_stmt *row;
	int64_t bytes;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	sqlite3_prepare_v2(db,
			   "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
			   -1, &row, NULL);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	bytes = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(db);
	return bytes;
}

/* What the file holds besides the bodies is little: 200 bytes a post, and pages are full. */
static void test_full_pages(void **context)
{
	enum { N = 800 };
	struct place *place = *context;
	int64_t bytes = 0, before = count_bytes(place), size;
	struct err err;

	pass(place, "/site");
	assert_int_equal(index_begin(place->index, &err), 0);
	for (int i = 0; i < N; i++) {
		size_t len = 210 + (size_t)i * 7919 % 9000;

		put_at(place, "/site", make_long(i, len));
		bytes += (int64_t)len;
	}
	assert_int_equal(index_commit(place->index, &err), 0);
	size = count_bytes(place) - before;
	if (size > bytes * 102 / 100 + N * 200)
		fail_msg("%lld bytes for %lld", (long long)size, (long long)bytes);
}

static int64_t log_bytes(const struct place *place)
{
	struct str path = { 0 };
	struct stat log;
	int64_t bytes;

	str_format(&path, "%s-wal", place->path);
	bytes = stat(path.bytes, &log) == 0 ? log.st_size : 0;
	str_release(&path);
	return bytes;
}

/* Whoever wrote much leaves no long log behind, which the next to open the file would have to read,
 * also while somebody reads; who only reads leaves one as it is. */
static void test_long_log(void **context)
{
	enum { N = 2000, MIB = 1024 * 1024 };
	struct place *place = *context;
	struct index *reader, *other;
	struct err err;

	reader = index_open(place->path, INDEX_READ, NULL, &err);
	other = index_open(place->path, INDEX_READ, NULL, &err);
	assert_non_null(reader);
	assert_non_null(other);
	pass(place, "/site");
	assert_int_equal(index_begin(place->index, &err), 0);
	for (int i = 0; i < N; i++)
		put_at(place, "/site", make_long(i, 6000));
	assert_int_equal(index_commit(place->index, &err), 0);
	assert_true(log_bytes(place) > 10 * MIB);
	index_close(other);
	assert_true(log_bytes(place) > 10 * MIB);
	open_again(place, INDEX_WRITE);
	assert_true(log_bytes(place) < 5 * MIB);
	index_close(reader);
}

static void check_base(struct place *place, const char *path, const char *url, const char *base)
{
	struct post post = make_post(path, path, 1000, url, path), back;
	struct err err = { "" };

	free(post.base);
	post.base = mem_string(base);
	assert_int_equal(index_put(place->index, "/site", path, 1, 1, &post, &err), 0);
	assert_true(index_post(place->index, post.id, &back));
	if (base)
		assert_string_equal(back.base, base);
	else
		assert_null(back.base);
	assert_string_equal(back.site, "https://example.org/");
	post_release(&back);
	post_release(&post);
}

static void test_bases(void **context)
{
	struct place *place = *context;

	pass(place, "/site");
	check_base(place, "a.md", NULL, "file:///site/a.md");
	check_base(place, "b/c.md", NULL, "file:///site/b/c.md");
	check_base(place, "d.md", NULL, "file:///other/d.md");
	check_base(place, "e.md", "https://example.org/e/", "https://example.org/e/");
	check_base(place, "f.md", "https://example.org/f/", "https://example.org/news/f.md");
	check_base(place, "g.md", NULL, "g.md");
	check_base(place, "h.md", NULL, "7");
	check_base(place, "", NULL, "file:///site/alone.md");
	check_base(place, "i.md", NULL, NULL);
}

static void test_order(void **context)
{
	struct place *place = *context;
	struct listing *listing;

	pass(place, "/site");
	put(place, "b", "B", 2000);
	put(place, "u", "U", 0);
	put(place, "c", "C", 3000);
	put(place, "a", "A", 1000);
	check_listed(place, NULL, "C B A U");
	check_listed(place, "/site", "C B A U");
	check_listed(place, "/other", "");
	listing = list(place, NULL, true);
	check_titles(listing, "A B C U");
	listing_free(listing);
}

/* Posts of one time stand in one order, however they came. */
static void test_ties(void **context)
{
	struct place *place = *context;
	struct listing *before, *after;

	pass(place, "/site");
	for (int i = 0; i < 20; i++) {
		char name[8];

		snprintf(name, sizeof(name), "p%d", i);
		put(place, name, name, 5000);
	}
	before = list(place, NULL, false);
	for (int i = 19; i >= 0; i--) {
		struct str name = { 0 };

		str_format(&name, "p%d", i);
		put_at(place, "/site",
		       make_post(name.bytes, name.bytes, 5000, NULL,
				 "Another body, the same time."));
		str_release(&name);
	}
	for (int i = 0; i < 20; i++) {
		char name[8];

		snprintf(name, sizeof(name), "p%d", i);
		put(place, name, name, 5000);
	}
	after = list(place, NULL, false);
	assert_int_equal(listing_n_rows(after), 20);
	for (size_t i = 0; i < 20; i++) {
		char id[POST_ID_ROOM];

		memcpy(id, listing_row(before, i)->id, sizeof(id));
		assert_string_equal(id, listing_row(after, i)->id);
	}
	listing_free(before);
	listing_free(after);
}

static void test_keep_and_sweep(void **context)
{
	struct place *place = *context;
	struct err err;

	pass(place, "/site");
	put(place, "a", "A", 1000);
	put(place, "b", "B", 2000);
	assert_int_equal(index_put(place->index, "/site", "README", 7, 8, NULL, &err), 0);
	assert_int_equal(sweep(place, "/site"), 0);
	check_listed(place, NULL, "B A");
	pass(place, "/site");
	assert_true(index_keep(place->index, "/site", "a", 1, 1));
	assert_false(index_keep(place->index, "/site", "b", 1, 2));
	assert_false(index_keep(place->index, "/site", "b", 2, 1));
	assert_false(index_keep(place->index, "/site", "c", 1, 1));
	assert_true(index_keep(place->index, "/site", "README", 7, 8));
	assert_int_equal(sweep(place, "/site"), 1);
	check_listed(place, NULL, "A");
	open_again(place, INDEX_WRITE);
	pass(place, "/site");
	assert_true(index_keep(place->index, "/site", "a", 1, 1));
	assert_true(index_keep(place->index, "/site", "README", 7, 8));
	put(place, "a", "A2", 1000);
	assert_int_equal(index_put(place->index, "/site", "a", 1, 3, NULL, &err), 0);
	assert_int_equal(sweep(place, "/site"), 0);
	check_listed(place, NULL, "");
}

static void test_refresh(void **context)
{
	struct place *place = *context;
	struct listing *listing;
	struct index *reader;
	struct err err;

	pass(place, "/site");
	put(place, "a", "A", 1000);
	reader = index_open(place->path, INDEX_READ, NULL, &err);
	listing = listing_new(reader, place->state, &(struct listing_spec){ 0 }, &err);
	check_titles(listing, "A");
	assert_false(listing_refresh(listing));
	put(place, "b", "B", 2000);
	assert_true(listing_refresh(listing));
	check_titles(listing, "B A");
	put(place, "b", "B", 2000);
	assert_false(listing_refresh(listing));
	put(place, "b", "B again", 500);
	assert_true(listing_refresh(listing));
	check_titles(listing, "A B again");
	listing_free(listing);
	index_close(reader);
}

static void test_abort(void **context)
{
	struct place *place = *context;
	struct err err;

	pass(place, "/site");
	put(place, "a", "A", 1000);
	assert_int_equal(index_begin(place->index, &err), 0);
	put(place, "b", "B", 2000);
	index_abort(place->index);
	check_listed(place, NULL, "A");
	pass(place, "/site");
	assert_true(index_keep(place->index, "/site", "a", 1, 1));
	assert_false(index_keep(place->index, "/site", "b", 1, 1));
	put(place, "b", "B", 2000);
	sweep(place, "/site");
	check_listed(place, NULL, "B A");
}

/* The same URL: the fullest body wins, the other takes its place when it goes. */
static void test_same_url(void **context)
{
	struct place *place = *context;
	struct post post;
	char id[POST_ID_ROOM];

	pass(place, "/feed");
	put_at(place, "/feed", make_post("1", "Stub", 1000, "http://example.org/x", "Short."));
	pass(place, "/site");
	put_at(place, "/site",
	       make_post("x.md", "Full", 2000, "https://example.org/x/", "The whole of it."));
	put(place, "y", "Other", 1500);
	check_listed(place, NULL, "Full Other");
	check_listed(place, "/feed", "Full");
	check_listed(place, "/site", "Full Other");
	assert_true(index_find(place->index, "/feed", "1", id));
	assert_true(index_post(place->index, id, &post));
	assert_string_equal(post.body, "The whole of it.");
	post_release(&post);
	sweep(place, "/feed");
	pass(place, "/site");
	sweep(place, "/site");
	check_listed(place, NULL, "Stub");
	check_listed(place, "/site", "");
	check_listed(place, "/feed", "Stub");
}

static void test_same_content(void **context)
{
	struct place *place = *context;
	struct err err;

	pass(place, "/2024");
	put_at(place, "/2024", make_post("a", "Hello", 1000, "https://2024.example.org/a", "Hi."));
	put_at(place, "/2024", make_post("e", "News", 500, "https://2024.example.org/e", ""));
	pass(place, "/2023");
	put_at(place, "/2023", make_post("a", "Hello", 1000, "https://2023.example.org/a", "Hi."));
	put_at(place, "/2023", make_post("b", "Hello", 1000, "https://2023.example.org/b", "Ho."));
	put_at(place, "/2023", make_post("e", "News", 500, "https://2023.example.org/e", ""));
	{
		struct listing *listing = list(place, "/2024", false);

		check_titles(listing, "Hello News");
		assert_string_equal(listing_row(listing, 0)->url, "https://2023.example.org/a");
		listing_free(listing);
	}
	assert_int_equal(index_remove_source(place->index, "/2023", &err), 0);
	check_listed(place, "/2024", "Hello News");
	check_listed(place, NULL, "Hello News");
	assert_int_equal(index_remove_source(place->index, "/2024", &err), 0);
	check_listed(place, NULL, "");
	assert_false(index_source(place->index, "/2024", &(struct index_source){ 0 }));
}

static void put_by_another(struct place *place, struct post post)
{
	struct err err;
	struct index *other = index_open(place->path, INDEX_WRITE, NULL, &err);

	assert_non_null(other);
	assert_int_equal(index_pass(other, "/feed", &err), 0);
	assert_int_equal(index_put(other, "/feed", post.path, 1, 1, &post, &err), 0);
	index_close(other);
	post_release(&post);
}

/* In an index that was empty, too, what another program put into it is found. */
static void test_twin_by_another(void **context)
{
	struct place *place = *context;

	pass(place, "/site");
	put(place, "a", "A", 1000);
	put_by_another(place, make_post("1", "Stub", 1000, "http://example.org/x", "Short."));
	put_at(place, "/site",
	       make_post("x.md", "Full", 2000, "https://example.org/x/", "The whole of it."));
	check_listed(place, NULL, "Full A");
	check_listed(place, "/feed", "Full");
}

static void test_twin_after_abort(void **context)
{
	struct place *place = *context;
	struct err err;

	pass(place, "/site");
	assert_int_equal(index_begin(place->index, &err), 0);
	put(place, "a", "A", 1000);
	index_abort(place->index);
	put_by_another(place, make_post("1", "Hello", 1000, "http://example.org/x", "Hi."));
	pass(place, "/site");
	put(place, "a", "A", 1500);
	put_at(place, "/site", make_post("y.md", "Hello", 1000, "https://example.org/y/", "Hi."));
	check_listed(place, NULL, "A Hello");
	check_listed(place, "/feed", "Hello");
}

/* Whatever comes and goes in whatever order: shelves and counts stay true. */
static void test_many_twins(void **context)
{
	static const char *const sources[] = { "/a", "/b", "/c" };
	struct place *place = *context;
	uint64_t dice = HASH_START;

	for (size_t i = 0; i < 3; i++)
		pass(place, sources[i]);
	for (int round = 0; round < 400; round++) {
		char path[8], url[40], body[8];
		const char *source;
		struct err err;
		size_t n_all, n_seen = 0;
		struct listing *listing;

		dice = hash_bytes(dice, &round, sizeof(round));
		source = sources[dice % 3];
		snprintf(path, sizeof(path), "%d", (int)(dice >> 8) % 4 & 3);
		snprintf(url, sizeof(url), "https://example.org/%d", (int)(dice >> 16) % 5 & 7);
		snprintf(body, sizeof(body), "%.*s", (int)(dice >> 24) % 4 & 3, "xyz");
		if ((dice >> 32) % 3 == 0)
			assert_int_equal(index_put(place->index, source, path, 1, 1, NULL, &err),
					 0);
		else
			put_at(place, source,
			       make_post(path, "T", (int64_t)(dice >> 40) % 3, url, body));
		listing = list(place, NULL, false);
		n_all = listing_n_rows(listing);
		for (size_t i = 0; i < n_all; i++)
			n_seen += *listing_row(listing, i)->title == 'T';
		assert_int_equal(n_seen, n_all);
		assert_int_equal(listing_find(listing, "0123456789abcdef"), -1);
		listing_free(listing);
		for (size_t i = 0; i < 3; i++) {
			struct index_source known;

			index_source(place->index, sources[i], &known);
			listing = list(place, sources[i], true);
			assert_int_equal(listing_n_rows(listing), known.n_posts);
			assert_true(known.n_posts <= n_all);
			listing_free(listing);
			index_source_release(&known);
		}
	}
}

static void spoil(struct place *place, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* A number that cannot be written is not forgotten because somebody looks at it. */
static void test_lost_count(void **context)
{
	struct place *place = *context;
	struct index_source source;
	struct err err;

	pass(place, "/site");
	put(place, "a", "First", 1000);
	spoil(place, "CREATE TRIGGER full BEFORE UPDATE OF n_posts ON sources"
		     " BEGIN SELECT RAISE(ABORT, 'full'); END");
	assert_int_equal(index_begin(place->index, &err), 0);
	put(place, "b", "Second", 2000);
	index_source(place->index, "/site", &source);
	index_source_release(&source);
	assert_int_equal(index_commit(place->index, &err), -1);
	spoil(place, "DROP TRIGGER full");
	check_listed(place, "/site", "First");
}

static void test_sources(void **context)
{
	struct place *place = *context;
	struct index_source source = { .address = mem_string("https://example.org/feed"),
				       .title = mem_string("Feed"),
				       .fingerprint = UINT64_C(0xfedcba9876543210),
				       .failures = 3,
				       .fetched = 5,
				       .etag = mem_string("\"x\"") };
	struct index_source back;
	struct err err;

	assert_false(index_source(place->index, source.address, &back));
	assert_int_equal(index_put_source(place->index, &source, &err), 0);
	source.failures = 4;
	assert_int_equal(index_put_source(place->index, &source, &err), 0);
	assert_true(index_source(place->index, source.address, &back));
	assert_string_equal(back.title, "Feed");
	assert_true(back.fingerprint == source.fingerprint);
	assert_int_equal(back.failures, 4);
	assert_int_equal(back.fetched, 5);
	assert_string_equal(back.etag, "\"x\"");
	assert_null(back.error);
	index_source_release(&back);
	index_source_release(&source);
}

static void test_find(void **context)
{
	static const struct {
		const char *source, *target, *title;
	} samples[] = {
		{ NULL, "https://example.org/a/", "A" },
		{ NULL, "http://example.org/a#part", "A" },
		{ "/site", "b", "B" },
		{ "/site", "./b", "B" },
		{ NULL, "b", "B" },
		{ "/other", "b", NULL },
		{ "/site", "the-slug", "S" },
		{ NULL, "https://example.org/none", NULL },
		{ NULL, "", NULL },
	};
	struct place *place = *context;
	struct post with_slug = make_post("s", "S", 1, NULL, "x");

	pass(place, "/site");
	put(place, "a", "A", 1000);
	put(place, "b", "B", 2000);
	with_slug.slug = mem_string("the-slug");
	put_at(place, "/site", with_slug);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char id[POST_ID_ROOM], again[POST_ID_ROOM];
		bool is_found = index_find(place->index, samples[i].source, samples[i].target, id);
		struct post post;

		assert_int_equal(is_found, samples[i].title != NULL);
		if (!is_found)
			continue;
		assert_true(index_post(place->index, id, &post));
		assert_string_equal(post.title, samples[i].title);
		assert_true(index_find(place->index, NULL, id, again));
		assert_string_equal(id, again);
		post_release(&post);
	}
}

static void overwrite(const char *path, const char *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, strlen(bytes), 0), strlen(bytes));
	close(fd);
}

static void test_damaged(void **context)
{
	struct place *place = *context;
	char *old = path_join(place->folder, "index.db.old");

	pass(place, "/site");
	put(place, "a", "A", 1000);
	index_close(place->index);
	place->index = NULL;
	overwrite(place->path, "This is no index at all, whatever it may be.");
	open_again(place, INDEX_READ);
	assert_int_equal(place->n_notes, 1);
	check_listed(place, NULL, "");
	assert_int_equal(access(old, F_OK), 0);
	pass(place, "/site");
	put(place, "b", "B", 1000);
	open_again(place, INDEX_READ);
	assert_int_equal(place->n_notes, 1);
	check_listed(place, NULL, "B");
	free(old);
}

static void check_old(struct place *place, const char *id, const char *body, const char *expected)
{
	char *old = index_old_body(place->index, id, hash_text(hash_text(HASH_START, "A"), body));

	if (expected)
		assert_string_equal(old, expected);
	else
		assert_null(old);
	free(old);
}

static void test_old_bodies(void **context)
{
	struct place *place = *context;
	struct post post = make_post("a", "A", 1000, "https://example.org/a/", "1");
	char id[POST_ID_ROOM];

	memcpy(id, post.id, sizeof(id));
	pass(place, "/site");
	put_at(place, "/site", post);
	check_old(place, id, "1", NULL);
	for (int i = 2; i <= 12; i++) {
		char body[8];

		snprintf(body, sizeof(body), "%d", i);
		put_at(place, "/site", make_post("a", "A", 1000, "https://example.org/a/", body));
	}
	check_old(place, id, "12", NULL);
	check_old(place, id, "11", "11");
	check_old(place, id, "4", "4");
	check_old(place, id, "3", NULL);
}

/* What was damaged while it was in use is set aside by the next start. */
static void test_damaged_in_use(void **context)
{
	struct place *place = *context;
	struct listing *listing;
	char junk[16384];
	int fd;

	pass(place, "/site");
	for (int i = 0; i < 500; i++) {
		char name[8];

		snprintf(name, sizeof(name), "%d", i);
		put(place, name, name, 1000 + i);
	}
	open_again(place, INDEX_READ);
	memset(junk, 0xA5, sizeof(junk));
	fd = open(place->path, O_WRONLY);
	assert_true(fd >= 0);
	for (off_t page = 3; page < 30; page++)
		pwrite(fd, junk, sizeof(junk), page * (off_t)sizeof(junk));
	close(fd);
	listing = list(place, NULL, true);
	for (size_t i = 0; i < listing_n_rows(listing); i++)
		listing_row(listing, i);
	listing_free(listing);
	assert_int_equal(place->n_notes, 0);
	open_again(place, INDEX_WRITE);
	assert_int_equal(place->n_notes, 1);
	check_listed(place, NULL, "");
	open_again(place, INDEX_WRITE);
	assert_int_equal(place->n_notes, 1);
}

static int no_tokenizer(void *context, const char **arguments, int n, Fts5Tokenizer **tokenizer)
{
	static char nothing;

	(void)context;
	(void)arguments;
	(void)n;
	*tokenizer = (Fts5Tokenizer *)&nothing;
	return SQLITE_OK;
}

static void end_tokenizer(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int no_tokens(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len,
		     int (*token)(void *, int, const char *, int, int, int))
{
	(void)tokenizer;
	(void)context;
	(void)flags;
	(void)text;
	(void)len;
	(void)token;
	return SQLITE_OK;
}

/* All tables with their columns, and all indices. */
static void read_schema(const char *path, struct str *out)
{
	static const char sql[] =
		"SELECT m.name, p.name, p.type, p.\"notnull\", p.dflt_value, p.pk, p.hidden"
		" FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) p"
		" WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
		" UNION ALL SELECT name, sql, NULL, NULL, NULL, NULL, NULL FROM sqlite_schema"
		" WHERE type = 'index' OR sql LIKE 'CREATE VIRTUAL%' ORDER BY 1, 2";
	sqlite3_stmt *row;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(row); i++) {
			const char *text = (const char *)sqlite3_column_text(row, i);

			str_format(out, "%s|", text ? text : "");
		}
		str_byte(out, '\n');
	}
	sqlite3_finalize(row);
	sqlite3_close(db);
}

/* A file of the first schema, as it was written then; in the end it has the tables of a new one. */
static void test_upgrade(void **context)
{
	static const char old[] =
		"DROP TABLE facts; DROP TABLE sources; DROP TABLE files; DROP TABLE sites;"
		"DROP TABLE posts; DROP TABLE parts; DROP TABLE shelves; DROP TABLE texts; DROP "
		"TABLE starts;"
		"DROP TABLE actions; DROP TABLE olds; PRAGMA user_version = 1;"
		"CREATE TABLE facts(n_posts INTEGER NOT NULL, changes INTEGER NOT NULL,"
		" last INTEGER NOT NULL);"
		"INSERT INTO facts VALUES(1, 7, 1);"
		"CREATE TABLE sources(s INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE,"
		" title TEXT, url TEXT, fingerprint INTEGER, fetched INTEGER, tried INTEGER,"
		" next INTEGER, bytes INTEGER, failures INTEGER, error TEXT, etag TEXT,"
		" modified TEXT, moved TEXT, n_posts INTEGER NOT NULL DEFAULT 0,"
		" texts INTEGER NOT NULL DEFAULT 0);"
		"INSERT INTO sources(address, etag, n_posts, texts) VALUES('/site', 'x', 1, 1);"
		"CREATE TABLE files(s INTEGER NOT NULL, key INTEGER NOT NULL,"
		" size INTEGER NOT NULL, mtime INTEGER NOT NULL, n INTEGER,"
		" PRIMARY KEY(s, key)) WITHOUT ROWID;"
		"CREATE TABLE sites(site INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE);"
		"CREATE TABLE posts(n INTEGER PRIMARY KEY, id INTEGER NOT NULL,"
		" lead INTEGER NOT NULL, s INTEGER NOT NULL, content INTEGER NOT NULL,"
		" body_len INTEGER NOT NULL, print INTEGER NOT NULL, published INTEGER,"
		" published_zone INTEGER, updated INTEGER, updated_zone INTEGER,"
		" kind INTEGER NOT NULL, keep_breaks INTEGER NOT NULL, site INTEGER,"
		" path TEXT NOT NULL, title TEXT NOT NULL, authors TEXT, categories TEXT,"
		" tags TEXT, url TEXT, base TEXT, excerpt TEXT, cover_url TEXT, cover_alt TEXT,"
		" slug TEXT, lang TEXT, ticket TEXT, problem TEXT, repaired TEXT);"
		"CREATE INDEX posts_id ON posts(id);"
		"CREATE INDEX posts_source ON posts(s);"
		"CREATE INDEX posts_content ON posts(content);"
		"CREATE INDEX posts_slug ON posts(slug) WHERE slug IS NOT NULL;"
		"CREATE INDEX posts_lead ON posts(lead) WHERE lead <> n;"
		"CREATE TABLE bodies(n INTEGER PRIMARY KEY, body TEXT NOT NULL);"
		"CREATE TABLE shelves(s INTEGER NOT NULL, seconds INTEGER NOT NULL,"
		" id INTEGER NOT NULL, n INTEGER NOT NULL,"
		" PRIMARY KEY(s, seconds DESC, id)) WITHOUT ROWID;"
		"INSERT INTO posts(n, id, lead, s, content, body_len, print, published, kind,"
		" keep_breaks, site, path, title)"
		" VALUES(1, 10, 1, 1, 5, 3000, 6, 1000, 0, 0, 3, 'a', 'A');"
		"INSERT INTO sites VALUES(2, 'https://other.example/'), (3, 'https://a.example/');"
		"INSERT INTO bodies VALUES(1, replace(printf('%1500s', ''), ' ', 'é'));"
		"INSERT INTO shelves VALUES(0, 1000, 10, 1), (1, 1000, 10, 1);";
	struct str schema = { 0 }, upgraded = { 0 };
	struct place *place = *context;
	struct index_source source;
	struct post post;
	sqlite3 *db;

	index_close(place->index);
	place->index = NULL;
	read_schema(place->path, &schema);
	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	{
		fts5_tokenizer none = { 0 };
		fts5_api *api = NULL;
		sqlite3_stmt *row;

		sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &row, NULL);
		sqlite3_bind_pointer(row, 1, (void *)&api, "fts5_api_ptr", NULL);
		sqlite3_step(row);
		sqlite3_finalize(row);
		none = (fts5_tokenizer){ no_tokenizer, end_tokenizer, no_tokens };
		api->xCreateTokenizer(api, "hallway", NULL, &none, NULL);
	}
	if (sqlite3_exec(db, old, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
	open_again(place, INDEX_READ);
	assert_int_equal(place->n_notes, 0);
	check_listed(place, "/site", "A");
	assert_true(index_source(place->index, "/site", &source));
	assert_string_equal(source.etag, "x");
	index_source_release(&source);
	assert_true(index_post(place->index, "000000000000000a", &post));
	assert_int_equal(post.body_len, 3000);
	assert_memory_equal(post.body + 2998, "é", 2);
	assert_string_equal(post.site, "https://a.example/");
	post_release(&post);
	open_again(place, INDEX_WRITE);
	assert_true(index_next_bare(place->index, "/site", &post));
	post_release(&post);
	read_schema(place->path, &upgraded);
	assert_string_equal(upgraded.bytes, schema.bytes);
	str_release(&upgraded);
	str_release(&schema);
}

static void test_newer(void **context)
{
	struct place *place = *context;
	sqlite3 *db;

	index_close(place->index);
	place->index = NULL;
	assert_int_equal(sqlite3_open(place->path, &db), SQLITE_OK);
	sqlite3_exec(db, "PRAGMA user_version = 1000", NULL, NULL, NULL);
	sqlite3_close(db);
	open_again(place, INDEX_WRITE);
	assert_int_equal(place->n_notes, 1);
	check_listed(place, NULL, "");
}

/* A reader goes on with the index that was put in place of its own. */
static void test_replaced(void **context)
{
	struct place *place = *context;
	struct listing *listing;
	struct index *reader;
	struct err err;
	char *elsewhere = path_join(place->folder, "index.db.old");

	pass(place, "/site");
	put(place, "a", "A", 1000);
	reader = index_open(place->path, INDEX_READ, NULL, &err);
	listing = listing_new(reader, place->state, &(struct listing_spec){ 0 }, &err);
	check_titles(listing, "A");
	index_close(place->index);
	place->index = NULL;
	assert_int_equal(rename(place->path, elsewhere), 0);
	free(elsewhere);
	assert_false(listing_refresh(listing));
	open_again(place, INDEX_WRITE);
	pass(place, "/site");
	put(place, "b", "B", 1000);
	assert_true(listing_refresh(listing));
	check_titles(listing, "B");
	listing_free(listing);
	index_close(reader);
}

static void test_no_place(void **context)
{
	struct place *place = *context;
	struct err err = { "" };
	struct index *index = index_open("/dev/null/index.db", INDEX_WRITE, &place->notes, &err);

	assert_null(index);
	assert_true(*err.text != '\0');
	index = index_open("/dev/null/index.db", INDEX_READ, &place->notes, &err);
	assert_non_null(index);
	assert_int_equal(place->n_notes, 1);
	index_close(index);
}

/* More rows than pages: from both ends and from the middle the same. */
static void test_long_list(void **context)
{
	enum { N = 3000 };
	struct place *place = *context;
	struct listing *ends, *whole;
	struct err err;

	pass(place, "/site");
	assert_int_equal(index_begin(place->index, &err), 0);
	for (int i = 0; i < N; i++) {
		char name[8];

		snprintf(name, sizeof(name), "%d", i);
		put(place, name, name, i / 3);
	}
	assert_int_equal(index_commit(place->index, &err), 0);
	ends = list(place, NULL, false);
	whole = list(place, NULL, false);
	assert_int_equal(listing_n_rows(ends), N);
	assert_non_null(listing_row(whole, N / 2));
	for (size_t i = 0; i < N; i++) {
		size_t at = i % 2 ? N - 1 - i : i;
		char id[POST_ID_ROOM];

		memcpy(id, listing_row(whole, at)->id, sizeof(id));
		assert_string_equal(listing_row(ends, at)->id, id);
		if (i % 100 == 0)
			assert_int_equal(listing_find(ends, id), at);
	}
	listing_free(ends);
	listing_free(whole);
}

static void test_state(void **context)
{
	struct place *place = *context;
	struct listing *listing;
	const struct row *row;
	struct err err;

	pass(place, "/site");
	put(place, "a", "A", 1000);
	put(place, "b", "B", 2000);
	put(place, "c", "C", 3000);
	listing = list(place, NULL, false);
	assert_int_equal(listing_unread(listing, -1, false), 0);
	row = listing_row(listing, 0);
	assert_false(row->state.is_read);
	state_mark_read(place->state, row->id, true, 42, &err);
	row = listing_row(listing, 0);
	assert_true(row->state.is_read);
	assert_true(row->is_changed);
	assert_int_equal(listing_unread(listing, -1, false), 1);
	assert_int_equal(listing_unread(listing, 1, true), -1);
	assert_int_equal(listing_unread(listing, 2, true), 1);
	assert_int_equal(listing_unread(listing, 2, false), -1);
	listing_free(listing);
}

static void check_count(struct tally_count count, size_t n_unread, size_t n_posts)
{
	assert_int_equal(count.n_unread, n_unread);
	assert_int_equal(count.n_posts, n_posts);
}

/* What is unread follows marks and posts; a post of two sources is one of all. */
static void test_tally(void **context)
{
	struct place *place = *context;
	struct strings sources = { 0 }, queries = { 0 };
	struct tally *tally;
	struct post twin = make_post("b.md", "b", 200, "https://example.org/b/", "Other.");
	char id[STATE_ID_ROOM];
	struct err err;
	size_t n;

	memcpy(id, twin.id, sizeof(id));
	strings_add(&sources, "/site");
	strings_add(&sources, "/none");
	strings_add(&sources, "/twin");
	pass(place, "/site");
	put(place, "a", "a", 100);
	put(place, "b", "b", 200);
	pass(place, "/twin");
	put_at(place, "/twin", twin);
	tally = tally_new(place->index, place->state, &sources, &queries);
	check_count(tally_of(tally, 0), 0, 0);
	assert_true(tally_refresh(tally, false));
	assert_false(tally_refresh(tally, false));
	check_count(tally_of(tally, 0), 2, 2);
	check_count(tally_of(tally, 1), 0, 0);
	check_count(tally_of(tally, 2), 1, 1);
	check_count(tally_of(tally, 3), 0, 0);
	check_count(tally_all(tally), 2, 2);
	assert_int_equal(state_mark_read(place->state, id, true, 1, &err), 0);
	assert_true(tally_refresh(tally, false));
	check_count(tally_of(tally, 0), 1, 2);
	check_count(tally_of(tally, 2), 0, 1);
	check_count(tally_all(tally), 1, 2);
	assert_int_equal(state_undo(place->state, &n, id, &err), 0);
	assert_true(tally_refresh(tally, false));
	check_count(tally_all(tally), 2, 2);
	put(place, "c", "c", 300);
	strings_add(&sources, "/more");
	assert_true(tally_refresh(tally, false));
	check_count(tally_of(tally, 0), 3, 3);
	check_count(tally_of(tally, 3), 0, 0);
	pass(place, "/more");
	put_at(place, "/more", make_post("d", "d", 1, NULL, "D"));
	assert_true(tally_refresh(tally, false));
	check_count(tally_of(tally, 3), 1, 1);
	check_count(tally_all(tally), 4, 4);
	pass(place, "/site");
	sweep(place, "/site");
	assert_true(tally_refresh(tally, false));
	check_count(tally_of(tally, 0), 0, 0);
	check_count(tally_all(tally), 2, 2);
	tally_free(tally);
	strings_release(&sources);
	strings_release(&queries);
}

/* What queries find is counted like sources; one that asks for marks is run when there is time. */
static void test_tally_queries(void **context)
{
	struct place *place = *context;
	struct strings sources = { 0 }, queries = { 0 };
	struct post post = make_post("b", "b", 200, NULL, "B");
	struct tally *tally;
	char id[STATE_ID_ROOM];
	struct err err;

	memcpy(id, post.id, sizeof(id));
	strings_add(&sources, "/site");
	strings_add(&queries, "is:unread");
	strings_add(&queries, "after:1969");
	strings_add(&queries, "is:");
	pass(place, "/site");
	put(place, "a", "a", 100);
	put_at(place, "/site", post);
	tally = tally_new(place->index, place->state, &sources, &queries);
	check_count(tally_found(tally, 0), 0, 0);
	assert_true(tally_refresh(tally, false));
	check_count(tally_found(tally, 0), 2, 2);
	check_count(tally_found(tally, 1), 2, 2);
	check_count(tally_found(tally, 2), 0, 0);
	assert_int_equal(state_mark_read(place->state, id, true, 1, &err), 0);
	assert_true(tally_refresh(tally, true));
	check_count(tally_found(tally, 0), 1, 2);
	check_count(tally_found(tally, 1), 1, 2);
	assert_false(tally_refresh(tally, true));
	assert_true(tally_refresh(tally, false));
	check_count(tally_found(tally, 0), 1, 1);
	assert_false(tally_refresh(tally, false));
	tally_free(tally);
	strings_release(&sources);
	strings_release(&queries);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_round_trip, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_bodies, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_full_pages, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_long_log, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_bases, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_ties, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_keep_and_sweep, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_refresh, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_abort, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_same_url, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_same_content, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_twin_by_another, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_twin_after_abort, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_many_twins, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_lost_count, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sources, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_find, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_damaged, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_old_bodies, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_damaged_in_use, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_upgrade, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_newer, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_replaced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_no_place, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_long_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_state, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_tally, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_tally_queries, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("index", tests, NULL, NULL);
}
