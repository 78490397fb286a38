/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/event.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/progress.h"
#include "base/queue.h"
#include "base/str.h"
#include "base/tree.h"

static void test_str(void **state)
{
	struct str str = { 0 };
	const char *text = " \t a b\n";
	size_t len = strlen(text);

	(void)state;
	assert_string_equal(str_bytes(&str), "");
	for (int i = 0; i < 1000; i++)
		str_format(&str, "%d,", i);
	assert_int_equal(str.len, 10 * 2 + 90 * 3 + 900 * 4);
	assert_int_equal(str.bytes[str.len], '\0');
	str_release(&str);
	str_trim(&text, &len);
	assert_int_equal(len, 3);
	assert_memory_equal(text, "a b", 3);
}

static void test_map(void **state)
{
	struct map map = { 0 };
	char key[16];
	int values[500];

	(void)state;
	assert_null(map_find(&map, "x"));
	for (int i = 0; i < 500; i++) {
		snprintf(key, sizeof(key), "key-%d", i);
		map_put(&map, key, &values[i]);
	}
	for (int i = 0; i < 500; i++) {
		snprintf(key, sizeof(key), "key-%d", i);
		assert_ptr_equal(map_find(&map, key), &values[i]);
	}
	assert_null(map_find(&map, "key-500"));
	assert_ptr_equal(map_find_bytes(&map, "key-12", 5), &values[1]);
	map_put(&map, "key-1", &values[2]);
	assert_ptr_equal(map_find(&map, "key-1"), &values[2]);
	map_release(&map);
}

