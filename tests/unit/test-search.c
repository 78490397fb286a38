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

#include "base/hash.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "store/listing.h"
#include "store/snippet.h"

struct place {
	char folder[32];
	char *path;
	struct index *index;
	struct state *state;
};

static const struct sample {
	const char *source, *path, *title, *author, *category, *tag, *lang, *body;
	int64_t day; /* of 2024, 0: undated */
	int zone;
	bool has_ticket, has_image;
} samples[] = {
	{ "/one", "a", "Tickets are on sale", "Ada Lovelace", "Tickets", "sale", "en",
	  "Buy **yours** at [the shop](https://example.org/shop) before the hall is full.", 10, 0,
	  true, false },
	{ "/one", "b", "Keynote: Grace Hopper", "Alan Turing\nAda Lovelace", "Speakers", NULL, "en",
	  "She will talk about compilers and the e-mail of old.", 20, 0, false, true },
	{ "/one", "c", "Zürich, naïve straße", "Konrad Zuse", NULL, NULL, "de-AT",
	  "Ein Café in der Halle.", 30, 0, false, false },
	{ "/two", "d", "東京の会議", NULL, NULL, NULL, "ja", "タワーの隣で開催します。", 40, 0,
	  false, false },
	{ "/two", "e", "Schedule", "Ada Byron", "Speakers", NULL, NULL,
	  "The schedule is here: talks, tutorials, sprints.", 366, -720, false, false },
	{ "/two", "f", "No date", NULL, NULL, NULL, NULL, "Nothing was said about when.", 0, 0,
	  false, false },
};

enum { N_SAMPLES = sizeof(samples) / sizeof(*samples) };

static void add(struct strings *strings, const char *texts)
{
	while (texts && *texts) {
		size_t len = strcspn(texts, "\n");

		strings_add_bytes(strings, texts, len);
		texts += len + (texts[len] == '\n');
	}
}

static struct post make_post(const struct sample *sample)
{
	struct post post = {
		.source = mem_string(sample->source),
		.path = mem_string(sample->path),
		.title = mem_string(sample->title),
		.lang = mem_string(sample->lang),
		.body = mem_string(sample->body),
		.body_len = strlen(sample->body),
		/* 2024-01-01 is day 19723. */
		.published = { sample->day > 0, true, (19722 + sample->day) * INT64_C(86400), 0 },
	};

	post.published.offset = sample->zone;
	add(&post.authors, sample->author);
	add(&post.categories, sample->category);
	add(&post.tags, sample->tag);
	post.content = hash_text(hash_text(HASH_START, post.title), post.body);
	post_identify(&post);
	return post;
}

static void put_posts(struct place *place)
{
	struct err err = { "" };

	index_pass(place->index, "/one", &err);
	index_pass(place->index, "/two", &err);
	for (size_t i = 0; i < N_SAMPLES; i++) {
		struct post post = make_post(&samples[i]);

		if (index_put(place->index, samples[i].source, post.path, 1, 1, &post, &err) < 0)
			fail_msg("%s", err.text);
		post_release(&post);
	}
}

static const struct sample *sample_of(const struct post *post)
{
	for (size_t i = 0; i < N_SAMPLES; i++) {
		if (strcmp(samples[i].path, post->path) == 0)
			return &samples[i];
	}
	return NULL;
}

static void put_words(struct place *place, const char *source)
{
	struct err err = { "" };
	struct post post;

	while (index_next_bare(place->index, source, &post)) {
		const struct sample *sample = sample_of(&post);
		struct post_link items[2] = {
			{ .number = 1,
			  .text = (char *)"the shop",
			  .url = (char *)"https://example.org/shop",
			  .kind = "ticket",
			  .action = "ticket" },
			{ .number = 2, .text = (char *)"", .url = (char *)"x.png", .kind = "image" }
		};
		bool has_ticket = sample && sample->has_ticket;
		bool has_image = sample && sample->has_image;
		struct links links = { items + !has_ticket, (size_t)has_ticket + has_image };

		if (has_ticket)
			post.ticket = mem_string("https://example.org/shop");
		if (index_put_texts(place->index, &post, &links, post.body, &err) < 0)
			fail_msg("%s", err.text);
		post_release(&post);
	}
}

