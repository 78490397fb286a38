/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/fold.h"

static void test_fold(void **state)
{
	static const char *const samples[][2] = {
		{ "", "" },
		{ "Django CON", "django con" },
		{ "Zürich", "zurich" },
		{ "Zu\xCC\x88rich", "zurich" },
		{ "Straße", "strasse" },
		{ "ΣΊΣΥΦΟΣ", "σισυφοσ" },
		{ "ﬁn", "fin" },
		{ "İstanbul", "istanbul" },
		{ "ＡＢＣ１", "abc1" },
		{ "東京", "東京" },
		{ "ガ", "カ" },
		{ "Ёлка", "елка" },
		{ "soft\xC2\xADhyphen", "softhyphen" },
		{ "①", "1" },
		{ "a\xFFz", "a\xFFz" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *folded = fold_copy(samples[i][0]);

		assert_string_equal(folded, samples[i][1]);
		free(folded);
	}
}

/* What is searched is folded further than what is sorted. */
static void test_search(void **state)
{
	static const char *const samples[][3] = {
		{ "Don’t", "don't", "don’t" },
		{ "„Wörter“", "\"worter\"", "„worter“" },
		{ "2024 – 2025—now", "2024 -- 2025---now", "2024 – 2025—now" },
		{ "Wait…", "wait...", "wait..." },
		{ "«\xC2\xA0oui\xE2\x80\xAF»", "\"oui\"", "« oui »" },
		{ "12\xE2\x80\xAF"
		  "000",
		  "12 000", "12 000" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *sought = fold_search_copy(samples[i][0]), *other = fold_copy(samples[i][0]);

		assert_string_equal(sought, samples[i][1]);
		assert_string_equal(other, samples[i][2]);
		free(sought);
		free(other);
	}
}

static void test_hangul(void **state)
{
	char *whole = fold_copy("한국"), *start = fold_copy("하");

	(void)state;
	assert_true(strncmp(whole, start, strlen(start)) == 0);
	free(whole);
	free(start);
}

static void test_places(void **state)
{
	static const size_t expected[] = { 0, 1, 1, 3, 4, 7 }; /* a ß x é(3 bytes) end */
	const char *text = "Aßxe\xCC\x81";
	struct fold_places places = { 0 };
	struct str out = { 0 };

	(void)state;
	str_text(&out, "before:");
	fold_text(text, strlen(text), &out, &places);
	assert_string_equal(out.bytes, "before:assxe");
	for (size_t i = 0; i < 6; i++)
		assert_int_equal(fold_place(&places, i), expected[i]);
	fold_release(&places);
	str_clear(&out);
	fold_text("ﷺﷺ", 6, &out, &places);
	assert_true(out.len > 30);
	assert_int_equal(fold_place(&places, 0), 0);
	assert_int_equal(fold_place(&places, out.len - 1), 3);
	assert_int_equal(fold_place(&places, out.len), 6);
	fold_release(&places);
	str_release(&out);
}

/* With places or without, the text is the same. */
static void test_same(void **state)
{
	char text[1200];
	struct fold_places places = { 0 };
	struct str with = { 0 }, without = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = "Ab\xC3\x89 "[i % 5];
	fold_text(text, sizeof(text), &with, &places);
	fold_text(text, sizeof(text), &without, NULL);
	assert_string_equal(with.bytes, without.bytes);
	assert_int_equal(fold_place(&places, with.len), sizeof(text));
	fold_release(&places);
	str_release(&with);
	str_release(&without);
}

static void test_compare(void **state)
{
	(void)state;
	assert_true(fold_compare("apfel", "Äpfel") != 0);
	assert_true(fold_compare("Äpfel", "Birne") < 0);
	assert_true(fold_compare("zebra", "Birne") > 0);
	assert_int_equal(fold_compare("same", "same"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fold),    cmocka_unit_test(test_hangul),
		cmocka_unit_test(test_places),  cmocka_unit_test(test_same),
		cmocka_unit_test(test_compare), cmocka_unit_test(test_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
