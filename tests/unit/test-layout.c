/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "layout/layout.h"
#include "layout/price.h"
#include "layout/quotes.h"
#include "layout/script.h"
#include "layout/wrap.h"

/* The lines of a text, with | between them. */
static const char *wrapped(const char *text, int width, bool is_greedy)
{
	static char out[1024];
	struct wrap wrap = { 0 };
	struct wrap_input input = {
		.text = text, .len = strlen(text), .width = width, .is_greedy = is_greedy
	};
	struct str str = { 0 };

	wrap_text(&wrap, &input);
	for (size_t i = 0; i < wrap.n_lines; i++) {
		const struct wrap_line *line = &wrap.lines[i];

		str_text(&str, i > 0 ? "|" : "");
		str_add(&str, text + line->start, line->end - line->start);
		str_text(&str, line->has_hyphen ? "-" : "");
		assert_true(line->columns <= width);
	}
	snprintf(out, sizeof(out), "%s", str_bytes(&str));
	str_release(&str);
	wrap_release(&wrap);
	return out;
}

static void test_wrap(void **state)
{
	static const struct {
		const char *text;
		int width;
		const char *greedy, *optimum;
	} samples[] = {
		{ "", 10, "", "" },
		{ "word", 10, "word", "word" },
		{ "aaa bb cc ddddd", 6, "aaa bb|cc|ddddd", "aaa|bb cc|ddddd" },
		{ "one two\nthree", 20, "one two|three", "one two|three" },
		{ "abcdefghij", 4, "abcd|efgh|ij", "abcd|efgh|ij" },
		{ "in\xc2\xad"
		  "side",
		  4, "in\xc2\xad-|side", "in\xc2\xad-|side" },
		{ "for € 40 each", 7, "for|€ 40|each", "for|€ 40|each" },
		{ "日本語", 4, "日本|語", "日本|語" },
		{ "write to mail@example.org", 18, "write to|mail@example.org",
		  "write to|mail@example.org" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		assert_string_equal(wrapped(samples[i].text, samples[i].width, true),
				    samples[i].greedy);
		assert_string_equal(wrapped(samples[i].text, samples[i].width, false),
				    samples[i].optimum);
	}
}

static void test_wrap_extras(void **state)
{
	const struct wrap_extra extras[] = { { 4, 3, false }, { 5, 2, true } };
	struct wrap wrap = { 0 };
	struct wrap_input input = {
		.text = "link rest", .len = 9, .extras = extras, .n_extras = 2
	};

	(void)state;
	input.width = 14;
	wrap_text(&wrap, &input);
	assert_int_equal(wrap.n_lines, 1);
	assert_int_equal(wrap.lines[0].columns, 14);
	input.width = 13;
	wrap_text(&wrap, &input);
	assert_int_equal(wrap.n_lines, 2);
	assert_int_equal(wrap.lines[0].columns, 7);
	assert_int_equal(wrap.lines[1].columns, 6);
	wrap_release(&wrap);
}

static void test_price(void **state)
{
	static const struct {
		const char *text;
		size_t at;
		bool holds;
	} samples[] = {
		{ "€ 199", 4, true },        { "199 €", 4, true },  { "1 200 seats", 2, true },
		{ "CHF 35", 4, true },       { "35 EUR", 3, true }, { "35 Euros", 3, false },
		{ "in 2024 300", 8, false }, { "a 199", 2, false }, { "XCHF 3", 5, false },
		{ "12 34", 3, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_int_equal(
			price_holds(samples[i].text, strlen(samples[i].text), samples[i].at),
			samples[i].holds);
}

static void test_script(void **state)
{
	static const struct {
		const char *text;
		bool is_right;
	} samples[] = {
		{ "", false },       { "123", false },    { "שלום", true },  { "12. שלום", true },
		{ "a שלום", false }, { "“مرحبا”", true }, { "日本", false }, { "é שלום", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_int_equal(script_is_right(samples[i].text, strlen(samples[i].text)),
				 samples[i].is_right);
}

static struct document *build(const char *markdown)
{
	const struct document_input input = { .bytes = markdown, .len = strlen(markdown) };

	return document_new(&input);
}

static void test_laziness(void **state)
{
	struct str text = { 0 };
	struct document *document;
	struct layout *layout;

	(void)state;
	for (int i = 0; i < 10000; i++)
		str_format(&text, "Paragraph %d [x](y).\n\n", i);
	for (int i = 0; i < 100000; i++)
		str_text(&text, "word ");
	document = build(str_bytes(&text));
	layout = layout_new(document, &(struct layout_options){ .width = 40 });
	assert_non_null(layout_line(layout, 50));
	assert_in_range(layout_n_lines(layout), 51, 60);
	assert_false(layout_is_whole(layout));
	assert_int_equal(layout_find_link(layout, 5000), 10000);
	assert_in_range(layout_n_lines(layout), 10001, 10010);
	assert_non_null(layout_line(layout, 20010)); /* in the long paragraph */
	assert_in_range(layout_n_lines(layout), 20011, 21000);
	assert_false(layout_reach(layout, 1000000));
	assert_true(layout_is_whole(layout));
	assert_null(layout_line(layout, layout_n_lines(layout)));
	layout_free(layout);
	document_free(document);
	str_release(&text);
}

/* The words of a line. */
static void assert_line(struct layout *layout, size_t i, const char *expected)
{
	const struct line *line = layout_line(layout, i);
	struct str text = { 0 };

	assert_non_null(line);
	for (size_t k = 0; k < line->n_pieces; k++)
		str_add(&text, line->pieces[k].text, line->pieces[k].len);
	assert_string_equal(str_bytes(&text), expected);
	str_release(&text);
}

/* What is read once from the top is the same, whether what was read is kept or not. */
static void test_forget(void **state)
{
	struct str source = { 0 };
	struct document *document;
	const struct layout_options options = { .width = 40 };
	struct layout *kept, *passing;
	const struct line *line;

	(void)state;
	for (int i = 0; i < 700; i++)
		str_format(&source, "> %d. words of line %d\n\n", i, i);
	document = build(source.bytes);
	kept = layout_new(document, &options);
	passing = layout_new(document, &options);
	for (size_t i = 0; (line = layout_line(kept, i)); i++) {
		struct str text = { 0 };

		for (size_t k = 0; k < line->n_pieces; k++)
			str_add(&text, line->pieces[k].text, line->pieces[k].len);
		assert_line(passing, i, str_bytes(&text));
		str_release(&text);
		layout_forget(passing, i);
		assert_non_null(layout_line(passing, i));
	}
	assert_true(layout_n_lines(kept) > 1000);
	assert_int_equal(layout_n_lines(passing), layout_n_lines(kept));
	layout_free(passing);
	layout_free(kept);
	document_free(document);
	str_release(&source);
}

static void test_details(void **state)
{
	struct document *document = build(
		"<details><summary>More</summary><p>inside</p></details>\n");
	unsigned char *open = mem_alloc(document->n_blocks, 1);
	struct layout_options options = { .width = 40 };
	struct layout *layout = layout_new(document, &options);

	(void)state;
	assert_line(layout, 0, "▸ More");
	assert_null(layout_line(layout, 1));
	layout_free(layout);
	memset(open, 1, document->n_blocks);
	options.open = open;
	layout = layout_new(document, &options);
	free(open);
	assert_line(layout, 0, "▾ More");
	assert_line(layout, 1, "  inside");
	layout_free(layout);
	document_free(document);
}

static void test_numbers(void **state)
{
	struct document *document = build("See [the *whole* list](a) and ![a hall](b).\n");
	struct layout_options options = { .width = 60, .has_numbers = true };
	struct layout *layout = layout_new(document, &options);
	const struct line *line = layout_line(layout, 0);

	(void)state;
	assert_line(layout, 0, "See the whole list[1] and ▣ a hall[2].");
	for (size_t i = 0; i < line->n_pieces; i++)
		if (memcmp(line->pieces[i].text, "[1]", 3) == 0) {
			assert_true(line->pieces[i].is_ornament);
			assert_int_equal(line->pieces[i].link, 0);
			assert_int_equal(line->pieces[i].role, ROLE_LINK_NUMBER);
		}
	layout_free(layout);
	document_free(document);
}

static void test_raised(void **state)
{
	struct document *document = build("x<sup>12</sup> y<sup>123456789012345678901234567890123"
					  "</sup> z<sup>1--2</sup>\n");
	struct layout_options options = { .width = 60 };
	struct layout *layout = layout_new(document, &options);

	(void)state;
	assert_line(layout, 0, "x¹² y123456789012345678901234567890123 z¹⁻⁻²");
	layout_free(layout);
	options.is_ascii = true;
	layout = layout_new(document, &options);
	assert_line(layout, 0, "x^12 y123456789012345678901234567890123 z^1--2");
	layout_free(layout);
	document_free(document);
}

static void test_quotes(void **state)
{
	static const struct {
		const char *language, *open;
	} samples[] = {
		{ NULL, "“" },    { "", "“" },       { "xx", "“" },    { "de-AT", "„" },
		{ "DE_de", "„" }, { "den", "“" },    { "es", "«" },    { "es-ES", "«" },
		{ "es_AR", "“" }, { "es-419", "“" }, { "est", "“" },   { "fr-CA", "«" },
		{ "pt-BR", "“" }, { "pt-PT", "«" },  { "zh-CN", "“" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_string_equal(quotes_of(samples[i].language)->open, samples[i].open);
	assert_null(quotes_of("ja")->open);
	assert_null(quotes_of("zh_TW")->open);
}

static void test_empty(void **state)
{
	struct document *document = build("");
	struct layout *layout = layout_new(document, &(struct layout_options){ .width = 20 });

	(void)state;
	assert_null(layout_line(layout, 0));
	assert_int_equal(layout_find(layout, 0), 0);
	assert_int_equal(layout_find_link(layout, 7), 0);
	layout_free(layout);
	document_free(document);
}

/* So many items or notes would take hours if each were counted again for every one of them. */
static void test_long_list(void **state)
{
	enum { N = 200000 };
	struct str text = { 0 };
	struct document *document;
	struct layout *layout;

	(void)state;
	for (int i = 0; i < N; i++)
		str_text(&text, "1. a\n");
	document = build(str_bytes(&text));
	layout = layout_new(document, &(struct layout_options){ .width = 40 });
	assert_line(layout, 0, "     1. a");
	assert_line(layout, N - 1, "200000. a");
	assert_null(layout_line(layout, N));
	layout_free(layout);
	document_free(document);
	str_release(&text);
}

/* A head that is no label is not said again with each value, however many there are. */
static void test_long_label(void **state)
{
	struct str text = { 0 };
	struct document *document;
	struct layout *layout;

	(void)state;
	str_text(&text, "| ");
	for (int i = 0; i < 101; i++)
		str_text(&text, "ab");
	str_text(&text, " | B |\n| --- | --- |\n| one | two |\n| three | four |\n");
	document = build(str_bytes(&text));
	layout = layout_new(document, &(struct layout_options){ .width = 220, .is_linear = true });
	assert_line(layout, 1, "  one");
	assert_line(layout, 2, "B: two");
	assert_line(layout, 4, "  three");
	assert_line(layout, 5, "B: four");
	layout_free(layout);
	document_free(document);
	str_release(&text);
}

/* So many quotes would take minutes if the rest of the line were read again for each of them. */
static void test_long_code(void **state)
{
	enum { N = 300000 };
	struct str text = { 0 };
	struct document *document;
	struct layout *layout;

	(void)state;
	str_text(&text, "```rust\n");
	for (int i = 0; i < N; i++)
		str_text(&text, "'\\");
	str_text(&text, "\n```\n");
	document = build(str_bytes(&text));
	layout = layout_new(document, &(struct layout_options){ .width = 24 });
	assert_line(layout, 1, "  '\\'\\'\\'\\'\\'\\'\\'\\'\\'\\'\\");
	assert_null(layout_line(layout, N));
	layout_free(layout);
	document_free(document);
	str_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_wrap),      cmocka_unit_test(test_wrap_extras),
		cmocka_unit_test(test_price),     cmocka_unit_test(test_script),
		cmocka_unit_test(test_laziness),  cmocka_unit_test(test_forget),
		cmocka_unit_test(test_details),   cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_empty),     cmocka_unit_test(test_long_list),
		cmocka_unit_test(test_raised),    cmocka_unit_test(test_quotes),
		cmocka_unit_test(test_long_code), cmocka_unit_test(test_long_label),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
