/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "view/oneline.h"

struct sample {
	const char *name;
	int most;
	bool is_visual, is_ascii;
	const char *text, *row;
	int used;
};

static const struct sample samples[] = {
	{ "plain", 10, true, false, "News", "News", 4 },
	{ "as it comes", 20, false, false, "כנס 2027", "כנס 2027", 8 },
	{ "from the right", 20, true, false, "כנס 2027", "2027 סנכ", 8 },
	{ "a word in a line from the left", 20, true, false, "At כנס (א) now", "At א) סנכ) now",
	  14 },
	{ "a line from the left that is cut", 6, true, false, "At כנס now", "At נכ…", 6 },
	{ "cut at the end, which is at the left", 5, true, false, "כנס פייתון", "… סנכ", 5 },
	{ "in ASCII", 8, true, true, "A longer line", "A lon...", 8 },
	{ "from the right in ASCII", 7, true, true, "כנס פייתון", "... סנכ", 7 },
	{ "no room for the sign", 2, true, true, "כנס", "..", 2 },
	{ "no room", 0, true, false, "כנס", "", 0 },
};

static void test_draw(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *sample = &samples[i];
		struct canvas canvas;
		struct box box;
		char *row;
		int used;

		canvas_init(&canvas);
		canvas.is_visual = sample->is_visual;
		canvas.is_ascii = sample->is_ascii;
		canvas_resize(&canvas, 1, 20);
		box = canvas_box(&canvas);
		used = oneline_draw(&box, 0, 0, sample->most, sample->text, ROLE_TEXT, 0);
		row = canvas_row(&canvas, 0);
		if (strcmp(row, sample->row) != 0 || used != sample->used)
			fail_msg("%s: “%s” in %d columns, not “%s” in %d", sample->name, row, used,
				 sample->row, sample->used);
		free(row);
		canvas_release(&canvas);
	}
}

/* The painted cells as "^". */
static void assert_painted(const char *text, size_t start, size_t end, const char *marks)
{
	struct canvas canvas;
	struct box box;
	char found[21] = "";

	canvas_init(&canvas);
	canvas.is_visual = true;
	canvas_resize(&canvas, 1, 20);
	box = canvas_box(&canvas);
	oneline_draw(&box, 0, 1, 12, text, ROLE_TEXT, 0);
	oneline_paint(&box, 0, 1, 12, text, start, end, ROLE_MATCH);
	for (int i = 0; i < 20; i++)
		found[i] = canvas.cells[i].role == ROLE_MATCH ? '^' : ' ';
	for (size_t len = 20; len > 0 && found[len - 1] == ' '; len--)
		found[len - 1] = '\0';
	assert_string_equal(found, marks);
	canvas_release(&canvas);
}

static void test_paint(void **state)
{
	(void)state;
	assert_painted("one two", 4, 7, "     ^^^");
	assert_painted("beyond the edge of it", 4, 20, "     ^^^^^^^^");
	assert_painted("אבגד", 0, 4, "   ^^");       /* the first two letters are at the right */
	assert_painted("At אבגד", 3, 5, "       ^"); /* one letter */
	assert_painted("At אבגד", 0, 2, " ^^");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_paint),
	};

	return cmocka_run_group_tests_name("oneline", tests, NULL, NULL);
}
