/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "view/prompt.h"

struct sample {
	const char *keys; /* with blanks between */
	const char *text;
	size_t cursor;
	enum prompt_reply reply; /* to the last key */
};

static const struct sample samples[] = {
	{ "a b Space c", "ab c", 4, PROMPT_CHANGED },
	{ "a é 日 Backspace", "aé", 3, PROMPT_CHANGED },
	{ "a é 日 Left Left x", "axé日", 2, PROMPT_CHANGED },
	{ "o n e Space t w o ^W", "one ", 4, PROMPT_CHANGED },
	{ "o n e Home Delete", "ne", 0, PROMPT_CHANGED },
	{ "a b c Home ^K", "", 0, PROMPT_CHANGED },
	{ "a b c Left ^U", "c", 0, PROMPT_CHANGED },
	{ "a Enter", "a", 1, PROMPT_ENTER },
	{ "a Escape", "a", 1, PROMPT_CANCEL },
	{ "a Backspace Backspace", "", 0, PROMPT_CANCEL },
	{ "a F5", "a", 1, PROMPT_IGNORED },
	{ "a Home Left", "a", 0, PROMPT_MOVED },
	{ "a End Right", "a", 1, PROMPT_MOVED },
};

static void type(struct prompt *prompt, const char *keys, enum prompt_reply *reply)
{
	char key[40];
	int used;

	for (; sscanf(keys, "%39s%n", key, &used) == 1; keys += used)
		*reply = prompt_key(prompt, key);
}

static void test_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		enum prompt_reply reply = PROMPT_IGNORED;
		struct prompt prompt;

		prompt_init(&prompt, "Search:", "");
		type(&prompt, samples[i].keys, &reply);
		if (strcmp(str_bytes(&prompt.text), samples[i].text) != 0)
			print_error("%s: “%s”\n", samples[i].keys, str_bytes(&prompt.text));
		assert_string_equal(str_bytes(&prompt.text), samples[i].text);
		assert_int_equal(prompt.cursor, samples[i].cursor);
		assert_int_equal(reply, samples[i].reply);
		prompt_release(&prompt);
	}
}

static void test_draws_where_the_cursor_is(void **state)
{
	struct canvas canvas;
	struct prompt prompt;
	struct box box;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 1, 20);
	box = canvas_box(&canvas);
	prompt_init(&prompt, "Search:", "a text that is wider than the line");
	prompt_draw(&prompt, &box, NULL);
	assert_int_equal(canvas.cursor_row, 0);
	assert_true(canvas.cursor_column < 20);
	prompt_release(&prompt);
	canvas_release(&canvas);
}

static void test_is_bounded(void **state)
{
	struct prompt prompt;

	(void)state;
	prompt_init(&prompt, "Search:", "");
	for (int i = 0; i < 4096; i++)
		assert_int_equal(prompt_key(&prompt, "x"), PROMPT_CHANGED);
	assert_int_equal(prompt_key(&prompt, "x"), PROMPT_IGNORED);
	assert_int_equal(prompt.text.len, 4096);
	prompt_release(&prompt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_draws_where_the_cursor_is),
		cmocka_unit_test(test_is_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
