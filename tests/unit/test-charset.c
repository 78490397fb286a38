/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/charset.h"

#define BYTES(text) text, sizeof(text) - 1

static const struct {
	const char *bytes;
	size_t len;
	const char *declared, *name, *text;
} samples[] = {
	{ BYTES(""), NULL, "UTF-8", "" },
	{ BYTES("plain"), NULL, "UTF-8", "plain" },
	{ BYTES("Z\xC3\xBCrich"), NULL, "UTF-8", "Zürich" },
	{ BYTES("\xEF\xBB\xBFZ\xC3\xBCrich"), NULL, "UTF-8", "Zürich" },
	{ BYTES("\xEF\xBB\xBFx"), "iso-8859-1", "UTF-8", "x" },
	{ BYTES("Z\xFCrich \x93quoted\x94 \x80"
		"5"),
	  NULL, "windows-1252", "Zürich “quoted” €5" },
	{ BYTES("Z\xFCrich"), "ISO-8859-1", "windows-1252", "Zürich" },
	{ BYTES("Z\xC3\xBCrich"), "iso-8859-1", "UTF-8", "Zürich" },
	{ BYTES("Z\xFCrich"), "utf-8", "windows-1252", "Zürich" },
	{ BYTES("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251", "windows-1251", "Привет" },
	{ BYTES("\xC8\x81\x9B"), "koi8-unheard-of", "windows-1252", "È\xC2\x81›" },
	{ BYTES("\x93\xFA\x96\x7B"), "shift_jis", "shift_jis", "日本" },
	{ BYTES("\xFF\xFEh\0i\0\xAC\x20"), NULL, "UTF-16LE", "hi€" },
	{ BYTES("\xFE\xFF\0h\0i\xD8\x3D\xDE\x00"), NULL, "UTF-16BE", "hi😀" },
	{ BYTES("\xFF\xFEh\0\x3D\xD8"), NULL, "UTF-16LE", "h\xEF\xBF\xBD" },
	{ BYTES("h\0e\0l\0l\0o\0"), NULL, "UTF-16LE", "hello" },
	{ BYTES("\0h\0e\0l\0l\0o"), NULL, "UTF-16BE", "hello" },
	{ BYTES("\xFF\xFE\0\0h\0\0\0"), NULL, "UTF-32LE", "h" },
	{ BYTES("caf\xC3\xA9, na\xC3\xAFve, \x93one bad\x94 \xE2\x82\xAC"), NULL, "UTF-8",
	  "café, naïve, “one bad” €" },
	{ BYTES("caf\xE9 \xC3\xA9"), NULL, "windows-1252", "café Ã©" },
};

static void test_decode(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str out = { 0 };

		assert_string_equal(
			charset_decode(samples[i].bytes, samples[i].len, samples[i].declared, &out),
			samples[i].name);
		assert_string_equal(str_bytes(&out), samples[i].text);
		str_release(&out);
	}
}

/* Gives the same, and where nothing has to change the same memory. */
static void test_take(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str bytes = { 0 }, out = { 0 };
		const char *memory;

		if (samples[i].declared)
			continue;
		str_add(&bytes, samples[i].bytes, samples[i].len);
		memory = bytes.bytes;
		assert_string_equal(charset_take(&bytes, &out), samples[i].name);
		assert_string_equal(str_bytes(&out), samples[i].text);
		if (strcmp(samples[i].bytes, samples[i].text) == 0)
			assert_ptr_equal(out.bytes, memory);
		str_release(&bytes);
		str_release(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_decode),
					    cmocka_unit_test(test_take) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
