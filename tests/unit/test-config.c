/* SPDX-License-Identifier: MIT */
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
#include "base/mem.h"
#include "base/strings.h"
#include "config/action.h"
#include "config/config.h"
#include "config/nearest.h"

/* The warnings, in the order told. */
static void keep(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	strings_add(context, sentence);
}

static struct config *read_config(const char *bytes, struct strings *told)
{
	struct notes notes = { keep, told };
	struct config *config;
	struct err err;

	assert_int_equal(file_write("config-test.yaml", bytes, strlen(bytes), &err), 0);
	config = config_new("config-test.yaml", &notes);
	unlink("config-test.yaml");
	return config;
}

static void test_defaults(void **state)
{
	struct strings told = { 0 };
	struct notes notes = { keep, &told };
	struct config *config = config_new("there-is-no-such-file.yaml", &notes);

	(void)state;
	assert_int_equal(told.n_items, 0);
	assert_int_equal(config_number(config, OPTION_WIDTH), 80);
	assert_true(config_truth(config, OPTION_MOUSE));
	assert_false(config_truth(config, OPTION_ASCII));
	assert_string_equal(config_text(config, OPTION_COLOR), "auto");
	assert_string_equal(config_text(config, OPTION_BROWSER), "");
	assert_null(config_section(config, "keys"));
	config_free(config);
	config_free(NULL);
}

static void test_file(void **state)
{
	struct strings told = { 0 };
	struct config *config = read_config("width: 72\nmouse: Off\nbrowser: \"w3m '%u'\"\n"
					    "color: never\nascii:\n"
					    "views:\n  New: is:unread\nkeys: {quit: ''}\n",
					    &told);

	(void)state;
	assert_int_equal(told.n_items, 0);
	assert_int_equal(config_number(config, OPTION_WIDTH), 72);
	assert_false(config_truth(config, OPTION_MOUSE));
	assert_false(config_truth(config, OPTION_ASCII));
	assert_string_equal(config_text(config, OPTION_BROWSER), "w3m '%u'");
	assert_string_equal(config_text(config, OPTION_COLOR), "never");
	assert_string_equal(value_text(config_section(config, "views"), "New"), "is:unread");
	assert_non_null(config_section(config, "keys"));
	assert_string_equal(config_path(config), "config-test.yaml");
	config_free(config);
}

static void test_mistakes(void **state)
{
	static const struct {
		const char *bytes, *sentence;
	} samples[] = {
		{ "width: wide\n",
		  "config-test.yaml, line 1: “width” takes a number from 20 to 300, not “wide”." },
		{ "\nwidth: 301\n",
		  "config-test.yaml, line 2: “width” takes a number from 20 to 300, not “301”." },
		{ "width: 80 columns\n",
		  "config-test.yaml, line 1: “width” takes a number from 20 to "
		  "300, not “80 columns”." },
		{ "mouse: maybe\n",
		  "config-test.yaml, line 1: “mouse” takes yes or no, not “maybe”." },
		{ "color: red\n",
		  "config-test.yaml, line 1: “color” takes one of these, not “red”: "
		  "auto always never." },
		{ "color: auto always\n",
		  "config-test.yaml, line 1: “color” takes one of these, not “auto always”: auto "
		  "always never." },
		{ "widht: 72\n",
		  "config-test.yaml, line 1: There is no “widht” here; did you mean “width”?" },
		{ "fizzbuzz: 72\n", "config-test.yaml, line 1: There is no “fizzbuzz” here." },
		{ "theme: [a, b]\n", "config-test.yaml, line 1: “theme” takes one value." },
		{ "keys: none\n",
		  "config-test.yaml, line 1: “keys” takes lines of its own below it, "
		  "each with a name, a colon and a value." },
		{ "- width\n",
		  "config-test.yaml, line 1: Here should be lines with a name, a colon "
		  "and a value." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct strings told = { 0 };
		struct config *config = read_config(samples[i].bytes, &told);

		assert_int_equal(told.n_items, 1);
		assert_string_equal(told.items[0], samples[i].sentence);
		assert_int_equal(config_number(config, OPTION_WIDTH), 80);
		assert_string_equal(config_text(config, OPTION_COLOR), "auto");
		strings_release(&told);
		config_free(config);
	}
}

static void test_broken(void **state)
{
	struct strings told = { 0 };
	struct config *config = read_config("width: 72\n\tmouse: [\n", &told);

	(void)state;
	assert_int_equal(told.n_items, 1);
	assert_non_null(strstr(told.items[0], "config-test.yaml"));
	assert_int_equal(config_number(config, OPTION_WIDTH), 80);
	strings_release(&told);
	config_free(config);
}

static void test_set(void **state)
{
	struct config *config = config_new(NULL, NULL);
	struct err err;

	(void)state;
	assert_int_equal(config_set(config, OPTION_WIDTH, "40", &err), 0);
	assert_int_equal(config_number(config, OPTION_WIDTH), 40);
	assert_int_equal(config_set(config, OPTION_WIDTH, "19", &err), -1);
	assert_string_equal(err.text, "“width” takes a number from 20 to 300, not “19”.");
	assert_int_equal(config_number(config, OPTION_WIDTH), 40);
	assert_int_equal(config_set(config, OPTION_ASCII, "YES", &err), 0);
	assert_true(config_truth(config, OPTION_ASCII));
	config_free(config);
}

/* Every row can be found by its name, and says what it does. */
static void test_tables(void **state)
{
	(void)state;
	for (int i = 0; i < N_OPTIONS; i++) {
		enum option option;

		assert_true(config_find(config_info((enum option)i)->name, &option));
		assert_int_equal(option, i);
		assert_true(strlen(config_info(option)->help) > 5);
	}
	for (int i = 0; i < N_ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);
		enum action action;

		assert_true(action_find(info->name, &action));
		assert_int_equal(action, i);
		assert_true(strlen(info->help) > 3);
		assert_true(info->where != 0);
	}
	assert_false(action_find("sing", &(enum action){ 0 }));
}

static const char *sample_name(size_t i)
{
	static const char *const names[] = { "next-link", "next-post", "quit", "quit-now" };

	return names[i];
}

static void test_nearest(void **state)
{
	static const struct {
		const char *typed, *name;
	} samples[] = {
		{ "next-link", "next-link" },
		{ "nextlink", "next-link" },
		{ "qiut", "quit" },
		{ "next-psot", "next-post" },
		{ "quits", "quit" },
		{ "x", NULL },
		{ "", NULL },
		{ "something-else", NULL },
		{ "quitnow", "quit-now" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const char *name = nearest_name(samples[i].typed, sample_name, 4);

		assert_true((name == NULL) == (samples[i].name == NULL));
		if (name)
			assert_string_equal(name, samples[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults), cmocka_unit_test(test_file),
		cmocka_unit_test(test_mistakes), cmocka_unit_test(test_broken),
		cmocka_unit_test(test_set),      cmocka_unit_test(test_tables),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
