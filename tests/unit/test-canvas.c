/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "terminal/canvas.h"

static void assert_row(const struct canvas *canvas, int row, const char *expected)
{
	char *text = canvas_row(canvas, row);

	assert_string_equal(text, expected);
	free(text);
}

static int draw(const struct box *box, int row, int column, const char *text)
{
	return canvas_text(box, row, column, 1000, text, strlen(text), ROLE_TEXT, 0);
}

/* No half of a wide cluster stands alone. */
static void assert_whole(const struct canvas *canvas)
{
	for (int i = 0; i < canvas->rows * canvas->columns; i++) {
		const struct cell *cell = &canvas->cells[i];
		int column = i % canvas->columns;

		assert_in_range(cell->text + cell->len, 0, canvas->clusters.len);
		assert_int_equal(cell->len == 0, cell->columns == 0);
		if (cell->columns == 2)
			assert_true(column + 1 < canvas->columns && cell[1].columns == 0);
		if (cell->columns == 0)
			assert_true(column > 0 && cell[-1].columns == 2);
	}
}

static void test_text(void **state)
{
	struct canvas canvas;
	struct box box;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 2, 10);
	box = canvas_box(&canvas);
	assert_row(&canvas, 0, "");
	assert_int_equal(draw(&box, 0, 2, "größe"), 5);
	assert_row(&canvas, 0, "  größe");
	assert_int_equal(draw(&box, 1, 7, "abcdef"), 3);
	assert_row(&canvas, 1, "       abc");
	assert_int_equal(draw(&box, 2, 0, "x"), 0);
	assert_int_equal(draw(&box, -1, 0, "x"), 0);
	assert_int_equal(draw(&box, 0, 10, "x"), 0);
	assert_int_equal(canvas_text(&box, 0, 0, 2, "abc", 3, ROLE_TEXT, 0), 2);
	assert_row(&canvas, 0, "abgröße");
	assert_int_equal(canvas_text(&box, 0, 0, 0, "xyz", 3, ROLE_TEXT, 0), 0);
	assert_int_equal(draw(&box, 1, 0, "e\xcc\x81s"), 2);
	assert_row(&canvas, 1, "e\xcc\x81s     abc");
	canvas_release(&canvas);
}

/* A terminal's cell takes one letter. */
static void test_flag(void **state)
{
	struct canvas canvas;
	struct box box;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 1, 6);
	box = canvas_box(&canvas);
	assert_int_equal(draw(&box, 0, 0, "🇩🇪日"), 4);
	assert_row(&canvas, 0, "DE日");
	for (int i = 0; i < 3; i++) {
		const struct cell *cell = &canvas.cells[i];

		assert_int_equal(cell->len, i < 2 ? 1 : 3);
		assert_int_equal(cell->columns, i < 2 ? 1 : 2);
	}
	canvas_release(&canvas);
}

static void test_cut_at_the_left(void **state)
{
	struct canvas canvas;
	struct box box;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 1, 6);
	box = canvas_box(&canvas);
	draw(&box, 0, -2, "abcd");
	assert_row(&canvas, 0, "cd");
	draw(&box, 0, -1, "日本");
	assert_row(&canvas, 0, " 本");
	assert_whole(&canvas);
	canvas_release(&canvas);
}

static void test_wide(void **state)
{
	struct canvas canvas;
	struct box box;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 1, 5);
	box = canvas_box(&canvas);
	assert_int_equal(draw(&box, 0, 0, "日本語"), 4);
	assert_row(&canvas, 0, "日本");
	draw(&box, 0, 1, "x");
	assert_row(&canvas, 0, " x本");
	assert_whole(&canvas);
	draw(&box, 0, 2, "y");
	assert_row(&canvas, 0, " xy");
	assert_whole(&canvas);
	draw(&box, 0, 0, "日本");
	draw(&box, 0, 1, "語");
	assert_row(&canvas, 0, " 語");
	assert_whole(&canvas);
	assert_int_equal(canvas_text(&box, 0, 0, 3, "日本", 6, ROLE_TEXT, 0), 2);
	canvas_release(&canvas);
}

/* Boxes cut, and what they cut leaves blanks. */
static void test_parts(void **state)
{
	struct canvas canvas;
	struct box box, part, none;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 3, 8);
	box = canvas_box(&canvas);
	for (int i = 0; i < 3; i++)
		draw(&box, i, 0, "日本語字");
	part = canvas_part(&box, 1, 3, 5, 2);
	assert_int_equal(part.rows, 2);
	assert_int_equal(part.columns, 2);
	canvas_clear(&part, ROLE_TEXT);
	assert_row(&canvas, 0, "日本語字");
	assert_row(&canvas, 1, "日    字");
	assert_whole(&canvas);
	assert_int_equal(draw(&part, 0, 1, "abc"), 1);
	assert_row(&canvas, 1, "日  a 字");
	assert_int_equal(draw(&part, 1, 1, "語"), 0);
	none = canvas_part(&part, 5, 5, 3, 3);
	assert_int_equal(none.rows, 0);
	assert_int_equal(none.columns, 0);
	assert_int_equal(draw(&none, 0, 0, "x"), 0);
	canvas_clear(&none, ROLE_TEXT);
	none = canvas_part(&box, -1, -2, 2, 4);
	assert_int_equal(none.rows, 1);
	assert_int_equal(none.columns, 2);
	canvas_release(&canvas);
}

