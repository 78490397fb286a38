/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "format/xml.h"

/* The tree as markup again. */
static void assert_markup(const char *xml, enum xml_kind kind, const char *expected)
{
	struct xml_tree tree = { 0 };
	char *markup;

	xml_parse(xml, strlen(xml), kind, &tree);
	markup = xml_markup(tree.root);
	assert_string_equal(markup, expected);
	free(markup);
	xml_release(&tree);
}

static void test_strict(void **state)
{
	static const struct {
		const char *xml, *markup;
	} samples[] = {
		{ "", "" },
		{ "<?xml version='1.0'?><!-- no --><a><b x=\"1\" y='&lt;'/>t</a>",
		  "<a><b x=\"1\" y=\"&lt;\"></b>t</a>" },
		{ "<t>Checks & the latest</t>", "<t>Checks &amp; the latest</t>" },
		{ "<t>a &amp; b &#233;&#xE9; &eacute;&nbsp;&apos;&bogus; &#0; &#xD800;</t>",
		  "<t>a &amp; b \xc3\xa9\xc3\xa9 \xc3\xa9\xc2\xa0'&amp;bogus; \xef\xbf\xbd "
		  "\xef\xbf\xbd</t>" },
		{ "<i><t>one<br>two</t><d>x</d></i>", "<i><t>one<br>two</t><d>x</d></i>" },
		{ "<a href='?a=1&copy=2&reg;'>&copy2; &check;</a>",
		  "<a href=\"?a=1&amp;copy=2\xc2\xae\">&amp;copy2; \xe2\x9c\x93</a>" },
		{ "<t>a < b > c</t>", "<t>a &lt; b &gt; c</t>" },
		{ "<d><![CDATA[<p>&amp;</p>]]></d>", "<d>&lt;p&gt;&amp;amp;&lt;/p&gt;</d>" },
		{ "<!DOCTYPE x [<!ENTITY a \"b>\">]><x>&a;</x>", "<x>&amp;a;</x>" },
		{ "<a></b></a></a>t", "<a></a>t" },
		{ "<a><b>t", "<a><b>t</b></a>" },
		{ "<a x=\"1><b>t</b>", "<a x=\"1&gt;\"><b>t</b></a>" },
		{ "<a", "<a></a>" },
		{ "a <![CDATA[ b", "a  b" },
		{ "<!-- <a>", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_markup(samples[i].xml, XML_STRICT, samples[i].markup);
}

static void test_html(void **state)
{
	static const struct {
		const char *html, *markup;
	} samples[] = {
		{ "<!doctype html><HTML><Link REL=x hRef='/f'><title>A</TITLE>",
		  "<html><link rel=\"x\" href=\"/f\"><title>A</title></html>" },
		{ "<p>a<br/>b<img src=x>c</p>", "<p>a<br>b<img src=\"x\">c</p>" },
		{ "<script>if (a < b) '<p>'</script><i>x</i>",
		  "<script>if (a &lt; b) '&lt;p&gt;'</script><i>x</i>" },
		{ "<div/>x", "<div>x</div>" },
		{ "<a disabled href=x>y</a>", "<a disabled=\"\" href=\"x\">y</a>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_markup(samples[i].html, XML_HTML, samples[i].markup);
}

static void test_names(void **state)
{
	static const char
		xml[] = "<feed xmlns='http://a.example/' xmlns:c='http://c.example/'>"
			"<entry><title>One</title><c:body>x <b>y</b></c:body></entry>"
			"<c:entry/><entry xml:base='/z'><title>Two</title></entry></feed>";
	struct xml_tree tree = { 0 };
	const struct xml_node *feed, *entry, *node = NULL;
	struct str names = { 0 };
	char *text;

	(void)state;
	xml_parse(xml, strlen(xml), XML_STRICT, &tree);
	feed = xml_child(tree.root, "http://a.example/", "feed");
	assert_non_null(feed);
	assert_null(xml_child(tree.root, "", "feed"));
	entry = xml_child(feed, NULL, "entry");
	text = xml_text(xml_child(entry, "http://c.example/", "body"));
	assert_string_equal(text, "x y");
	free(text);
	entry = xml_again(entry);
	assert_string_equal(xml_attribute(entry, "xml:base"), "/z");
	assert_null(xml_attribute(entry, "base"));
	assert_null(xml_again(entry));
	assert_null(xml_child(NULL, NULL, "x"));
	assert_null(xml_text(NULL));
	for (node = xml_walk(feed, feed); node; node = xml_walk(feed, node))
		str_format(&names, "%s ", node->name);
	assert_string_equal(names.bytes, "entry title body b entry entry title ");
	str_release(&names);
	xml_release(&tree);
}

static void test_encoding(void **state)
{
	static const struct {
		const char *bytes, *encoding;
	} samples[] = {
		{ "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>", "ISO-8859-1" },
		{ "<?xml version='1.0' encoding='utf-8' ?>", "utf-8" },
		{ "<?xml version='1.0'?><a encoding='x'/>", NULL },
		{ "<html><meta name=x><meta charset=windows-1252>", "windows-1252" },
		{ "<meta http-equiv=x content=\"text/html; charset=koi8-r\">", "koi8-r" },
		{ "plain", NULL },
		{ "<?xml", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *encoding = xml_encoding(samples[i].bytes, strlen(samples[i].bytes));

		assert_true(str_equal(encoding, samples[i].encoding));
		free(encoding);
	}
}

enum { MOST_HOSTILE = 1000 * 1000 };

/* Nothing that is nested, repeated or left open costs more than its bytes. */
static void test_hostile(void **state)
{
	static const char *const pieces[] = { "<a>",  "<",       "<!", "<!x[",
					      "</a>", "<a b='",  "&",  "<![CDATA[",
					      "<!--", "<a b=c ", "<?" };
	struct xml_tree tree = { 0 };
	struct str xml = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		str_clear(&xml);
		while (xml.len < MOST_HOSTILE)
			str_text(&xml, pieces[i]);
		str_text(&xml, "</a></a>");
		xml_parse(xml.bytes, xml.len, i % 2 ? XML_HTML : XML_STRICT, &tree);
		assert_true(tree.arena.bytes < 43 * MOST_HOSTILE);
		xml_release(&tree);
	}
	str_release(&xml);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_strict),  cmocka_unit_test(test_html),
		cmocka_unit_test(test_names),   cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_hostile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
