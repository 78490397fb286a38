/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "view/diff.h"

static char *shown(const char *before, const char *now)
{
	struct diff diff;
	struct str out = { 0 };

	diff_init(&diff, before, strlen(before), now, strlen(now));
	for (size_t i = 0; i < diff.n_runs; i++) {
		const struct diff_run *run = &diff.runs[i];
		const char *text = (run->kind == DIFF_REMOVED ? before : now) + run->start;

		str_byte(&out, "=-+"[run->kind]);
		str_add(&out, text, run->len);
	}
	diff_release(&diff);
	return str_take(&out);
}

static void test_words(void **state)
{
	static const struct {
		const char *before, *now, *shown;
	} samples[] = {
		{ "", "", "" },
		{ "a b c", "a b c", "=a b c" },
		{ "a b c", "a x c", "=a -b +x =c" },
		{ "until 1 May, noon", "until 8 May, noon", "=until -1 +8 =May, noon" },
		{ "", "new words", "+new words" },
		{ "old words", "", "-old words" },
		{ "a b ", "a b c", "=a b +c" },
		{ "one two three four", "two three five four", "-one =two three +five =four" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *got = shown(samples[i].before, samples[i].now);

		assert_string_equal(got, samples[i].shown);
		free(got);
	}
}

/* Whatever changed, the runs give back both texts. */
static void test_gives_back_both(void **state)
{
	char before[600], now[600];

	(void)state;
	srand(7);
	for (int round = 0; round < 300; round++) {
		struct str old = { 0 }, new = { 0 };
		struct diff diff;

		for (size_t i = 0; i < sizeof(before) - 1; i++) {
			before[i] = (char)(i % 2 ? ' ' : 'a' + rand() % 4);
			now[i] = (char)(i % 2 ? ' ' : 'a' + rand() % 4);
		}
		before[rand() % (int)sizeof(before)] = '\0';
		now[rand() % (int)sizeof(now)] = '\0';
		before[sizeof(before) - 1] = now[sizeof(now) - 1] = '\0';
		diff_init(&diff, before, strlen(before), now, strlen(now));
		for (size_t i = 0; i < diff.n_runs; i++) {
			const struct diff_run *run = &diff.runs[i];
			const char *text = (run->kind == DIFF_REMOVED ? before : now) + run->start;

			if (run->kind != DIFF_ADDED)
				str_add(&old, text, run->len);
			if (run->kind != DIFF_REMOVED)
				str_add(&new, text, run->len);
		}
		assert_string_equal(str_bytes(&new), now);
		assert_int_equal(old.len > 0, strlen(before) > 0);
		diff_release(&diff);
		str_release(&old);
		str_release(&new);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_gives_back_both),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
