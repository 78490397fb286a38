/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "document/document.h"
#include "text/safe.h"

static struct document *make(enum document_kind kind, const char *text, const char *title)
{
	const struct document_input input = {
		.kind = kind,
		.bytes = text,
		.len = strlen(text),
		.title = title,
	};

	return document_new(&input);
}

static bool is_leaf(const struct block *block)
{
	return block->kind >= BLOCK_TITLE;
}

static void check_leaf(const struct document *document, const struct block *block)
{
	size_t place = block->start;

	for (size_t i = 0; i < block->n_spans; i++) {
		const struct span *span = &document->spans[block->first_span + i];

		assert_int_equal(span->start, place);
		assert_true(span->len > 0);
		assert_true(span->link < (int)document->n_links);
		place += span->len;
	}
	assert_int_equal(place, block->start + block->len);
}

static enum block_kind needed_parent(enum block_kind kind)
{
	switch (kind) {
	case BLOCK_ITEM:
		return BLOCK_LIST;
	case BLOCK_ROW:
		return BLOCK_TABLE;
	case BLOCK_CELL:
		return BLOCK_ROW;
	case BLOCK_TERM:
	case BLOCK_DEFINITION:
		return BLOCK_DEFINITIONS;
	case BLOCK_FOOTNOTE:
		return BLOCK_FOOTNOTES;
	default:
		return BLOCK_ROOT;
	}
}

/* What document.h promises of every document. */
static void check(const struct document *document)
{
	size_t place = 0;
	bool is_first = true;

	assert_true(document->n_blocks > 0);
	assert_int_equal(document->text[document->len], '\0');
	assert_true(safe_is(document->text, document->len));
	assert_int_equal(document->blocks[0].end, document->n_blocks);
	for (size_t i = 0; i < document->n_blocks; i++) {
		const struct block *block = &document->blocks[i];
		const struct block *parent = &document->blocks[block->parent];

		assert_true(block->start + block->len <= document->len);
		assert_true(block->end > i && block->end <= parent->end);
		assert_true(i == 0 ? block->parent == 0 : block->parent < i);
		assert_true(block->start >= parent->start);
		assert_true(block->start + block->len <= parent->start + parent->len);
		if (needed_parent(block->kind) != BLOCK_ROOT)
			assert_int_equal(parent->kind, needed_parent(block->kind));
		assert_true(i == 0 || !is_leaf(parent));
		if (!is_leaf(block))
			continue;
		assert_int_equal(block->start, is_first ? 0 : place + 1);
		check_leaf(document, block);
		assert_int_equal(document_block_at(document, block->start), i);
		assert_int_equal(document_block_at(document, block->start + block->len), i);
		place = block->start + block->len;
		is_first = false;
	}
	assert_int_equal(place, document->len);
	for (size_t i = 0; i < document->n_links; i++) {
		const struct link *link = &document->links[i];

		assert_non_null(link->target);
		assert_true(link->len > 0 && link->start + link->len <= document->len);
		assert_true(i == 0 || document->links[i - 1].start <= link->start);
	}
}

