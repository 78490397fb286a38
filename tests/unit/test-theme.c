/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/path.h"
#include "base/str.h"
#include "base/strings.h"
#include "config/theme.h"

static void keep(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	strings_add(context, sentence);
}

/* A theme by the bytes of a config.yaml. */
static void read_theme(struct theme *theme, const char *bytes, struct strings *told)
{
	struct notes notes = { keep, told };
	struct config *config;
	struct err err;

	assert_int_equal(file_write("theme-test.yaml", bytes, strlen(bytes), &err), 0);
	config = config_new("theme-test.yaml", &notes);
	theme_init(theme, config, &notes);
	config_free(config);
	unlink("theme-test.yaml");
}

/* One of those that the program brings, with those that it extends. */
static void read_shipped(struct theme *theme, const char *name, struct strings *told)
{
	struct str bytes = { 0 };
	char here[512];

	assert_non_null(realpath(getenv("srcdir") ? getenv("srcdir") : ".", here));
	str_format(&bytes, "theme: %s/data/themes/%s.yaml\n", here, name);
	read_theme(theme, bytes.bytes, told);
	str_release(&bytes);
}

static bool same_look(const struct look *a, const struct look *b)
{
	return a->foreground == b->foreground && a->background == b->background &&
	       a->styles == b->styles;
}

