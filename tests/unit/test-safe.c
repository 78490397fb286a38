/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistr.h>

#include "base/str.h"
#include "text/safe.h"

#define BAD "\xEF\xBF\xBD" /* U+FFFD */

static const struct {
	const char *name, *text, *safe;
} samples[] = {
	{ "empty", "", "" },
	{ "plain", "Plain text, with\nlines\tand tabs.", "Plain text, with\nlines\tand tabs." },
	{ "other scripts stay", "Zürich 東京 Москва العربية 👍🏽",
	  "Zürich 東京 Москва العربية 👍🏽" },
	{ "escape sequence", "a\033[31mred\033]0;title\007b", "a[31mred]0;titleb" },
	{ "backspace and delete", "a\bb\177c", "abc" },
	{ "form feed", "a\fb\vc", "a b c" },
	{ "CR LF, CR", "a\r\nb\rc\r", "a\nb\nc\n" },
	{ "C1 as a character",
	  "a\xC2\x9B"
	  "31m",
	  "a›31m" },
	{ "C1 that Windows does not know", "\xC2\x81", BAD },
	{ "C1 bullet", "\xC2\x95 item", "• item" },
	{ "C1 as a byte",
	  "a\x9B"
	  "31m",
	  "a" BAD "31m" },
	{ "raw bytes",
	  "\xFF\xFE"
	  "a",
	  BAD BAD "a" },
	{ "cut character", "a\xE6\x97", "a" BAD },
	{ "cut character in the middle",
	  "\xE6\x97"
	  "a",
	  BAD "a" },
	{ "overlong slash", "\xC0\xAF", BAD BAD },
	{ "overlong escape", "\xE0\x80\x9B", BAD BAD BAD },
	{ "surrogate", "\xED\xA0\x80", BAD BAD BAD },
	{ "beyond Unicode", "\xF4\x90\x80\x80", BAD BAD BAD BAD },
	{ "no character", "\xEF\xBF\xBF", BAD },
	{ "bidi override",
	  "a\xE2\x80\xAE"
	  "b\xE2\x80\xAC",
	  "ab" },
	{ "bidi isolates",
	  "\xE2\x81\xA6"
	  "a\xE2\x81\xA9",
	  "a" },
	{ "bidi marks",
	  "a\xE2\x80\x8F\xE2\x80\x8E\xD8\x9C"
	  "b",
	  "ab" },
	{ "byte order mark", "\xEF\xBB\xBFtitle", "title" },
	{ "line and paragraph separator",
	  "a\xE2\x80\xA8"
	  "b\xE2\x80\xA9",
	  "a\nb\n" },
	{ "tags", "\xF3\xA0\x81\xA1x\xF3\xA0\x81\xBF", "x" },
	{ "invisible letter", "\xE3\x85\xA4name", "name" },
	{ "wanted invisibles",
	  "a\xE2\x80\x8D"
	  "b\xE2\x80\x8C"
	  "c\xE2\x80\x8B"
	  "d\xC2\xAD"
	  "e\xE2\x81\xA0"
	  "f\xEF\xB8\x8F",
	  "a\xE2\x80\x8D"
	  "b\xE2\x80\x8C"
	  "c\xE2\x80\x8B"
	  "d\xC2\xAD"
	  "e\xE2\x81\xA0"
	  "f\xEF\xB8\x8F" },
	{ "four marks", "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84", "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84" },
	{ "five marks", "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85z",
	  "a\xCC\x81\xCC\x82\xCC\x83\xCC\x84z" },
};

static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *safe = safe_text_copy(samples[i].text), *again = safe_text_copy(safe);

		print_message("# %s\n", samples[i].name);
		assert_string_equal(safe, samples[i].safe);
		assert_string_equal(again, safe);
		assert_true(safe_is(safe, strlen(safe)));
		assert_int_equal(safe_is(samples[i].text, strlen(samples[i].text)),
				 strcmp(samples[i].text, safe) == 0);
		free(safe);
		free(again);
	}
}

static void test_many_marks(void **state)
{
	struct str text = { 0 }, safe = { 0 };

	(void)state;
	str_text(&text, "a");
	for (int i = 0; i < 100; i++)
		str_text(&text, i % 2 ? "\xCC\x81" : "\xE2\x80\x8D");
	str_text(&text, "b");
	safe_text(text.bytes, text.len, &safe);
	assert_int_equal(safe.len, 1 + 2 * 3 + 2 * 2 + 1);
	assert_false(safe_is(text.bytes, text.len));
	str_release(&text);
	str_release(&safe);
}

static void test_nul(void **state)
{
	struct str safe = { 0 };

	(void)state;
	safe_text("a\0b", 3, &safe);
	assert_string_equal(safe.bytes, "ab");
	assert_int_equal(safe.len, 2);
	assert_false(safe_is("a\0b", 3));
	str_release(&safe);
}

static void test_line(void **state)
{
	static const char *const lines[][2] = {
		{ "", "" },
		{ " \t\n", "" },
		{ "  a \t\r\n b  ", "a b" },
		{ "\033 a\033 ", "a" },
		{ "title\xE2\x80\xA8two", "title two" },
		{ "no\xC2\xA0"
		  "break",
		  "no\xC2\xA0"
		  "break" },
	};

	(void)state;
	assert_null(safe_line_copy(NULL));
	assert_null(safe_text_copy(NULL));
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		char *line = safe_line_copy(lines[i][0]);

		assert_string_equal(line, lines[i][1]);
		free(line);
	}
}

/* Every byte and every two bytes at one place or another of a text: valid UTF-8 comes out, and no
 * controls.
 */
static void test_bytes(void **state)
{
	(void)state;
	for (unsigned both = 0; both < 0x10000; both++) {
		char text[] = "1234567890abcdefghijABCDEFGHIJ1234567890";
		const size_t len = sizeof(text) - 1, at = both % (len - 1);
		struct str safe = { 0 };

		text[at] = (char)(both >> 8);
		text[at + 1] = (char)both;
		safe_text(text, len, &safe);
		assert_null(u8_check((uint8_t *)safe.bytes, safe.len));
		for (size_t i = 0; i < safe.len; i++)
			assert_true((unsigned char)safe.bytes[i] >= 0x20 || safe.bytes[i] == '\n' ||
				    safe.bytes[i] == '\t');
		assert_true(safe_is(safe.bytes, safe.len));
		assert_int_equal(safe_is(text, len),
				 safe.len == len && memcmp(text, safe.bytes, len) == 0);
		str_release(&safe);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples), cmocka_unit_test(test_many_marks),
		cmocka_unit_test(test_nul),     cmocka_unit_test(test_line),
		cmocka_unit_test(test_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
