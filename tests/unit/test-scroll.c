/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "view/scroll.h"

struct sample {
	const char *name;
	size_t top, selected; /* before */
	long step;
	size_t n_rows, page;
	size_t top_then, selected_then;
};

static const struct sample samples[] = {
	{ "nothing to move over", 0, 0, 1, 0, 10, 0, 0 },
	{ "one down", 0, 0, 1, 100, 10, 0, 1 },
	{ "to the end", 0, 0, LONG_MAX, 100, 10, 90, 99 },
	{ "past the end", 90, 98, 10, 100, 10, 90, 99 },
	{ "to the top", 90, 99, LONG_MIN, 100, 10, 0, 0 },
	{ "above the top", 0, 3, -9, 100, 10, 0, 0 },
	{ "rows around the selection are seen", 0, 8, 1, 100, 10, 2, 9 },
	{ "the same upward", 50, 52, -1, 100, 10, 49, 51 },
	{ "a pane of one row", 5, 5, 1, 100, 1, 6, 6 },
	{ "rows went away", 80, 85, 0, 20, 10, 10, 19 },
	{ "all rows fit", 3, 4, 0, 8, 10, 0, 4 },
};

static void test_moves(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *s = &samples[i];
		struct scroll scroll = { s->top, s->selected };

		if (s->step != 0)
			scroll_move(&scroll, s->step, s->n_rows);
		scroll_keep(&scroll, s->n_rows, s->page);
		if (scroll.top != s->top_then || scroll.selected != s->selected_then)
			print_error("%s: top %zu, selected %zu\n", s->name, scroll.top,
				    scroll.selected);
		assert_int_equal(scroll.top, s->top_then);
		assert_int_equal(scroll.selected, s->selected_then);
	}
}

static void test_says_whether_it_moved(void **state)
{
	struct scroll scroll = { 0, 0 };

	(void)state;
	assert_false(scroll_move(&scroll, -1, 5));
	assert_true(scroll_move(&scroll, 1, 5));
	assert_false(scroll_move(&scroll, 1, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_says_whether_it_moved),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