static void test_path(void **state)
{
	static const struct {
		const char *path, *base, *extension, *stem, *folder;
	} samples[] = {
		{ "a/b.md", "b.md", ".md", "b", "a" },
		{ "b", "b", "", "b", "" },
		{ ".hidden", ".hidden", "", ".hidden", "" },
		{ "a/b/c.tar.gz", "c.tar.gz", ".gz", "c.tar", "a/b" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *stem = path_stem(samples[i].path), *folder = path_folder(samples[i].path);

		assert_string_equal(path_base(samples[i].path), samples[i].base);
		assert_string_equal(path_extension(samples[i].path), samples[i].extension);
		assert_string_equal(stem, samples[i].stem);
		assert_string_equal(folder, samples[i].folder);
		free(stem);
		free(folder);
	}
	assert_true(path_has_folder("x/News/y.md", "news"));
	assert_false(path_has_folder("x/y/news", "news"));
}

static void test_arena(void **state)
{
	struct arena arena = { 0 };
	char *small = arena_copy(&arena, "word", 4), *large = arena_alloc(&arena, 100000, 1);

	(void)state;
	memset(large, 'x', 100000);
	assert_string_equal(small, "word");
	assert_int_equal((uintptr_t)arena_alloc(&arena, 1, 1) % sizeof(void *), 0);
	arena_clear(&arena);
	assert_int_equal(arena.bytes, 0);
	for (int i = 0; i < 1000; i++) {
		unsigned char *zeroed = arena_alloc(&arena, 50, 1);

		assert_int_equal(zeroed[0] | zeroed[49], 0);
		memset(zeroed, 'x', 50);
		assert_string_equal(arena_copy(&arena, "word", 4), "word");
		if (i == 500)
			arena_clear(&arena);
	}
	arena_release(&arena);
	arena_clear(&arena);
	assert_null(arena.chunk);
}

/* Arrays keep what they hold while they grow, and their room when they are emptied. */
static void test_room(void **state)
{
	size_t room = 0, most;
	int *numbers = NULL;

	(void)state;
	for (size_t n = 0; n < 1000; n++) {
		numbers = mem_room(numbers, n, &room, sizeof(*numbers));
		assert_true(room > n);
		numbers[n] = (int)n;
	}
	for (size_t n = 0; n < 1000; n++)
		assert_int_equal(numbers[n], n);
	most = room;
	numbers = mem_room(numbers, 16, &room, sizeof(*numbers));
	assert_int_equal(room, most);
	free(numbers);
}

static void test_clock(void **state)
{
	int64_t year;
	int month, day;

	(void)state;
	assert_int_equal(clock_days(1970, 1, 1), 0);
	assert_int_equal(clock_days(2000, 3, 1), 11017);
	assert_int_equal(clock_days(1969, 12, 31), -1);
	for (int64_t days = -800000; days < 800000; days += 37) {
		clock_date(days, &year, &month, &day);
		assert_int_equal(clock_days(year, month, day), days);
	}
	setenv("HALLWAY_NOW", "2026-11-20T12:00:00+01:00", 1);
	assert_int_equal(clock_now(), clock_days(2026, 11, 20) * 86400 + 11 * 3600);
}

static void test_event(void **state)
{
	struct event event = { EVENT_ROWS, (char *)"/a\tb", { 1, -2, 3 }, (char *)"why\n" }, again;
	struct str line = { 0 };

	(void)state;
	event_write(&event, &line);
	assert_string_equal(line.bytes, "rows\t/a b\t1\t-2\t3\twhy \n");
	line.bytes[line.len - 1] = '\0';
	assert_true(event_read(line.bytes, &again));
	assert_int_equal(again.kind, EVENT_ROWS);
	assert_int_equal(again.numbers[1], -2);
	assert_string_equal(again.source, "/a b");
	event_release(&again);
	assert_false(event_read("rows\t/a\t1\t2", &again));
	assert_false(event_read("", &again));
	str_release(&line);
}

static void test_tree(void **state)
{
	struct tree tree = { 0 };

	(void)state;
	assert_int_equal(tree_find(&tree, "a"), -1);
	tree_add(&tree, "b", 1, 0);
	tree_add(&tree, "a/c", 2, 0);
	tree_sort(&tree);
	assert_int_equal(tree_find(&tree, "a/c"), 0);
	assert_int_equal(tree_find(&tree, "b"), 1);
	assert_int_equal(tree_find(&tree, "a"), -1);
	tree_release(&tree);
}

static void tell(struct progress *progress, enum event_kind kind, const char *source, int64_t a,
		 int64_t b)
{
	const struct event event = { kind, (char *)source, { a, b, a }, (char *)"" };

	progress_event(progress, &event);
}

static void test_progress(void **state)
{
	struct progress progress = { 0 };
	int64_t done, all;

	(void)state;
	assert_int_equal(progress_part(&progress, 10), 0);
	tell(&progress, EVENT_FAIL, "", 0, 0);
	assert_int_equal(progress.n_items, 0);
	tell(&progress, EVENT_START, "a", 0, 0);
	tell(&progress, EVENT_BYTES, "a", 300, 1000);
	tell(&progress, EVENT_ROWS, "a", 3, 10);
	progress_counts(&progress, &done, &all);
	assert_int_equal(done * 100 + all, 310); /* the files of the only one */
	assert_int_equal(progress_part(&progress, 10), 3);
	tell(&progress, EVENT_START, "b", 0, 0);
	tell(&progress, EVENT_BYTES, "b", 50, 0);
	tell(&progress, EVENT_BYTES, "a", 1000, 1000);
	assert_int_equal(progress_bytes(&progress), 1050);
	tell(&progress, EVENT_DONE, "a", 7, 1);
	tell(&progress, EVENT_FAIL, "b", 0, 0);
	tell(&progress, EVENT_FAIL, "b", 0, 0);
	progress_counts(&progress, &done, &all);
	assert_int_equal(done * 100 + all, 202);
	assert_int_equal(progress.n_failed, 1);
	assert_int_equal(progress.items[0]->posts, 7);
	assert_int_equal(progress_part(&progress, 10), 10);
	progress_clear(&progress);
	progress_clear(&progress);
}

enum { N_NUMBERS = 5000 };

static int numbers[N_NUMBERS];

static void *put_numbers(void *context)
{
	struct queue *queue = context;

	for (int i = 0; i < N_NUMBERS; i++)
		numbers[i] = i;
	for (int i = 0; i < N_NUMBERS && queue_put(queue, &numbers[i]);)
		i++;
	queue_end(queue);
	return NULL;
}

static void test_queue(void **state)
{
	struct queue queue;
	pthread_t thread;
	int a, b, c, *taken;

	(void)state;
	queue_init(&queue, 2);
	assert_null(queue_poll(&queue));
	assert_true(queue_offer(&queue, &a));
	assert_true(queue_put(&queue, &b));
	assert_false(queue_offer(&queue, &c));
	assert_ptr_equal(queue_take(&queue), &a);
	assert_true(queue_offer(&queue, &c));
	queue_end(&queue);
	assert_ptr_equal(queue_poll(&queue), &b);
	assert_false(queue_put(&queue, &a));
	assert_ptr_equal(queue_take(&queue), &c);
	assert_null(queue_take(&queue));
	queue_release(&queue);

	queue_init(&queue, 3);
	assert_int_equal(pthread_create(&thread, NULL, put_numbers, &queue), 0);
	for (int i = 0; i < N_NUMBERS; i++) {
		taken = queue_take(&queue);
		assert_non_null(taken);
		assert_int_equal(*taken, i);
	}
	assert_null(queue_take(&queue));
	pthread_join(thread, NULL);
	queue_release(&queue);

	/* The taker leaves first. */
	queue_init(&queue, 1);
	assert_int_equal(pthread_create(&thread, NULL, put_numbers, &queue), 0);
	assert_non_null(queue_take(&queue));
	queue_end(&queue);
	pthread_join(thread, NULL);
	queue_release(&queue);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_str),      cmocka_unit_test(test_map),
		cmocka_unit_test(test_path),     cmocka_unit_test(test_arena),
		cmocka_unit_test(test_clock),    cmocka_unit_test(test_event),
		cmocka_unit_test(test_progress), cmocka_unit_test(test_tree),
		cmocka_unit_test(test_room),     cmocka_unit_test(test_queue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
