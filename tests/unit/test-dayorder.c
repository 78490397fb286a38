/* SPDX-License-Identifier: MIT */
/* A site's dates decide how its others are read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "site/site.h"

enum { N_POSTS = 3 };

/* The dates of a site's three posts a.md, b.md and c.md; what a.md's is. */
static const struct {
	const char *dates[N_POSTS], *expected;
} sites[] = {
	{ { "05/06/2024", "06/05/2024", "2024-07-16" }, "2024-05-06T00:00:00Z" },
	{ { "05/06/2024", "13/06/2024", "2024-07-16" }, "2024-06-05T00:00:00Z" },
	{ { "05/06/2024", "06/13/2024", "07/07/2024" }, "2024-05-06T00:00:00Z" },
	{ { "05/06/2024", "13/06/2024", "06/13/2024" }, "2024-05-06T00:00:00Z" },
	{ { "05.06.2024", "31/12/2023 10:00", "soon" }, "2024-06-05T00:00:00Z" },
	{ { "2024-05-06", "13/06/2024", "13/06/2024" }, "2024-05-06T00:00:00Z" },
};

static int read_post(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const char *const *dates = tree->context;

	(void)limit;
	(void)err;
	str_format(out, "---\ntitle: A\ndate: %s\n---\nBody\n", dates[i]);
	return 0;
}

static void test_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(sites) / sizeof(*sites); i++) {
		struct tree tree = { .read = read_post, .context = (void *)sites[i].dates };
		const struct site_options options = { .source = "x" };
		struct site *site;
		struct post post;
		struct err why;
		char out[32];

		tree_add(&tree, "a.md", 1, 0);
		tree_add(&tree, "b.md", 1, 0);
		tree_add(&tree, "c.md", 1, 0);
		tree_sort(&tree);
		site = site_new(&tree, &options, NULL);
		assert_int_equal(site_read(site, 0, NULL, &post, &why), SITE_POST);
		when_format(&post.published, out, sizeof(out));
		assert_string_equal(out, sites[i].expected);
		post_release(&post);
		site_free(site);
		tree_release(&tree);
	}
}

static void test_says(void **state)
{
	static const struct {
		const char *text;
		enum when_says says;
	} dates[] = {
		{ "05/06/2024", WHEN_SAYS_EITHER },    { "5.6.24 10:00", WHEN_SAYS_EITHER },
		{ "13/06/2024", WHEN_SAYS_DAY_FIRST }, { "06-13-2024", WHEN_SAYS_MONTH_FIRST },
		{ "07/07/2024", WHEN_SAYS_NOTHING },   { "2024-05-06", WHEN_SAYS_NOTHING },
		{ "5 June 2024", WHEN_SAYS_NOTHING },  { "soon", WHEN_SAYS_NOTHING },
		{ "31/31/2024", WHEN_SAYS_NOTHING },   { "", WHEN_SAYS_NOTHING },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++)
		assert_int_equal(when_says(dates[i].text), dates[i].says);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
