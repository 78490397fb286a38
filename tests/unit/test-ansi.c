/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "terminal/ansi.h"
#include "terminal/osc.h"

static void test_colors(void **state)
{
	static const struct {
		const char *term, *color;
		int n_colors;
	} samples[] = {
		{ "xterm-256color", NULL, 256 },
		{ "xterm", NULL, 16 },
		{ "dumb", NULL, 0 },
		{ "dumb", "truecolor", 0 },
		{ "", NULL, 0 },
		{ NULL, NULL, 0 },
		{ "linux", NULL, 8 },
		{ "xterm-256color", "truecolor", 1 << 24 },
		{ "tmux-256color", "24bit", 1 << 24 },
		{ "xterm-direct", NULL, 1 << 24 },
		{ "xterm-kitty", NULL, 1 << 24 },
		{ "screen", "", 16 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		unsetenv("TERM");
		unsetenv("COLORTERM");
		if (samples[i].term)
			setenv("TERM", samples[i].term, 1);
		if (samples[i].color)
			setenv("COLORTERM", samples[i].color, 1);
		assert_int_equal(ansi_colors(), samples[i].n_colors);
	}
}

static void test_looks(void **state)
{
	static const struct {
		struct look look;
		unsigned more;
		int n_colors;
		const char *bytes;
	} samples[] = {
		{ { -1, -1, 0 }, 0, 256, "" },
		{ { -1, -1, STYLE_BOLD }, STYLE_UNDERLINE, 0, "\033[1;4m" },
		{ { 1, -1, 0 }, 0, 8, "\033[31m" },
		{ { 9, 12, 0 }, 0, 16, "\033[91;104m" },
		{ { 9, 12, 0 }, 0, 8, "\033[31;44m" },
		{ { 133, 7, STYLE_ITALIC }, 0, 256, "\033[3;38;5;133;47m" },
		{ { THEME_RGB | 0x102030, THEME_RGB | 0xff, 0 },
		  0,
		  1 << 24,
		  "\033[38;2;16;32;48;48;2;0;0;255m" },
		{ { THEME_RGB | 0xff0000, -1, 0 }, 0, 256, "\033[38;5;196m" },
		{ { 133, -1, 0 }, 0, 0, "" },
		{ { 244, -1, STYLE_DIM }, 0, 16, "\033[2m" },
		{ { -1, -1, 0x3f }, 0, 0, "\033[1;2;3;4;7;9m" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str out = { 0 };

		ansi_look(&samples[i].look, samples[i].more, samples[i].n_colors, &out);
		assert_string_equal(str_bytes(&out), samples[i].bytes);
		str_release(&out);
	}
}

static void test_links(void **state)
{
	struct str out = { 0 }, url = { 0 };

	(void)state;
	ansi_link("https://x.example/a b\033]8;;\a\x7fä%20", &out);
	ansi_link(NULL, &out);
	assert_string_equal(out.bytes, "\033]8;;https://x.example/a%20b%1B]8;;%07%7F%C3%A4%20\033\\"
				       "\033]8;;\033\\");
	str_clear(&out);
	for (int i = 0; i < 3000; i++)
		str_byte(&url, 'x');
	ansi_link(url.bytes, &out);
	assert_string_equal(out.bytes, "\033]8;;\033\\");
	str_release(&url);
	str_release(&out);
}

static void test_copy(void **state)
{
	static const struct {
		const char *text, *bytes;
	} samples[] = {
		{ "", "\033]52;c;\a" },
		{ "a", "\033]52;c;YQ==\a" },
		{ "ab", "\033]52;c;YWI=\a" },
		{ "abc", "\033]52;c;YWJj\a" },
		{ "\xff\xfe\xfd?", "\033]52;c;//79Pw==\a" },
	};

	(void)state;
	unsetenv("TMUX");
	unsetenv("STY");
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str out = { 0 };

		osc_copy(samples[i].text, strlen(samples[i].text), &out);
		assert_string_equal(out.bytes, samples[i].bytes);
		str_release(&out);
	}
}

static void test_envelopes(void **state)
{
	struct str out = { 0 };
	char *text = calloc(1, OSC_MOST_COPY + 1);

	(void)state;
	setenv("TMUX", "x", 1);
	osc_copy("a", 1, &out);
	assert_string_equal(out.bytes, "\033]52;c;YQ==\a\033Ptmux;\033\033]52;c;YQ==\a\033\\");
	unsetenv("TMUX");
	str_clear(&out);
	setenv("STY", "x", 1);
	osc_copy("a", 1, &out);
	assert_string_equal(out.bytes, "\033P\033]52;c;YQ==\a\033\\");
	str_clear(&out);
	osc_copy(text, 1000, &out);
	assert_int_equal(out.len, 7 + 1336 + 1 + 3 * 4);
	str_clear(&out);
	osc_copy(text, OSC_MOST_COPY + 1, &out);
	assert_int_equal(out.len, 0);
	unsetenv("STY");
	free(text);
	str_release(&out);
}

static void test_title(void **state)
{
	struct str out = { 0 }, title = { 0 };

	(void)state;
	osc_title("A\033]0;x\a\n title\xc2\x9b – ä\x7f", &out);
	assert_string_equal(out.bytes, "\033]2;A]0;x title – ä\a");
	str_clear(&out);
	for (int i = 0; i < 300; i++)
		str_text(&title, "ä");
	osc_title(title.bytes, &out);
	assert_int_equal(out.len, 4 + 200 + 1);
	str_release(&title);
	str_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_colors),    cmocka_unit_test(test_looks),
		cmocka_unit_test(test_links),     cmocka_unit_test(test_copy),
		cmocka_unit_test(test_envelopes), cmocka_unit_test(test_title),
	};

	return cmocka_run_group_tests_name("ansi", tests, NULL, NULL);
}
