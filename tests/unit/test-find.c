/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "view/find.h"

static const char text[] = "Zürich and zurich,\nZÜRICH again. Straße.";

static void check(const char *words, size_t place, size_t n, size_t current)
{
	struct find find;

	find_init(&find, text, strlen(text), words, place);
	assert_int_equal(find.n_matches, n);
	assert_int_equal(find.current, current);
	find_release(&find);
}

static void test_finds_folded(void **state)
{
	(void)state;
	check("zurich", 0, 3, 0);
	check("Zürich", 5, 3, 0);
	check("zürich", 8, 3, 1);
	check("zurich", sizeof(text), 3, 0);
	check("strasse", 0, 1, 0);
	check("zurich, zurich", 0, 1, 0);
	check("nothing", 0, 0, 0);
	check("", 0, 0, 0);
}

static void test_matches_are_places(void **state)
{
	struct find find;

	(void)state;
	find_init(&find, text, strlen(text), "zurich", 0);
	assert_int_equal(find.matches[0].start, 0);
	assert_int_equal(find.matches[0].len, strlen("Zürich"));
	assert_memory_equal(text + find.matches[2].start, "ZÜRICH", find.matches[2].len);
	assert_int_equal(find_from(&find, 0), 0);
	assert_int_equal(find_from(&find, 7), 1);
	assert_int_equal(find_from(&find, sizeof(text)), 3);
	find_release(&find);
}

/* Punctuation is found as it is typed, and as it is shown. */
static void test_punctuation(void **state)
{
	static const char *const texts[] = {
		"I don't -- \"really\" -- know... 'all'---of it",
		"I don’t – “really” – know… ‘all’—of it",
		"I don’t – «\xC2\xA0really\xE2\x80\xAF» – know… ‚all‘—of it",
	};
	static const char *const sought[] = {
		"don't",
		"don’t",
		"\"really\" --",
		"“really” –",
		"«\xE2\x80\xAFreally\xE2\x80\xAF»",
		"know...",
		"know…",
		"'all'---",
		"‘all’—",
		"know… ‚all‘---of",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		for (size_t k = 0; k < sizeof(sought) / sizeof(*sought); k++) {
			struct find find;

			find_init(&find, texts[i], strlen(texts[i]), sought[k], 0);
			assert_int_equal(find.n_matches, 1);
			find_release(&find);
		}
}

static void test_goes_round(void **state)
{
	struct find find;

	(void)state;
	find_init(&find, text, strlen(text), "zurich", 0);
	assert_false(find_step(&find, false));
	assert_false(find_step(&find, false));
	assert_true(find_step(&find, false));
	assert_int_equal(find.current, 0);
	assert_true(find_step(&find, true));
	assert_int_equal(find.current, 2);
	find_release(&find);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finds_folded),
		cmocka_unit_test(test_matches_are_places),
		cmocka_unit_test(test_punctuation),
		cmocka_unit_test(test_goes_round),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