static int set_up(void **context)
{
	static const char name[] = "/tmp/hallway-search-XXXXXX";
	struct place *place = mem_alloc(1, sizeof(*place));
	struct err err;

	memcpy(place->folder, name, sizeof(name));
	if (!mkdtemp(place->folder))
		return -1;
	place->path = path_join(place->folder, "index.db");
	place->state = state_open(place->folder, "here", NULL, &err);
	place->index = index_open(place->path, INDEX_WRITE, NULL, &err);
	*context = place;
	put_posts(place);
	return 0;
}

static int tear_down(void **context)
{
	static const char *const names[] = { "index.db", "index.db-wal", "index.db-shm",
					     "here.log" };
	struct place *place = *context;

	index_close(place->index);
	state_close(place->state);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		char *path = path_join(place->folder, names[i]);

		unlink(path);
		free(path);
	}
	rmdir(place->folder);
	free(place->path);
	free(place);
	return 0;
}

static struct listing *open_spec(struct place *place, struct listing_spec spec)
{
	struct err err = { "" };
	struct listing *listing = listing_new(place->index, place->state, &spec, &err);

	if (!listing)
		fail_msg("%s: %s", spec.query ? spec.query : "", err.text);
	return listing;
}

/* The paths of the rows, a letter each; a group's name stands before its first row. */
static char *paths_of(struct listing *listing)
{
	struct str paths = { 0 };

	for (size_t i = 0; i < listing_n_rows(listing); i++) {
		const struct row *row = listing_row(listing, i);

		if (row->group)
			str_format(&paths, "(%s)", row->group);
		str_text(&paths, row->path);
	}
	return str_take(&paths);
}

static void check(struct place *place, struct listing_spec spec, const char *expected)
{
	struct listing *listing = open_spec(place, spec);
	char *paths = paths_of(listing);

	if (strcmp(paths, expected) != 0)
		fail_msg("%s: %s, not %s", spec.query ? spec.query : "", paths, expected);
	free(paths);
	listing_free(listing);
}

static void check_query(struct place *place, const char *query, const char *expected)
{
	check(place, (struct listing_spec){ .query = query }, expected);
}

/* What is found with the full text; `early` is what is found before it is there, where it differs.
 */
