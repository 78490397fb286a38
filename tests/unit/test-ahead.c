/* SPDX-License-Identifier: MIT */
/* Files that are read ahead come all, each once, in their order; reading can end anywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/str.h"
#include "refresh/ahead.h"

enum { MOST = 400 };

static size_t padding; /* bytes behind each body */

static int read_post(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	(void)limit;
	if (i % 10 == 7)
		return err_set(err, "gone");
	str_format(out, "---\ntitle: %s\n%s---\nBody\n", tree->entries[i].path,
		   i % 10 == 3 ? "published: false\n" : "");
	for (size_t n = 0; n < padding; n++)
		str_byte(out, n % 60 ? 'x' : '\n');
	return 0;
}

static struct site *make_site(struct tree *tree)
{
	const struct site_options options = { .source = "x" };

	*tree = (struct tree){ .read = read_post };
	for (int i = 0; i < MOST; i++) {
		struct str path = { 0 };

		str_format(&path, "%03d.md", i);
		tree_add(tree, path.bytes, 1, 0);
		str_release(&path);
	}
	tree_sort(tree);
	return site_new(tree, &options, NULL);
}

/* Takes `n_taken` of n files, from the last one to the first. */
static void check(size_t n, size_t n_taken)
{
	struct tree tree;
	struct site *site = make_site(&tree);
	size_t entries[MOST];
	const struct ahead_file *file;
	struct ahead *ahead;

	for (size_t i = 0; i < n; i++)
		entries[i] = n - 1 - i;
	ahead = ahead_new(site, entries, n);
	for (size_t i = 0; i < n_taken; i++) {
		file = ahead_next(ahead);
		assert_non_null(file);
		assert_int_equal(file->entry, entries[i]);
		assert_int_equal(file->is_post, entries[i] % 10 != 3);
		if (file->is_post && entries[i] % 10 != 7)
			assert_string_equal(file->post.title, tree.entries[entries[i]].path);
	}
	if (n_taken == n)
		assert_null(ahead_next(ahead));
	ahead_free(ahead);
	site_free(site);
	tree_release(&tree);
}

static void test_all(void **state)
{
	static const size_t sizes[] = { 0, 1, 2, 7, 8, 9, 16, 31, 32, 33, 64, 129, MOST };

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		check(sizes[i], sizes[i]);
}

static void test_some(void **state)
{
	static const size_t taken[] = { 0, 1, 7, 8, 9, 31, 32, 33, 100, MOST - 1 };

	(void)state;
	for (size_t i = 0; i < sizeof(taken) / sizeof(*taken); i++)
		check(MOST, taken[i]);
	check(1, 0);
	check(2, 1);
}

/* Fewer of these are held at a time. */
static void test_long(void **state)
{
	(void)state;
	padding = 200000;
	check(60, 60);
	check(60, 5);
	padding = 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_some),
		cmocka_unit_test(test_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
