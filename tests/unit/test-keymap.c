/* SPDX-License-Identifier: MIT */
#include <limits.h>
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
#include "base/strings.h"
#include "config/keymap.h"
#include "config/keyname.h"

static void keep(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	strings_add(context, sentence);
}

static struct keymap *read_keymap(const char *bytes, struct strings *told)
{
	struct notes notes = { keep, told };
	struct config *config;
	struct keymap *keymap;
	struct err err;

	assert_int_equal(file_write("keymap-test.yaml", bytes, strlen(bytes), &err), 0);
	config = config_new("keymap-test.yaml", &notes);
	keymap = keymap_new(config, &notes);
	config_free(config);
	unlink("keymap-test.yaml");
	return keymap;
}

static void test_names(void **state)
{
	static const struct {
		const char *typed, *name;
	} samples[] = {
		{ "j", "j" },
		{ "J", "J" },
		{ "ä", "ä" },
		{ "^f", "^F" },
		{ "^F", "^F" },
		{ "Ctrl-f", "^F" },
		{ "C-f", "^F" },
		{ "^", "^" },
		{ "^]", "^]" },
		{ "^I", "Tab" },
		{ "^M", "Enter" },
		{ "esc", "Escape" },
		{ "RETURN", "Enter" },
		{ "PgDn", "PageDown" },
		{ "shift-tab", "BackTab" },
		{ "Alt-x", "Alt-x" },
		{ "M-x", "Alt-x" },
		{ "M-C-f", "Alt-^F" },
		{ "C-M-f", "Alt-^F" },
		{ "C-M-Left", "Alt-Ctrl-Left" },
		{ "Shift-Up", "Shift-Up" },
		{ "alt-esc", "Alt-Escape" },
		{ "f10", "F10" },
		{ "-", "-" },
		{ "Alt--", "Alt--" },
		{ "Alt-ä", "Alt-ä" },
		{ "MouseBack", "MouseBack" },
		{ "", NULL },
		{ "jj", NULL },
		{ "f13", NULL },
		{ "Shift-a", NULL },
		{ "Ctrl-ä", NULL },
		{ "Alt-", NULL },
		{ "Alt-Alt-x", NULL },
		{ "a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-a-x",
		  NULL },
		{ "\033", NULL },
		{ " ", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char name[KEYNAME_ROOM];
		bool is_key = keyname_read(samples[i].typed, strlen(samples[i].typed), name);

		if (is_key != (samples[i].name != NULL))
			fail_msg("“%s” is %s key", samples[i].typed, is_key ? "a" : "no");
		if (is_key)
			assert_string_equal(name, samples[i].name);
	}
}

static void test_defaults(void **state)
{
	struct strings told = { 0 };
	struct keymap *keymap = read_keymap("", &told);

	(void)state;
	assert_int_equal(told.n_items, 0);
	assert_int_equal(keymap_find(keymap, "j", ON_LIST), ACTION_DOWN);
	assert_int_equal(keymap_find(keymap, "^F", ON_PAGE), ACTION_PAGE_DOWN);
	assert_int_equal(keymap_find(keymap, "Tab", ON_PAGE), ACTION_NEXT_LINK);
	assert_int_equal(keymap_find(keymap, "§", ON_PAGE), ACTION_NONE);
	assert_string_equal(keymap_keys(keymap, ACTION_DOWN), "j Down");
	assert_string_equal(keymap_key(keymap, ACTION_DOWN), "j");
	for (int i = 0; i < N_ACTIONS; i++)
		assert_true(*keymap_key(keymap, (enum action)i));
	keymap_free(keymap);
	keymap_free(NULL);
}

static void test_laid_over(void **state)
{
	struct strings told = { 0 };
	struct keymap *keymap = read_keymap("keys:\n"
					    "  ticket: T ^t\n"
					    "  quit: ''\n"
					    "  redraw:\n"
					    "  next-link: [q, Shift-Tab, PgDn]\n",
					    &told);

	(void)state;
	assert_int_equal(told.n_items, 0);
	assert_string_equal(keymap_keys(keymap, ACTION_TICKET), "T ^T");
	assert_int_equal(keymap_find(keymap, "t", ON_LIST), ACTION_NONE);
	assert_string_equal(keymap_keys(keymap, ACTION_QUIT), "");
	assert_string_equal(keymap_key(keymap, ACTION_QUIT), "");
	assert_string_equal(keymap_keys(keymap, ACTION_REDRAW), "");
	assert_string_equal(keymap_keys(keymap, ACTION_NEXT_LINK), "q BackTab PageDown");
	/* Taken from others only where the action is reached. */
	assert_int_equal(keymap_find(keymap, "PageDown", ON_PAGE), ACTION_NEXT_LINK);
	assert_int_equal(keymap_find(keymap, "PageDown", ON_LIST), ACTION_PAGE_DOWN);
	assert_string_equal(keymap_keys(keymap, ACTION_PREVIOUS_LINK), "");
	keymap_free(keymap);
}

static void test_mistakes(void **state)
{
	static const struct {
		const char *bytes, *sentence;
	} samples[] = {
		{ "keys:\n  tikcet: T\n",
		  "keymap-test.yaml, line 2: There is no “tikcet” here; did you mean “ticket”?" },
		{ "keys:\n  ticket: Tt\n", "keymap-test.yaml, line 2: “Tt” is no key." },
		{ "keys:\n  ticket: T\n  links: T\n",
		  "keymap-test.yaml, line 3: “T” is given to two actions; “links” gets it." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct strings told = { 0 };
		struct keymap *keymap = read_keymap(samples[i].bytes, &told);

		assert_int_equal(told.n_items, 1);
		assert_string_equal(told.items[0], samples[i].sentence);
		strings_release(&told);
		keymap_free(keymap);
	}
}

static void test_profile(void **state)
{
	static const char profile[] = "quit: x\nticket: q\n";
	struct strings told = { 0 };
	struct keymap *keymap;
	struct err err;
	char here[512], config[600];

	(void)state;
	assert_non_null(getcwd(here, sizeof(here)));
	assert_int_equal(file_write("profile-test.yaml", profile, strlen(profile), &err), 0);
	snprintf(config, sizeof(config),
		 "key-profile: %s/profile-test.yaml\nkeys: {ticket: '', links: x}\n", here);
	keymap = read_keymap(config, &told);
	assert_int_equal(told.n_items, 0);
	assert_int_equal(keymap_find(keymap, "x", ON_LIST), ACTION_LINKS);
	assert_int_equal(keymap_find(keymap, "x", ON_PICK), ACTION_QUIT);
	assert_int_equal(keymap_find(keymap, "q", ON_LIST), ACTION_NONE);
	keymap_free(keymap);
	unlink("profile-test.yaml");
	keymap = read_keymap("key-profile: /there/is/none.yaml\n", &told);
	assert_int_equal(told.n_items, 1);
	assert_int_equal(keymap_find(keymap, "q", ON_LIST), ACTION_QUIT);
	keymap_free(keymap);
	strings_release(&told);
}

/* The profiles that the program brings name keys and actions that there are, and leave a way out.
 */
static void test_shipped(void **state)
{
	static const char *const names[] = { "newsboat", "neomutt", "lynx" };
	char here[PATH_MAX], config[PATH_MAX + 100];

	(void)state;
	assert_non_null(realpath(getenv("srcdir") ? getenv("srcdir") : ".", here));
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct strings told = { 0 };
		struct keymap *keymap;

		snprintf(config, sizeof(config), "key-profile: %s/data/keys/%s.yaml\n", here,
			 names[i]);
		keymap = read_keymap(config, &told);
		if (told.n_items > 0)
			fail_msg("%s", told.items[0]);
		for (int action = 0; action < N_ACTIONS; action++) {
			if (!*keymap_key(keymap, (enum action)action))
				print_message("%s: no key for %s\n", names[i],
					      action_info((enum action)action)->name);
		}
		assert_true(*keymap_key(keymap, ACTION_QUIT) && *keymap_key(keymap, ACTION_HELP));
		keymap_free(keymap);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),     cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_laid_over), cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_profile),   cmocka_unit_test(test_shipped),
	};

	return cmocka_run_group_tests_name("keymap", tests, NULL, NULL);
}