static const struct {
	const char *query, *paths, *early;
} queries[] = {
	{ "", "edcbaf", NULL },
	{ "ticket", "a", NULL },
	{ "TICK", "a", NULL },
	{ "ada", "eba", NULL },
	{ "ada lovelace", "ba", NULL },
	{ "\"ada lovelace\"", "ba", NULL },
	{ "\"lovelace ada\"", "", NULL },
	{ "author:ada -tickets", "eb", NULL },
	{ "author:hopper", "", NULL },
	{ "title:hopper", "b", NULL },
	{ "hall", "ca", "" },
	{ "\"hall\"", "a", "" },
	{ "zurich", "c", NULL },
	{ "NAIVE strasse", "c", NULL },
	{ "cafe", "c", "" },
	{ "東京", "d", NULL },
	{ "京東", "", NULL },
	{ "会議", "d", NULL },
	{ "タワー", "d", "" },
	{ "e-mail", "b", "" },
	{ "mail", "b", "" },
	{ "\"e mail\"", "b", "" },
	{ "category:speakers", "eb", NULL },
	{ "tag:sale", "a", NULL },
	{ "tag:tickets", "", NULL },
	{ "category:speakers or tag:sale", "eba", NULL },
	{ "-category:speakers", "dcaf", NULL },
	{ "-(ada or zuse)", "df", NULL },
	{ "not ada", "dcf", NULL },
	{ "ada (turing or byron)", "eb", NULL },
	{ "source:two", "edf", NULL },
	{ "source:TWO ada", "e", NULL },
	{ "lang:de", "c", NULL },
	{ "lang:de-at", "c", "" },
	{ "lang:d", "", NULL },
	{ "has:ticket", "a", "" },
	{ "has:image", "b", "" },
	{ "-has:image", "edcaf", "edcbaf" },
	{ "year:2024", "edcba", NULL },
	{ "year:2025", "", NULL },
	{ "-year:2024", "f", NULL },
	{ "after:2024-01-20", "edcb", NULL },
	{ "before:2024-01-20", "a", NULL },
	{ "date:2024-01-20", "b", NULL },
	{ "date:2024-01", "cba", NULL },
	{ "date:2024-12-30", "e", NULL },
	{ "after:2024-12-31", "", NULL },
	{ "after:7d", "", NULL },
	{ "nothing", "f", "" },
	{ "the schedule is", "e", "" },
	{ "\"the schedule is here\"", "e", "" },
	{ "shop", "a", "" },
	{ "z", "c", NULL },
	{ "z n", "c", NULL },
	{ "3", "", NULL },
	{ "sh", "ba", "" },
	{ "sh sho", "a", "" },
	{ "-s", "d", "df" },
	{ "title:s", "eca", NULL },
	{ "title:SC", "e", NULL },
	{ "title:s title:st", "c", NULL },
	{ "title:l", "", NULL },
	{ "author:l", "ba", NULL },
	{ "author:lo", "ba", NULL },
	{ "author:h", "", NULL },
	{ "category:s", "eb", NULL },
	{ "category:ti", "a", NULL },
	{ "tag:s", "a", NULL },
	{ "tag:ti", "", NULL },
	{ "-title:s", "dbf", NULL },
	{ "tt", "", NULL },
	{ "zzz", "", NULL },
	{ "\" ; DROP TABLE posts\"", "", NULL },
	{ "a\"b\"", "", NULL },
	{ "NEAR", "", NULL },
	{ "AND", "b", "" },
};

static void test_queries(void **context)
{
	struct place *place = *context;

	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++)
		check_query(place, queries[i].query,
			    queries[i].early ? queries[i].early : queries[i].paths);
	put_words(place, "/one");
	put_words(place, "/two");
	for (size_t i = 0; i < sizeof(queries) / sizeof(*queries); i++)
		check_query(place, queries[i].query, queries[i].paths);
}

static void test_mistake(void **context)
{
	struct place *place = *context;
	struct err err = { "" };

	assert_null(listing_new(place->index, place->state,
				&(struct listing_spec){ .query = "foo:bar" }, &err));
	assert_non_null(strstr(err.text, "foo"));
}

static void test_orders(void **context)
{
	struct place *place = *context;

	check(place, (struct listing_spec){ .is_reversed = true }, "abcdef");
	check(place, (struct listing_spec){ .query = "ada", .is_reversed = true }, "abe");
	check(place, (struct listing_spec){ .query = "-ada", .is_reversed = true }, "cdf");
	check(place, (struct listing_spec){ .order = LISTING_TITLE }, "bfeacd");
	check(place, (struct listing_spec){ .order = LISTING_TITLE, .is_reversed = true },
	      "dcaefb");
	check(place, (struct listing_spec){ .order = LISTING_AUTHOR }, "eabcdf");
	check(place, (struct listing_spec){ .order = LISTING_AUTHOR, .is_reversed = true },
	      "cbaedf");
	check(place, (struct listing_spec){ .order = LISTING_SOURCE }, "cbaedf");
	put_words(place, "/one");
	put_words(place, "/two");
	check(place,
	      (struct listing_spec){ .query = "schedule or hall", .order = LISTING_RELEVANCE },
	      "eca");
	check(place, (struct listing_spec){ .order = LISTING_RELEVANCE }, "edcbaf");
}