/* What is written, and the words that come of it. */
static void test_words(void **state)
{
	static const struct {
		enum document_kind kind;
		const char *source, *text;
	} samples[] = {
		{ DOCUMENT_MARKDOWN, "", "" },
		{ DOCUMENT_MARKDOWN, "a\nb", "a b" },
		{ DOCUMENT_MARKDOWN, "a  \nb", "a\nb" },
		{ DOCUMENT_MARKDOWN, "# A\n\nb", "A\nb" },
		{ DOCUMENT_MARKDOWN, "x&#27;[31m&#x9b;y&amp;z&nosuch;",
		  "x[31m\xE2\x80\xBAy&z&nosuch;" },
		{ DOCUMENT_MARKDOWN, "Vec<T> and <NAME> <foo>bar</foo>", "Vec<T> and <NAME> bar" },
		{ DOCUMENT_MARKDOWN, "a<script>b</script>c <!-- d -->e", "ac e" },
		{ DOCUMENT_HTML, "<p>a\n <b> b</b>  c</p>\n<p>d", "a b c\nd" },
		{ DOCUMENT_HTML, "a<br>b<br><br>c", "a\nb\nc" },
		{ DOCUMENT_HTML, "<style>p{}</style><svg><text>x</text></svg>y", "y" },
		{ DOCUMENT_HTML, "<q>a</q> <ul><li>b<li>c</ul>",
		  "\xE2\x80\x9C"
		  "a\xE2\x80\x9D\nb\nc" },
		{ DOCUMENT_HTML, "1 < 2 <3 & <a b", "1 < 2 <3 & <a b" },
		{ DOCUMENT_PLAIN, "a\nb\n\nc <b>", "a b\nc <b>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct document *document = make(samples[i].kind, samples[i].source, NULL);

		assert_string_equal(document->text, samples[i].text);
		check(document);
		document_free(document);
	}
}

static void test_one_link(void **state)
{
	struct document *document = make(
		DOCUMENT_MARKDOWN, "So <a href=\"https://ti.example/x\">get **your** seat</a>!",
		NULL);
	const struct link *link = &document->links[0];

	(void)state;
	check(document);
	assert_int_equal(document->n_links, 1);
	assert_string_equal(link->target, "https://ti.example/x");
	assert_memory_equal(document->text + link->start, "get your seat", link->len);
	document_free(document);
}

static void test_title(void **state)
{
	struct document *document = make(DOCUMENT_MARKDOWN, "# GRÜSSE\n\n# Grüße\n", "Grüße");

	(void)state;
	check(document);
	assert_string_equal(document->text, "Grüße\nGrüße");
	assert_int_equal(document->blocks[1].kind, BLOCK_TITLE);
	assert_int_equal(document_anchor(document, "grüsse"), 1);
	assert_int_equal(document_anchor(document, "gr%C3%BC%C3%9Fe"), 2);
	assert_int_equal(document_anchor(document, "nowhere"), 0);
	document_free(document);
}

static const struct hostile {
	enum document_kind kind;
	const char *repeated;
} hostiles[] = {
	{ DOCUMENT_MARKDOWN, "[" },
	{ DOCUMENT_MARKDOWN, "![" },
	{ DOCUMENT_MARKDOWN, "[a](" },
	{ DOCUMENT_MARKDOWN, "*" },
	{ DOCUMENT_MARKDOWN, "**a *b " },
	{ DOCUMENT_MARKDOWN, "*a_ " },
	{ DOCUMENT_MARKDOWN, "> " },
	{ DOCUMENT_MARKDOWN, "- " },
	{ DOCUMENT_MARKDOWN, "`a``b" },
	{ DOCUMENT_MARKDOWN, "<a>" },
	{ DOCUMENT_MARKDOWN, "<a href=\"x\">" },
	{ DOCUMENT_MARKDOWN, "<div>\n\n" },
	{ DOCUMENT_MARKDOWN, "x <!-- " },
	{ DOCUMENT_MARKDOWN, "http://a.example/b " },
	{ DOCUMENT_MARKDOWN, "a@b.example " },
	{ DOCUMENT_MARKDOWN, "www.a." },
	{ DOCUMENT_MARKDOWN, "# a\n" },
	{ DOCUMENT_MARKDOWN, "[^1]: a\n" },
	{ DOCUMENT_MARKDOWN, "a\n: b\n" },
	{ DOCUMENT_MARKDOWN, ":::note\n" },
	{ DOCUMENT_MARKDOWN, "> [!NOTE]\n> x\n\n" },
	{ DOCUMENT_MARKDOWN, "!!! note\n    x\n" },
	{ DOCUMENT_MARKDOWN, ":tada:" },
	{ DOCUMENT_MARKDOWN, "*x*{: " },
	{ DOCUMENT_MARKDOWN, "[caption " },
	{ DOCUMENT_MARKDOWN, "[caption id=x]y[/caption]" },
	{ DOCUMENT_MARKDOWN, "\xEE\x80\x80" },
	{ DOCUMENT_MARKDOWN, "\xCC\x81" },
	{ DOCUMENT_MARKDOWN, "&#1;" },
	{ DOCUMENT_HTML, "<a " },
	{ DOCUMENT_HTML, "<a b=\"" },
	{ DOCUMENT_HTML, "<div>" },
	{ DOCUMENT_HTML, "<b><div></b>x" },
	{ DOCUMENT_HTML, "<table><tr><td>x" },
	{ DOCUMENT_HTML, "<ul><li>x" },
	{ DOCUMENT_HTML, "<blockquote>x" },
	{ DOCUMENT_HTML, "<li>x" },
	{ DOCUMENT_HTML, "</b>" },
	{ DOCUMENT_HTML, "<b>\xCC\x81</b>" },
	{ DOCUMENT_HTML, "<video><source src=x>" },
	{ DOCUMENT_HTML, "<svg>" },
	{ DOCUMENT_HTML, "<x1>" },
	{ DOCUMENT_HTML, "@a." },
	{ DOCUMENT_HTML, "<p id=x>" },
	{ DOCUMENT_PLAIN, "http://" },
};

/* Each of them would take minutes if time grew with the square of what is written, or die of memory
 * if it did. */
static void test_hostile(void **state)
{
	enum { BYTES = 300000, SECONDS = 300 };

	(void)state;
	alarm(SECONDS);
	for (size_t i = 0; i < sizeof(hostiles) / sizeof(*hostiles); i++) {
		struct document *document;
		struct str text = { 0 };

		while (text.len < BYTES)
			str_text(&text, hostiles[i].repeated);
		document = make(hostiles[i].kind, text.bytes, NULL);
		check(document);
		assert_true(document->len < 3 * BYTES && document->n_blocks < BYTES);
		document_free(document);
		str_release(&text);
	}
	alarm(0);
}

static size_t count(const char *text, const char *word)
{
	size_t n = 0;

	while ((text = strstr(text, word))) {
		n++;
		text += strlen(word);
	}
	return n;
}

/* A long address used often, and a wide table with short rows, would grow without end. */
static void test_growing(void **state)
{
	struct str text = { 0 };
	struct document *document;

	(void)state;
	str_text(&text, "[a]: /");
	for (int i = 0; i < 10000; i++)
		str_byte(&text, 'x');
	str_text(&text, "\n\n");
	for (int i = 0; i < 100000; i++)
		str_text(&text, "[a] ");
	document = make(DOCUMENT_MARKDOWN, text.bytes, NULL);
	check(document);
	assert_in_range(document->n_links, 1, 1000);
	assert_int_equal(document->n_links + count(document->text, "[a]"), 100000);
	document_free(document);
	str_clear(&text);
	for (int i = 0; i < 20000; i++)
		str_text(&text, "|a");
	str_byte(&text, '\n');
	for (int i = 0; i < 20000; i++)
		str_text(&text, "|-");
	for (int i = 0; i < 100000; i++)
		str_text(&text, "\n|");
	document = make(DOCUMENT_MARKDOWN, text.bytes, NULL);
	check(document);
	assert_true(document->n_blocks < 1000000);
	document_free(document);
	str_release(&text);
}

/* Blocks in blocks are made to some depth; what is deeper keeps its words. */
static void test_deep(void **state)
{
	struct str text = { 0 };
	struct document *document;
	int deepest = 0;

	(void)state;
	for (int i = 0; i < 1000; i++)
		str_text(&text, "<blockquote><ul><li><table><tr><td>");
	str_text(&text, "word");
	document = make(DOCUMENT_HTML, text.bytes, NULL);
	check(document);
	assert_string_equal(document->text, "word");
	document_free(document);
	str_clear(&text);
	for (int i = 0; i < 10000; i++)
		str_byte(&text, '>');
	str_text(&text, " word");
	document = make(DOCUMENT_MARKDOWN, text.bytes, NULL);
	check(document);
	for (size_t i = document->n_blocks - 1; i > 0; i = document->blocks[i].parent)
		deepest++;
	assert_in_range(deepest, 10, 100);
	assert_string_equal(document->text, "word");
	document_free(document);
	str_release(&text);
}

/* Blanks collapse to one, wherever in a long text they stand. */
static void test_blanks(void **state)
{
	uint32_t seed = 11;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		struct str text = { 0 }, expected = { 0 };
		struct document *document;
		bool is_gap = false;

		for (int n = round % 90; n > 0; n--) {
			char byte = "aaaaaaaaaab  \t\n "[(seed = seed * 1103515245 + 12345) >> 16 &
							 15];

			if (round % 3 == 0 && byte == 'b')
				byte = '\n';
			str_byte(&text, byte);
			if (byte == ' ' || byte == '\t' || byte == '\n') {
				is_gap = expected.len > 0;
				continue;
			}
			if (is_gap)
				str_byte(&expected, ' ');
			str_byte(&expected, byte);
			is_gap = false;
		}
		document = make(DOCUMENT_HTML, str_bytes(&text), NULL);
		assert_string_equal(document->text, str_bytes(&expected));
		document_free(document);
		str_release(&expected);
		str_release(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),   cmocka_unit_test(test_one_link),
		cmocka_unit_test(test_title),   cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_growing), cmocka_unit_test(test_deep),
		cmocka_unit_test(test_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