static void test_line(void **state)
{
	struct canvas canvas;
	struct box box;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 1, 6);
	box = canvas_box(&canvas);
	assert_int_equal(canvas_line(&box, 0, 0, 6, "abcdef", ROLE_TEXT, 0), 6);
	assert_row(&canvas, 0, "abcdef");
	assert_int_equal(canvas_line(&box, 0, 0, 5, "abcdef", ROLE_TEXT, 0), 5);
	assert_row(&canvas, 0, "abcd…f");
	canvas_clear(&box, ROLE_TEXT);
	assert_int_equal(canvas_line(&box, 0, 0, 99, "日本語字", ROLE_TEXT, 0), 5);
	assert_row(&canvas, 0, "日本…");
	assert_int_equal(canvas_line(&box, 0, 5, 1, "xy", ROLE_TEXT, 0), 1);
	assert_row(&canvas, 0, "日本……");
	assert_int_equal(canvas_line(&box, 0, 6, 3, "xy", ROLE_TEXT, 0), 0);
	canvas_clear(&box, ROLE_TEXT);
	canvas.is_ascii = true;
	assert_int_equal(canvas_line(&box, 0, 0, 6, "abcdefg", ROLE_TEXT, 0), 6);
	assert_row(&canvas, 0, "abc...");
	canvas_clear(&box, ROLE_TEXT);
	assert_int_equal(canvas_line(&box, 0, 0, 2, "abcdefg", ROLE_TEXT, 0), 2);
	assert_row(&canvas, 0, "..");
	canvas_release(&canvas);
}

static void test_looks(void **state)
{
	struct canvas canvas;
	struct box box;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 1, 6);
	box = canvas_box(&canvas);
	canvas_clear(&box, ROLE_STATUS);
	canvas_text(&box, 0, 0, 3, "abc", 3, ROLE_LINK, STYLE_BOLD);
	assert_int_equal(canvas.cells[2].role, ROLE_LINK);
	assert_int_equal(canvas.cells[2].styles, STYLE_BOLD);
	assert_int_equal(canvas.cells[3].role, ROLE_STATUS);
	canvas_paint(&box, 0, 1, 1, N_ROLES, STYLE_UNDERLINE);
	assert_int_equal(canvas.cells[1].role, ROLE_LINK);
	assert_int_equal(canvas.cells[1].styles, STYLE_BOLD | STYLE_UNDERLINE);
	canvas_paint(&box, 0, -5, 100, ROLE_SELECTED, 0);
	for (int i = 0; i < 6; i++) {
		assert_int_equal(canvas.cells[i].role, ROLE_SELECTED);
		assert_int_equal(canvas.cells[i].styles, 0);
	}
	canvas_paint(&box, 1, 0, 6, ROLE_TEXT, 0);
	canvas_cursor(&box, 0, 4);
	assert_int_equal(canvas.cursor_column, 4);
	canvas_cursor(&box, 0, 6);
	assert_int_equal(canvas.cursor_row, -1);
	canvas_release(&canvas);
}

/* The texts of what was drawn over do not pile up, and nothing gets lost when they go. */
static void test_memory(void **state)
{
	struct canvas canvas;
	struct box box, lower;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 4, 20);
	box = canvas_box(&canvas);
	lower = canvas_part(&box, 1, 0, 3, 20);
	draw(&box, 0, 0, "日本語 é – ”");
	for (int i = 0; i < 20000; i++) {
		canvas_clear(&lower, ROLE_TEXT);
		draw(&lower, i % 3, 0, "ä ö ü 日 — “…”");
	}
	assert_in_range(canvas.clusters.len, 1, 128 * 1024);
	assert_row(&canvas, 0, "日本語 é – ”");
	assert_row(&canvas, 1 + 19999 % 3, "ä ö ü 日 — “…”");
	canvas_release(&canvas);
}

/* Anything drawn anywhere leaves a whole canvas. */
static void test_anything(void **state)
{
	static const char *const texts[] = { "日本語",       "a",   "e\xcc\x81", "🇩🇪🇪🇸",
					     "👩‍💻x", "…——", "\xff\xfe",  "" };
	struct canvas canvas;
	struct box box, part;
	unsigned random = 1;

	(void)state;
	canvas_init(&canvas);
	canvas_resize(&canvas, 5, 9);
	box = canvas_box(&canvas);
	for (int i = 0; i < 20000; i++) {
		int place[6];

		for (int j = 0; j < 6; j++) {
			random = random * 1103515245 + 12345;
			place[j] = (int)(random >> 16) % 13 - 2;
		}
		part = canvas_part(&box, place[0], place[1], place[2], place[3]);
		if (place[5] == 7)
			canvas_clear(&part, ROLE_TEXT);
		draw(&part, place[4], place[5], texts[(random >> 20) % 8]);
		assert_whole(&canvas);
	}
	canvas_release(&canvas);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_flag),
		cmocka_unit_test(test_cut_at_the_left),
		cmocka_unit_test(test_wide),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_anything),
	};

	return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