/* Number i of many: the lower, the newer; the last two have the word in their titles. */
static void put_many(struct place *place, size_t i)
{
	struct sample sample = { .source = "/many", .body = "About a hubbub." };
	struct str path = { 0 }, title = { 0 };
	struct post post;
	struct err err;

	str_format(&path, "%zu", i);
	sample.path = path.bytes;
	sample.day = LISTING_RANKED + 1 - (int64_t)i;
	str_format(&title, i < LISTING_RANKED - 1 ? "Post %zu" : "Hubbub %zu", i);
	sample.title = title.bytes;
	post = make_post(&sample);
	assert_int_equal(index_put(place->index, "/many", path.bytes, 1, 1, &post, &err), 0);
	post_release(&post);
	str_release(&title);
	str_release(&path);
}

/* Each post is read as what it holds now, however many they are. */
static void check_all_read(struct place *place, struct listing *listing)
{
	struct err err;
	size_t n;

	assert_int_equal(listing_mark_read(listing, &n, &err), 0);
	assert_int_equal(n, listing_n_rows(listing));
	for (size_t i = 0; i < n; i += 97) {
		const struct row *row = listing_row(listing, i);
		struct post post;

		assert_true(row->state.is_read);
		assert_true(index_post(place->index, row->id, &post));
		assert_true(row->state.content == post.content);
		assert_false(row->is_changed);
		post_release(&post);
	}
}

/* Only the newest are sorted by relevance: the oldest post stays the last, well as it matches. */
static void test_many_ranked(void **context)
{
	struct place *place = *context;
	struct listing *listing;
	struct err err;

	assert_int_equal(index_begin(place->index, &err), 0);
	assert_int_equal(index_pass(place->index, "/many", &err), 0);
	for (size_t i = 0; i <= LISTING_RANKED; i++)
		put_many(place, i);
	put_words(place, "/many");
	assert_int_equal(index_commit(place->index, &err), 0);
	listing = open_spec(place,
			    (struct listing_spec){ .query = "hubbub", .order = LISTING_RELEVANCE });
	assert_int_equal(listing_n_rows(listing), LISTING_RANKED + 1);
	assert_string_equal(listing_row(listing, 0)->path, "9999");
	assert_string_equal(listing_row(listing, 1)->path, "0");
	assert_string_equal(listing_row(listing, LISTING_RANKED)->path, "10000");
	check_all_read(place, listing);
	listing_free(listing);
}

static void test_groups(void **context)
{
	struct place *place = *context;
	struct listing *listing;
	struct listing_group group;
	struct err err;

	check(place, (struct listing_spec){ .grouping = LISTING_BY_SOURCE }, "(/one)cba(/two)edf");
	check(place, (struct listing_spec){ .grouping = LISTING_BY_YEAR }, "(2024)edcba(Undated)f");
	check(place,
	      (struct listing_spec){ .grouping = LISTING_BY_CATEGORY, .order = LISTING_TITLE },
	      "(Speakers)be(Tickets)a(Without a category)fcd");
	listing = open_spec(place, (struct listing_spec){ .grouping = LISTING_BY_SOURCE });
	assert_int_equal(listing_n_groups(listing), 2);
	state_mark_read(place->state, listing_row(listing, 1)->id, true, 1, &err);
	group = listing_group(listing, 0);
	assert_string_equal(group.name, "/one");
	assert_int_equal(group.first, 0);
	assert_int_equal(group.n_rows, 3);
	assert_int_equal(group.n_unread, 2);
	assert_int_equal(listing_n_unread(listing), 5);
	listing_free(listing);
}

