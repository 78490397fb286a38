/* SPDX-License-Identifier: MIT */
/* The small readers that the document room stands on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "document/alert.h"
#include "document/attributes.h"
#include "document/braces.h"
#include "document/emoji.h"
#include "document/footnote.h"
#include "document/search.h"
#include "document/slug.h"
#include "document/wordpress.h"
#include "text/reference.h"

static void test_references(void **state)
{
	static const struct {
		const char *text, *decoded;
	} samples[] = {
		{ "a&amp;b&lt;", "a&b<" },
		{ "&copy;&check;&NotEqualTilde;", "\xC2\xA9\xE2\x9C\x93\xE2\x89\x82\xCC\xB8" },
		{ "&#65;&#x42;&#X43;&#68", "ABCD" },
		{ "&#0;&#xD800;&#x110000;&#99999999999;",
		  "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "&#xE000;x&#57345;", "x" },
		{ "&nosuch; & &; &# &#x; AT&T &x2026;", "&nosuch; & &; &# &#x; AT&T &x2026;" },
		{ "&ampx &copy2", "&x \xC2\xA9"
				  "2" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str decoded = { 0 };

		reference_text(samples[i].text, strlen(samples[i].text), &decoded);
		assert_string_equal(str_bytes(&decoded), samples[i].decoded);
		str_release(&decoded);
	}
}

static void test_values(void **state)
{
	static const struct {
		const char *tag;
		enum attribute attribute;
		const char *value;
	} samples[] = {
		{ " HREF='a&amp;b'", ATTRIBUTE_HREF, "a&b" },
		{ " title=\"x > 'y'\"", ATTRIBUTE_TITLE, "x > 'y'" },
		{ " open alt=bare", ATTRIBUTE_OPEN, "" },
		{ " open alt=bare", ATTRIBUTE_ALT, "bare" },
		{ " alt=''", ATTRIBUTE_ALT, "" },
		{ " alt", ATTRIBUTE_SRC, NULL },
		{ " /", ATTRIBUTE_HREF, NULL },
		{ "/id=a/", ATTRIBUTE_ID, "a/" },
		{ "\f\tID\n = \n\"a\"", ATTRIBUTE_ID, "a" },
		{ " id=a id=b", ATTRIBUTE_ID, "a" },
		{ " id= id=b", ATTRIBUTE_ID, "id=b" },
		{ " =id=a id=b", ATTRIBUTE_ID, "b" },
		{ " id=a\"b'c", ATTRIBUTE_ID, "a\"b'c" },
		{ " id='a'name=\"b\"", ATTRIBUTE_NAME, "b" },
		{ " x\"y=1 id=a", ATTRIBUTE_ID, "a" },
		{ " id='never closed", ATTRIBUTE_ID, "never closed" },
		{ " id =", ATTRIBUTE_ID, "" },
		{ " idx=1 i=2", ATTRIBUTE_ID, NULL },
		{ " href='?a=1&copy=2&copy3&copy;&lt;&lt'", ATTRIBUTE_HREF,
		  "?a=1&copy=2&copy3\xC2\xA9<<" },
		{ " href=?a&#61b", ATTRIBUTE_HREF, "?a=b" },
	};
	struct attributes *attributes = attributes_new();

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const char *value;

		attributes_read(attributes, samples[i].tag, strlen(samples[i].tag));
		value = attributes_value(attributes, samples[i].attribute);
		if (samples[i].value)
			assert_string_equal(value, samples[i].value);
		else
			assert_null(value);
	}
	attributes_free(attributes);
}

static void test_ends(void **state)
{
	static const struct {
		const char *tag;
		size_t len;
		bool is_closed;
	} samples[] = {
		{ ">", 0, false },
		{ " / >", 3, true },
		{ " a/>", 3, true },
		{ " a=b/>", 5, false },
		{ " a='b'/>x>", 7, true },
		{ "/a>", 2, false },
		{ " a='>' b=\">\">", 12, false },
		{ " a=b'>' c>", 5, false },
		{ " a='>' b='>", 4, false },
		{ " a", 2, false },
		{ "", 0, false },
	};
	struct attributes *attributes = attributes_new();

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		size_t len = attributes_len(samples[i].tag, strlen(samples[i].tag));

		assert_int_equal(len, samples[i].len);
		assert_int_equal(attributes_read(attributes, samples[i].tag, len),
				 samples[i].is_closed);
	}
	attributes_free(attributes);
}

static void test_language(void **state)
{
	static const char tag[] = " class=\"a lang-c b\"";
	struct attributes *attributes = attributes_new();
	struct str language = { 0 };

	(void)state;
	attributes_read(attributes, tag, strlen(tag));
	assert_true(attributes_language(attributes, &language));
	assert_string_equal(language.bytes, "c");
	attributes_read(attributes, "", 0);
	assert_false(attributes_language(attributes, &language));
	str_release(&language);
	attributes_free(attributes);
}

static void test_braces(void **state)
{
	static const struct {
		const char *text;
		size_t len;
		const char *id;
	} samples[] = {
		{ "{: .a #b c=\"d }\"}", 15, "b" },
		{ "{:.a}x", 5, NULL },
		{ "{#a-b}", 6, "a-b" },
		{ "{: id=\"x\"}", 10, "x" },
		{ "{:toc}", 6, NULL },
		{ "{:\nstyle=\"a b\" w=1}", 19, NULL },
		{ "{:ok, x}", 0, NULL },
		{ "{a}", 0, NULL },
		{ "{}", 0, NULL },
		{ "{: .a", 0, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct braces list;
		const char *id = samples[i].id;

		assert_int_equal(braces_list(samples[i].text, strlen(samples[i].text), &list) > 0,
				 samples[i].len > 0);
		if (id) {
			assert_int_equal(list.id_len, strlen(id));
			assert_memory_equal(list.id, id, list.id_len);
		}
	}
}

static void check_alert(const struct alert *alert, const char *info, const char *title)
{
	struct str words = { 0 };

	if (info)
		assert_string_equal(alert->info, info);
	else
		assert_null(alert->info);
	alert_title(alert, &words);
	assert_string_equal(str_bytes(&words), title);
	str_release(&words);
}

static void read_line(const char *text, struct line *line)
{
	assert_true(line_read(text, text + strlen(text), line));
}

static void test_alerts(void **state)
{
	struct alert alert;
	struct line line;

	(void)state;
	assert_true(alert_github("[!Tip]- Own *words*", 19, &alert));
	check_alert(&alert, "tip", "Own words");
	assert_false(alert_github("[!nonsense]", 11, &alert));
	read_line(":::danger Mind `this`\n", &line);
	assert_true(alert_colons(&line, &alert));
	check_alert(&alert, "caution", "Mind this");
	read_line("::: {.callout-warning .x}", &line);
	assert_true(alert_colons(&line, &alert));
	check_alert(&alert, "warning", "");
	read_line(":::", &line);
	assert_false(alert_colons(&line, &alert));
	read_line("!!! info inline \"A title\"", &line);
	assert_true(alert_python(&line, &alert));
	check_alert(&alert, "note", "A title");
	read_line("???+ question", &line);
	assert_true(alert_python(&line, &alert));
	assert_true(alert.is_details && alert.is_open);
	read_line("!!! so loud", &line);
	assert_false(alert_python(&line, &alert));
}

static void test_emoji(void **state)
{
	size_t used = 0;

	(void)state;
	assert_string_equal(emoji_find(":+1:", 4, &used), "\xF0\x9F\x91\x8D");
	assert_int_equal(used, 4);
	assert_non_null(emoji_find(":zzz:", 5, &used));
	assert_null(emoji_find(":https:", 7, &used));
	assert_null(emoji_find(":tada", 5, &used));
	assert_null(emoji_find("::", 2, &used));
	assert_true(emoji_any("10:30 :tada:", 12));
	assert_false(emoji_any("10:30:10 a:b", 12));
}

static void test_slugs(void **state)
{
	static const struct {
		const char *words, *name;
	} samples[] = {
		{ "Hello, World!", "hello-world" },
		{ "Hello World", "hello-world-1" },
		{ "a_b - c", "a_b---c" },
		{ "\xC3\x84hnlich \xD0\x9F\xD1\x80", "\xC3\xA4hnlich-\xD0\xBF\xD1\x80" },
		{ "\xF0\x9F\x8E\x89 \xE2\x80\x93", "-" },
	};
	struct slugs slugs = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct str name = { 0 };

		slug_github(&slugs, samples[i].words, strlen(samples[i].words), &name);
		assert_string_equal(str_bytes(&name), samples[i].name);
		str_release(&name);
	}
	slug_put(&slugs,
		 "\xC3\x9C"
		 "ber",
		 3);
	slug_put(&slugs, "b", 4);
	assert_int_equal(slug_find(&slugs, "b"), 4);
	assert_int_equal(slug_find(&slugs, "%C3%9Cber"), 3);
	assert_int_equal(slug_find(&slugs, "uber"), 3);
	assert_int_equal(slug_find(&slugs, "c"), 0);
	slug_release(&slugs);
}

static void test_wordpress(void **state)
{
	static const char caption[] = "[caption id=\"a\"]<img src=\"b\"> c[/caption]";
	static const char none[] = "[caption x] [gallery][g] [video of it](c)\n    [gallery a=b]\n";
	struct str out = { 0 };

	(void)state;
	assert_true(wordpress_expand(caption, strlen(caption), &out));
	assert_string_equal(out.bytes, "\n\n<figure>\n\n<img src=\"b\">\n\n<figcaption>\n\nc"
				       "\n\n</figcaption>\n</figure>\n\n");
	str_clear(&out);
	assert_false(wordpress_expand(none, strlen(none), &out));
	str_release(&out);
}

static void test_search(void **state)
{
	static const char text[] = "a[b[^c";

	(void)state;
	assert_ptr_equal(search_word(text, 6, "[^"), text + 3);
	assert_ptr_equal(search_word(text, 6, "b["), text + 2);
	assert_null(search_word(text, 4, "[^"));
	assert_null(search_word(text, 6, "d"));
	assert_null(search_word("", 0, "d"));
}

static void test_footnote_names(void **state)
{
	(void)state;
	assert_int_equal(footnote_name("[^a1]", 5), 2);
	assert_int_equal(footnote_name("[^]", 3), 0);
	assert_int_equal(footnote_name("[^a b]", 6), 0);
	assert_int_equal(footnote_name("[^a", 3), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_references),     cmocka_unit_test(test_values),
		cmocka_unit_test(test_ends),           cmocka_unit_test(test_language),
		cmocka_unit_test(test_braces),         cmocka_unit_test(test_alerts),
		cmocka_unit_test(test_emoji),          cmocka_unit_test(test_slugs),
		cmocka_unit_test(test_wordpress),      cmocka_unit_test(test_search),
		cmocka_unit_test(test_footnote_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