static void test_looks(void **state)
{
	static const struct {
		const char *text;
		struct look look;
	} samples[] = {
		{ "plain", { -1, -1, 0 } },
		{ "''", { -1, -1, 0 } },
		{ "bold", { -1, -1, STYLE_BOLD } },
		{ "bold cyan on default", { 6, -1, STYLE_BOLD } },
		{ "bright-red on blue", { 9, 4, 0 } },
		{ "'dim italic #ff8000 on 17'",
		  { THEME_RGB | 0xff8000, 17, STYLE_DIM | STYLE_ITALIC } },
		{ "underline reverse strike 255",
		  { 255, -1, STYLE_UNDERLINE | STYLE_REVERSE | STYLE_STRIKE } },
		{ "on red", { -1, 1, 0 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct strings told = { 0 };
		struct theme theme;
		char bytes[200];

		snprintf(bytes, sizeof(bytes), "theme: ./none.yaml\ncolors:\n  code: %s\n",
			 samples[i].text);
		read_theme(&theme, bytes, &told);
		assert_true(same_look(&theme.looks[ROLE_CODE], &samples[i].look));
		strings_release(&told);
	}
}

static void test_mistakes(void **state)
{
	static const struct {
		const char *line, *sentence;
	} samples[] = {
		{ "haeding-1: bold", "theme-test.yaml, line 2: There is no “haeding-1” here; did "
				     "you mean “heading-1”?" },
		{ "code: bald",
		  "theme-test.yaml, line 2: “bald” is no colour and no style; did you mean "
		  "“bold”?" },
		{ "code: 256", "theme-test.yaml, line 2: “256” is no colour and no style." },
		{ "code: '#12345'",
		  "theme-test.yaml, line 2: “#12345” is no colour and no style." },
		{ "code: red on", "theme-test.yaml, line 2: Behind “on” should be a colour." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct strings told = { 0 };
		struct theme theme;
		char bytes[200];

		snprintf(bytes, sizeof(bytes), "colors:\n  %s\n", samples[i].line);
		read_theme(&theme, bytes, &told);
		assert_true(told.n_items > 0);
		assert_string_equal(told.items[told.n_items - 1], samples[i].sentence);
		strings_release(&told);
	}
}

/* Without any theme the selection and the links still show. */
static void test_nothing_there(void **state)
{
	struct strings told = { 0 };
	struct theme theme;

	(void)state;
	read_theme(&theme, "theme: ./none.yaml\n", &told);
	assert_true(told.n_items > 0);
	assert_true(theme.looks[ROLE_SELECTED].styles & STYLE_REVERSE);
	assert_true(theme.looks[ROLE_LINK].styles & STYLE_UNDERLINE);
	strings_release(&told);
}

static void test_nearest(void **state)
{
	static const struct {
		int color, n_colors, nearest;
	} samples[] = {
		{ THEME_DEFAULT, 16, THEME_DEFAULT },
		{ 5, 8, 5 },
		{ 13, 8, 5 },
		{ 13, 16, 13 },
		{ 196, 16, 9 },
		{ 244, 16, 8 },
		{ 123, 256, 123 },
		{ THEME_RGB | 0xff0000, 256, 196 },
		{ THEME_RGB | 0xfe0101, 256, 196 },
		{ THEME_RGB | 0x00d7ff, 256, 45 },
		{ THEME_RGB | 0x00ff00, 16, 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_int_equal(theme_nearest(samples[i].color, samples[i].n_colors),
				 samples[i].nearest);
	assert_int_equal(theme_rgb(214), 0xffaf00);
	assert_int_equal(theme_rgb(232), 0x080808);
	assert_int_equal(theme_rgb(THEME_RGB | 0x123456), 0x123456);
	assert_int_equal(theme_rgb(THEME_DEFAULT), THEME_DEFAULT);
}

static void test_fit(void **state)
{
	static const struct {
		struct look look;
		int n_colors;
		struct look fit;
	} samples[] = {
		{ { 244, -1, STYLE_DIM }, 0, { -1, -1, STYLE_DIM } },
		{ { 244, -1, STYLE_DIM }, 8, { -1, -1, STYLE_DIM } },
		{ { 244, -1, STYLE_DIM }, 256, { 244, -1, 0 } },
		{ { 196, 15, STYLE_BOLD }, 8, { 1, 7, STYLE_BOLD } },
		{ { THEME_RGB | 0xff0000, -1, 0 }, 1 << 24, { THEME_RGB | 0xff0000, -1, 0 } },
		{ { -1, -1, STYLE_DIM }, 256, { -1, -1, STYLE_DIM } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct look fit = theme_fit(&samples[i].look, samples[i].n_colors);

		assert_true(same_look(&fit, &samples[i].fit));
	}
}

static const char *const shipped[] = { "default", "mono", "ansi", "dark", "light" };

/* Every theme says something about every role, and without a mistake. */
static void test_shipped(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(shipped) / sizeof(*shipped); i++) {
		struct strings told = { 0 };
		struct theme theme;

		read_shipped(&theme, shipped[i], &told);
		for (size_t j = 0; j < told.n_items; j++)
			assert_non_null(strstr(told.items[j], "cannot be read"));
		strings_release(&told);
	}
}

static void test_default_is_whole(void **state)
{
	static const char *const whole[] = { "default", "mono" };
	struct str bytes = { 0 }, path = { 0 };
	struct err err;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		str_clear(&path);
		str_clear(&bytes);
		str_format(&path, "%s/data/themes/%s.yaml",
			   getenv("srcdir") ? getenv("srcdir") : ".", whole[i]);
		assert_int_equal(file_read(path.bytes, 1 << 20, &bytes, &err), 0);
		for (int role = 0; role < N_ROLES; role++) {
			char line[60];

			snprintf(line, sizeof(line), "\n%s: ", role_name((enum role)role));
			if (!strstr(bytes.bytes, line))
				fail_msg("%s.yaml says nothing of %s", whole[i],
					 role_name((enum role)role));
		}
	}
	str_release(&bytes);
	str_release(&path);
}

/* Relative luminance and contrast as WCAG 2.1 has them. */
static double luminance(int rgb)
{
	double sum = 0;
	static const double weights[] = { 0.0722, 0.7152, 0.2126 };

	for (int i = 0; i < 3; i++) {
		double part = (rgb >> 8 * i & 255) / 255.0;

		sum += weights[i] *
		       (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
	}
	return sum;
}

static double contrast(int a, int b)
{
	double light = luminance(a), dark = luminance(b);

	return light > dark ? (light + 0.05) / (dark + 0.05) : (dark + 0.05) / (light + 0.05);
}

/* The default can be read on black and on white: it does not know which one it is on. */
static void test_contrast(void **state)
{
	struct strings told = { 0 };
	struct theme theme;

	(void)state;
	read_shipped(&theme, "default", &told);
	for (int i = 0; i < N_ROLES; i++) {
		int color = theme_rgb(theme.looks[i].foreground);

		assert_int_equal(theme.looks[i].background, THEME_DEFAULT);
		if (color == THEME_DEFAULT)
			continue;
		if (contrast(color, 0x000000) < 3.5 || contrast(color, 0xffffff) < 3.5)
			fail_msg("%s cannot be read on black and white", role_name((enum role)i));
	}
	strings_release(&told);
}

/* What must be told apart is so by styles, too. */
static void test_not_by_color_alone(void **state)
{
	static const enum role pairs[][2] = {
		{ ROLE_TEXT, ROLE_LINK },
		{ ROLE_LINK, ROLE_LINK_SELECTED },
		{ ROLE_LIST_TITLE, ROLE_UNREAD },
		{ ROLE_LIST_TITLE, ROLE_SELECTED },
		{ ROLE_SELECTED, ROLE_SELECTED_OTHER },
		{ ROLE_TEXT, ROLE_MATCH },
		{ ROLE_MATCH, ROLE_MATCH_CURRENT },

		{ ROLE_HEADING_2, ROLE_HEADING_3 },
		{ ROLE_ADDED, ROLE_REMOVED },
		{ ROLE_STATUS, ROLE_STATUS_KEY },
		{ ROLE_LINK, ROLE_TICKET },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct strings told = { 0 };
		struct theme theme;

		read_shipped(&theme, shipped[i], &told);
		for (size_t j = 0; j < sizeof(pairs) / sizeof(*pairs); j++) {
			if (theme.looks[pairs[j][0]].styles == theme.looks[pairs[j][1]].styles)
				fail_msg("%s: %s looks like %s", shipped[i], role_name(pairs[j][0]),
					 role_name(pairs[j][1]));
		}
		strings_release(&told);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_nothing_there),
		cmocka_unit_test(test_nearest),
		cmocka_unit_test(test_fit),
		cmocka_unit_test(test_shipped),
		cmocka_unit_test(test_default_is_whole),
		cmocka_unit_test(test_contrast),
		cmocka_unit_test(test_not_by_color_alone),
	};

	return cmocka_run_group_tests_name("theme", tests, NULL, NULL);
}