static void test_state_terms(void **context)
{
	struct place *place = *context;
	struct listing *unread;
	size_t n_marked, n_undone;
	char id[STATE_ID_ROOM], *paths;
	struct err err;

	unread = open_spec(place, (struct listing_spec){ .query = "is:unread source:one" });
	state_mark_read(place->state, listing_row(unread, 0)->id, true, 1, &err);
	assert_true(listing_refresh(unread));
	paths = paths_of(unread);
	assert_string_equal(paths, "cba");
	free(paths);
	check_query(place, "is:unread source:one", "ba");
	check_query(place, "is:changed", "c");
	check_query(place, "is:read", "c");
	/* The index changes: what was read meanwhile stays, what is new comes. */
	index_pass(place->index, "/one", &err);
	{
		struct sample more = samples[0];
		struct post post;

		more.path = "g";
		more.body = "Another one.";
		more.day = 50;
		post = make_post(&more);
		index_put(place->index, "/one", "g", 1, 1, &post, &err);
		post_release(&post);
	}
	assert_true(listing_refresh(unread));
	paths = paths_of(unread);
	assert_string_equal(paths, "gcba");
	free(paths);
	assert_int_equal(listing_mark_read(unread, &n_marked, &err), 0);
	assert_int_equal(n_marked, 3);
	listing_free(unread);
	check_query(place, "is:unread", "edf");
	assert_int_equal(state_undo(place->state, &n_undone, id, &err), 0);
	assert_int_equal(n_undone, 3);
	check_query(place, "is:unread", "egdbaf");
	check_query(place, "is:starred", "");
	state_mark_starred(place->state, id, true, &err);
	{
		struct listing *starred = open_spec(place,
						    (struct listing_spec){ .query = "is:starred" });

		assert_int_equal(listing_n_rows(starred), 1);
		assert_string_equal(listing_row(starred, 0)->id, id);
		listing_free(starred);
	}
}

static void test_snippets(void **context)
{
	struct place *place = *context;
	struct listing *listing;
	struct strings texts = { 0 };
	const struct row *row;

	put_words(place, "/one");
	listing = open_spec(place, (struct listing_spec){ .query = "shop full" });
	row = listing_row(listing, 0);
	assert_non_null(row->snippet);
	assert_string_equal(row->snippet, "Buy yours at the shop before the hall is full.");
	assert_int_equal(row->n_marks, 2);
	assert_memory_equal(row->snippet + row->marks[0].from, "shop", 4);
	assert_memory_equal(row->snippet + row->marks[1].from, "full", 4);
	listing_texts(listing, &texts);
	assert_int_equal(texts.n_items, 2);
	assert_string_equal(texts.items[1], "full");
	strings_release(&texts);
	listing_free(listing);
	listing = open_spec(place, (struct listing_spec){ .query = "title:keynote" });
	assert_null(listing_row(listing, 0)->snippet);
	listing_free(listing);
}

/* From the blank behind the 32nd byte before the word, 168 bytes. */
static void check_snippet(const struct str *body, size_t word, size_t other)
{
	char texts[2][16];
	struct query_node nodes[2] = { { .field = QUERY_TEXT }, { .field = QUERY_TEXT } };
	const struct query_node *const terms[2] = { &nodes[0], &nodes[1] };
	struct str plain = { 0 }, expected = { 0 };
	struct snippet snippet;
	size_t from;

	snprintf(texts[0], sizeof(texts[0]), "w%zux", word);
	snprintf(texts[1], sizeof(texts[1]), "w%zux", other);
	nodes[0].text = texts[0];
	nodes[1].text = texts[1];
	snippet_plain(body->bytes, body->len, POST_MARKDOWN, &plain);
	from = (size_t)(strstr(plain.bytes, texts[word < other ? 0 : 1]) - plain.bytes);
	from = from <= 32 ? 0 : (size_t)(strchr(plain.bytes + from - 32, ' ') - plain.bytes) + 1;
	str_text(&expected, from > 0 ? "…" : "");
	str_add(&expected, plain.bytes + from, plain.len - from < 168 ? plain.len - from : 168);
	assert_true(snippet_make(body->bytes, body->len, POST_MARKDOWN, terms, 2, &snippet));
	assert_string_equal(snippet.text.bytes, expected.bytes);
	assert_int_equal(snippet.n_marks, 1 + (word + 3 == other));
	assert_memory_equal(snippet.text.bytes + snippet.marks[0].from, texts[word < other ? 0 : 1],
			    strlen(texts[0]));
	snippet_release(&snippet);
	str_release(&plain);
	str_release(&expected);
}

