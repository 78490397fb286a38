/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/width.h"

/* Clusters are told apart by '|' in `drawn`; the columns were measured in xterm and tmux. */
static const struct {
	const char *name, *text, *drawn;
	int columns;
} samples[] = {
	{ "empty", "", "", 0 },
	{ "ASCII", "abc", "a|b|c", 3 },
	{ "tab and newline", "a\tb\n", "a| |b| ", 4 },
	{ "escape", "\033[", " |[", 2 },
	{ "C1",
	  "\xC2\x9B"
	  "a",
	  " |a", 2 },
	{ "wide", "日本", "日|本", 4 },
	{ "ambiguous", "…°", "…|°", 2 },
	{ "precomposed", "é", "é", 1 },
	{ "combining", "e\xCC\x81x", "e\xCC\x81|x", 2 },
	{ "a mark without a base", "\xCC\x81x", "|x", 1 },
	{ "joined emoji", "👩\xE2\x80\x8D💻x", "👩|x", 3 },
	{ "family", "👨\xE2\x80\x8D👩\xE2\x80\x8D👧", "👨", 2 },
	{ "rainbow flag", "🏳\xEF\xB8\x8F\xE2\x80\x8D🌈", "🏳", 1 },
	{ "skin tone", "👍\xF0\x9F\x8F\xBD", "👍", 2 },
	{ "a skin tone alone", "\xF0\x9F\x8F\xBD", "\xF0\x9F\x8F\xBD", 2 },
	{ "emoji presentation", "❤\xEF\xB8\x8F", "❤", 1 },
	{ "text presentation", "😀\xEF\xB8\x8E", "😀", 2 },
	{ "keycap", "1\xEF\xB8\x8F\xE2\x83\xA3", "1\xE2\x83\xA3", 1 },
	{ "flags", "🇩🇪🇫🇷", "DE|FR", 4 },
	{ "half a flag", "🇩x", "D|x", 2 },
	{ "Hangul", "한", "한", 2 },
	{ "jamo", "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8", "\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8",
	  2 },
	{ "Devanagari", "कि", "कि", 2 },
	{ "more than two columns", "\xE0\xA6\x95\xE0\xA7\x87\xE0\xA6\xBE\xE0\xA6\xBE",
	  "\xE0\xA6\x95\xE0\xA7\x87|\xE0\xA6\xBE\xE0\xA6\xBE", 4 },
	{ "Thai", "ก็", "ก็", 1 },
	{ "soft hyphen",
	  "a\xC2\xAD"
	  "b",
	  "a||b", 2 },
	{ "zero-width space",
	  "a\xE2\x80\x8B"
	  "b",
	  "a||b", 2 },
	{ "a joiner between letters",
	  "a\xE2\x80\x8D"
	  "b",
	  "a|b", 2 },
	{ "no UTF-8",
	  "\xFF"
	  "a\xE6\x97",
	  "\xEF\xBF\xBD|a|\xEF\xBF\xBD|\xEF\xBF\xBD", 4 },
	{ "not assigned", "\xF0\x90\xBF\xBF", "\xEF\xBF\xBD", 1 },
};

static void test_clusters(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const char *text = samples[i].text;
		size_t len = strlen(text), at = 0;
		struct cluster cluster;
		struct str drawn = { 0 };
		int columns = 0;

		print_message("# %s\n", samples[i].name);
		while (width_cluster(text, len, at, &cluster)) {
			char out[64];

			str_text(&drawn, at > 0 ? "|" : "");
			str_add(&drawn, out, width_drawn(text + at, cluster.len, out, sizeof(out)));
			columns += cluster.columns;
			at += cluster.len;
		}
		assert_int_equal(at, len);
		assert_string_equal(str_bytes(&drawn), samples[i].drawn);
		assert_int_equal(columns, samples[i].columns);
		assert_int_equal(width_columns(text, len), samples[i].columns);
		str_release(&drawn);
	}
}

static void test_fit(void **state)
{
	static const struct {
		const char *text;
		int columns;
		size_t bytes;
		int used;
	} fits[] = {
		{ "abc", 2, 2, 2 },
		{ "abc", 9, 3, 3 },
		{ "日本", 3, 3, 2 },
		{ "日本", 1, 0, 0 },
		{ "", 5, 0, 0 },
		{ "a\xCC\x81"
		  "b",
		  1, 3, 1 },
		{ "a\xC2\xAD"
		  "b",
		  1, 3, 1 },
		{ "🇩🇪x", 1, 0, 0 },
		{ "🇩🇪x", 2, 8, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(fits) / sizeof(*fits); i++) {
		int used = -1;

		assert_int_equal(
			width_fit(fits[i].text, strlen(fits[i].text), fits[i].columns, &used),
			fits[i].bytes);
		assert_int_equal(used, fits[i].used);
	}
	assert_int_equal(width_fit("abc", 3, 2, NULL), 2);
}

/* Random bytes and characters: the clusters cover the text, and their columns are those of the
 * whole. */
static void test_property(void **state)
{
	static const char *const pieces[] = { "a",
					      " ",
					      "\xCC\x81",
					      "日",
					      "\xE2\x80\x8D",
					      "👩",
					      "🇩",
					      "\xEF\xB8\x8F",
					      "\xFF",
					      "\xE0\xA4\xBF",
					      "\xC2\xAD",
					      "\xF0\x9F\x8F\xBD",
					      "\xE1\x85\xA1",
					      "\xD8\x80",
					      "\n" };
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct str text = { 0 };
		struct cluster cluster;
		int columns = 0;
		size_t at = 0;

		for (int n = 0; n < 12; n++) {
			seed = seed * 1664525 + 1013904223;
			str_text(&text, pieces[(seed >> 16) % (sizeof(pieces) / sizeof(*pieces))]);
		}
		while (width_cluster(text.bytes, text.len, at, &cluster)) {
			char out[256];

			assert_true(cluster.len > 0);
			assert_in_range(cluster.columns, 0, 2);
			assert_true(width_drawn(text.bytes + at, cluster.len, out, 3) <= 3);
			columns += cluster.columns;
			at += cluster.len;
		}
		assert_int_equal(at, text.len);
		assert_int_equal(width_columns(text.bytes, text.len), columns);
		assert_int_equal(width_fit(text.bytes, text.len, columns, NULL), text.len);
		str_release(&text);
	}
}

static void test_first(void **state)
{
	static const struct {
		const char *drawn;
		size_t first;
	} firsts[] = {
		{ "DE", 1 }, { "東", 3 }, { "👩", 4 }, { "kiÌ", 1 }, { "का", 3 }, { "x", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(firsts) / sizeof(*firsts); i++)
		assert_int_equal(width_first(firsts[i].drawn, strlen(firsts[i].drawn)),
				 firsts[i].first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_property),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
