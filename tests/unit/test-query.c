/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/query.h"
#include "store/span.h"

/* 2026-11-20, a Friday. */
static const int64_t today = 20777;

static const char *const names[] = {
	[QUERY_TEXT] = "",           [QUERY_TITLE] = "title:",
	[QUERY_AUTHOR] = "author:",  [QUERY_CATEGORY] = "category:",
	[QUERY_TAG] = "tag:",        [QUERY_IMAGE] = "image",
	[QUERY_TICKET] = "ticket",   [QUERY_LANG] = "lang:",
	[QUERY_SOURCE] = "source:",  [QUERY_DAYS] = "days",
	[QUERY_UNREAD] = "unread",   [QUERY_READ] = "read",
	[QUERY_STARRED] = "starred", [QUERY_CHANGED] = "changed",
};

static void show(const struct query_node *node, struct str *out)
{
	static const char *const marks[] = { "&", "|", "!" };

	if (node->kind == QUERY_TERM) {
		str_text(out, names[node->field]);
		str_text(out, node->text);
		if (node->is_prefix)
			str_byte(out, '*');
		if (node->field == QUERY_DAYS)
			str_format(out, "%lld..%lld", (long long)(node->from - today),
				   (long long)(node->to - today));
		return;
	}
	if (node->n_nodes == 1 && node->kind != QUERY_NOT) {
		show(node->nodes[0], out);
		return;
	}
	str_text(out, marks[node->kind]);
	str_byte(out, '(');
	for (size_t i = 0; i < node->n_nodes; i++) {
		if (i > 0)
			str_byte(out, ' ');
		show(node->nodes[i], out);
	}
	str_byte(out, ')');
}

static void test_trees(void **context)
{
	static const struct {
		const char *query, *tree;
	} samples[] = {
		{ "", "&()" },
		{ "  ", "&()" },
		{ "word", "word*" },
		{ "two words", "&(two* words*)" },
		{ "\"two words\"", "two words" },
		{ "a or b", "|(a* b*)" },
		{ "a OR b", "|(a* b*)" },
		{ "a b or c", "|(&(a* b*) c*)" },
		{ "a (b or c)", "&(a* |(b* c*))" },
		{ "a or (b c)", "|(a* &(b* c*))" },
		{ "not (a or b)", "!(|(a* b*))" },
		{ "( a )", "a*" },
		{ "a and b", "&(a* b*)" },
		{ "-a", "!(a*)" },
		{ "not a b", "&(!(a*) b*)" },
		{ "-(a b)", "!(&(a* b*))" },
		{ "--a", "!(!(a*))" },
		{ "e-mail", "e-mail*" },
		{ "order oregon", "&(order* oregon*)" },
		{ "\"or\"", "or" },
		{ "title:x", "title:x*" },
		{ "Title:X", "title:X*" },
		{ "author:\"Ada L\"", "author:Ada L" },
		{ "category:x tag:y source:z lang:de", "&(category:x* tag:y* source:z* lang:de*)" },
		{ "is:unread", "unread" },
		{ "is:Starred is:read is:changed", "&(starred read changed)" },
		{ "has:ticket has:image", "&(ticket image)" },
		{ "-is:read", "!(read)" },
		{ "https://example.org/x", "https://example.org/x*" },
		{ "10:30", "10:30*" },
		{ "date:today", "days0..1" },
		{ "date:yesterday", "days-1..0" },
		{ "date:2026-11-20", "days0..1" },
		{ "date:2026-11", "days-19..11" },
		{ "year:2026", "days-323..42" },
		{ "year:2025..2026", "days-688..42" },
		{ "after:7d", "days-7..99979223" },
		{ "date:2w", "days-14..99979223" },
		{ "after:1m", "days-31..99979223" },
		{ "before:2026", "days-100020777..-323" },
		{ "after:2026-11-20", "days0..99979223" },
		{ "date:2024-02-29", "days-995..-994" },
	};

	(void)context;
	assert_true(clock_days(2026, 11, 20) == today);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct err err = { "" };
		struct query_node *node = query_parse(samples[i].query, today, &err);
		struct str tree = { 0 };

		if (!node)
			fail_msg("%s: %s", samples[i].query, err.text);
		show(node, &tree);
		assert_string_equal(str_bytes(&tree), samples[i].tree);
		str_release(&tree);
		query_free(node);
	}
}

static void test_mistakes(void **context)
{
	static const struct {
		const char *query, *start;
	} samples[] = {
		{ "\"open", "Character 1:" },
		{ "ä b \"open", "Character 5:" },
		{ "(a", "Character 1:" },
		{ "a)", "Character 2:" },
		{ "()", "Character 2:" },
		{ "a or", "Character 5:" },
		{ "or a", "Character 1:" },
		{ "a or or b", "Character 6:" },
		{ "a -", "Character 4:" },
		{ "- a", "Character 2:" },
		{ "not", "Character 4:" },
		{ "titel:x", "Character 1:" },
		{ "a title:", "Character 9:" },
		{ "title:()", "Character 7:" },
		{ "is:red", "Character 4:" },
		{ "has:hotel", "Character 5:" },
		{ "after:soon", "Character 7:" },
		{ "date:2024-13", "Character 6:" },
		{ "date:2023-02-29", "Character 6:" },
		{ "date:2024-1-1x", "Character 6:" },
		{ "date:9d9", "Character 6:" },
		{ "year:24", "Character 6:" },
		{ "year:2024..2020", "Character 6:" },
		{ "++", "Character 1:" },
		{ "a \"…\"", "Character 3:" },
	};

	(void)context;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct err err = { "" };
		struct query_node *node = query_parse(samples[i].query, today, &err);

		if (node)
			fail_msg("%s was taken", samples[i].query);
		if (!str_starts(err.text, samples[i].start) || !str_ends(err.text, "."))
			fail_msg("%s: %s", samples[i].query, err.text);
	}
}

static void test_bounds(void **context)
{
	struct str deep = { 0 };
	struct err err;
	struct query_node *node;

	(void)context;
	for (int i = 0; i < 2000; i++)
		str_byte(&deep, '(');
	assert_null(query_parse(deep.bytes, today, &err));
	str_clear(&deep);
	for (int i = 0; i < 2000; i++)
		str_byte(&deep, '-');
	assert_null(query_parse(deep.bytes, today, &err));
	str_clear(&deep);
	for (int i = 0; i < 5000; i++)
		str_byte(&deep, 'a');
	assert_null(query_parse(deep.bytes, today, &err));
	str_clear(&deep);
	for (int i = 0; i < 1000; i++)
		str_text(&deep, "-a ");
	node = query_parse(deep.bytes, today, &err);
	assert_non_null(node);
	query_free(node);
	str_release(&deep);
}

static void test_terms(void **context)
{
	struct err err;
	struct query_node *node = query_parse("a \"b c\" -d or title:e source:f is:read", today,
					      &err);
	const struct query_node **terms = NULL;
	struct str texts = { 0 };
	size_t n = 0;

	(void)context;
	assert_non_null(node);
	query_terms(node, &terms, &n);
	for (size_t i = 0; i < n; i++)
		str_format(&texts, "%s|", terms[i]->text);
	assert_string_equal(texts.bytes, "a|b c|e|");
	assert_true(query_has_state(node));
	free(terms);
	str_release(&texts);
	query_free(node);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trees),
		cmocka_unit_test(test_mistakes),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_terms),
	};

	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