/* Wherever in a body the words are, what stands around them is whole. */
static void test_snippet_places(void **context)
{
	enum { N = 400 };
	struct str body = { 0 };

	(void)context;
	for (int i = 0; i < N; i++)
		str_format(&body, "%s *w%dx* & [and](/x/%d)", i > 0 ? "\n" : "", 1000 + i, i);
	for (size_t i = 0; i < N; i++) {
		check_snippet(&body, 1000 + i, i + 3 < N ? 1000 + i + 3 : 5000);
		check_snippet(&body, 5000, 1000 + i);
		if (i > 30)
			check_snippet(&body, 1000 + i, 1000 + i - 30);
	}
	str_release(&body);
}

static void count_action(void *context, const struct post_link *link, const char *post_id,
			 const char *post_title)
{
	assert_string_equal(link->action, "ticket");
	assert_string_equal(link->url, "https://example.org/shop");
	assert_int_equal(strlen(post_id), 16);
	assert_string_equal(post_title, "Tickets are on sale");
	++*(int *)context;
}

static void test_actions(void **context)
{
	struct place *place = *context;
	int n = 0;

	put_words(place, "/one");
	assert_int_equal(index_actions(place->index, "/one", count_action, &n), 1);
	assert_int_equal(index_actions(place->index, NULL, count_action, &n), 1);
	assert_int_equal(index_actions(place->index, "/two", count_action, &n), 0);
	assert_int_equal(n, 2);
}

/* A post that is put again in another form is found by its new words and not by the old. */
static void test_words_go(void **context)
{
	struct place *place = *context;
	struct sample changed = samples[0];
	struct post post;
	struct err err;

	put_words(place, "/one");
	changed.body = "All is sold out.";
	post = make_post(&changed);
	index_put(place->index, "/one", "a", 2, 2, &post, &err);
	post_release(&post);
	check_query(place, "shop", "");
	check_query(place, "sale", "a");
	put_words(place, "/one");
	check_query(place, "shop", "");
	check_query(place, "sold", "a");
}

/* What is kept of an answer is not used when another program has written since. */
static void test_others_write(void **context)
{
	struct place *place = *context, reader = *place;
	struct err err;
	struct post post;
	struct sample more = samples[0];

	reader.index = index_open(place->path, INDEX_READ, NULL, &err);
	assert_non_null(reader.index);
	check_query(&reader, "hall schedule", "");
	check_query(&reader, "hall or schedule", "e");
	check(&reader, (struct listing_spec){ .is_reversed = true }, "abcdef");
	put_words(place, "/one");
	check_query(&reader, "hall or schedule", "eca");
	check_query(&reader, "hall shop", "a");
	more.path = "g";
	more.title = "One more in the hall";
	more.day = 50;
	post = make_post(&more);
	index_put(place->index, "/one", "g", 1, 1, &post, &err);
	post_release(&post);
	check_query(&reader, "hall", "gca");
	check_query(&reader, "hall shop", "a");
	check(&reader, (struct listing_spec){ .is_reversed = true }, "abcdgef");
	index_close(reader.index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_queries, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_mistake, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_orders, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_many_ranked, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_groups, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_state_terms, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_snippets, set_up, tear_down),
		cmocka_unit_test(test_snippet_places),
		cmocka_unit_test_setup_teardown(test_actions, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_words_go, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_others_write, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}
