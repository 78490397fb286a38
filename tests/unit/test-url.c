/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/url.h"

static void check(char *is, const char *expected)
{
	assert_string_equal(is, expected);
	free(is);
}

static void assert_part(const struct url_part *part, const char *expected)
{
	if (!expected) {
		assert_null(part->at);
		return;
	}
	assert_non_null(part->at);
	assert_int_equal(part->len, strlen(expected));
	assert_memory_equal(part->at, expected, part->len);
}

static void test_split(void **state)
{
	static const struct {
		const char *text, *scheme, *user, *host, *port, *path, *query, *fragment;
	} samples[] = {
		{ "https://a.org/b?c#d", "https", NULL, "a.org", NULL, "/b", "c", "d" },
		{ "http://u:p@h:80", "http", "u:p", "h", "80", "", NULL, NULL },
		{ "http://[::1]:8080/", "http", NULL, "[::1]", "8080", "/", NULL, NULL },
		{ "http://[::1]", "http", NULL, "[::1]", NULL, "", NULL, NULL },
		{ "mailto:a@b.org?subject=x", "mailto", NULL, NULL, NULL, "a@b.org", "subject=x",
		  NULL },
		{ "//h/p", NULL, NULL, "h", NULL, "/p", NULL, NULL },
		{ "p/q:r", NULL, NULL, NULL, NULL, "p/q:r", NULL, NULL },
		{ "c:/windows", "c", NULL, NULL, NULL, "/windows", NULL, NULL },
		{ "?#", NULL, NULL, NULL, NULL, "", "", "" },
		{ "", NULL, NULL, NULL, NULL, "", NULL, NULL },
		{ "http://a@b@c/", "http", "a@b", "c", NULL, "/", NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct url url;

		url_split(samples[i].text, &url);
		assert_part(&url.scheme, samples[i].scheme);
		assert_part(&url.user, samples[i].user);
		assert_part(&url.host, samples[i].host);
		assert_part(&url.port, samples[i].port);
		assert_part(&url.path, samples[i].path);
		assert_part(&url.query, samples[i].query);
		assert_part(&url.fragment, samples[i].fragment);
	}
}

static void test_absolute(void **state)
{
	(void)state;
	assert_true(url_is_absolute("https://x"));
	assert_true(url_is_absolute("tel:+1"));
	assert_true(url_is_absolute("git+ssh://x"));
	assert_false(url_is_absolute("c:/x"));
	assert_false(url_is_absolute("/x:y"));
	assert_false(url_is_absolute("1a:b"));
	assert_false(url_is_absolute(""));
}

/* RFC 3986, sections 5.4.1 and 5.4.2, all examples; the strict reading of the last. */
static const char *const rfc3986[][2] = {
	{ "g:h", "g:h" },
	{ "g", "http://a/b/c/g" },
	{ "./g", "http://a/b/c/g" },
	{ "g/", "http://a/b/c/g/" },
	{ "/g", "http://a/g" },
	{ "//g", "http://g" },
	{ "?y", "http://a/b/c/d;p?y" },
	{ "g?y", "http://a/b/c/g?y" },
	{ "#s", "http://a/b/c/d;p?q#s" },
	{ "g#s", "http://a/b/c/g#s" },
	{ "g?y#s", "http://a/b/c/g?y#s" },
	{ ";x", "http://a/b/c/;x" },
	{ "g;x", "http://a/b/c/g;x" },
	{ "g;x?y#s", "http://a/b/c/g;x?y#s" },
	{ "", "http://a/b/c/d;p?q" },
	{ ".", "http://a/b/c/" },
	{ "./", "http://a/b/c/" },
	{ "..", "http://a/b/" },
	{ "../", "http://a/b/" },
	{ "../g", "http://a/b/g" },
	{ "../..", "http://a/" },
	{ "../../", "http://a/" },
	{ "../../g", "http://a/g" },
	{ "../../../g", "http://a/g" },
	{ "../../../../g", "http://a/g" },
	{ "/./g", "http://a/g" },
	{ "/../g", "http://a/g" },
	{ "g.", "http://a/b/c/g." },
	{ ".g", "http://a/b/c/.g" },
	{ "g..", "http://a/b/c/g.." },
	{ "..g", "http://a/b/c/..g" },
	{ "./../g", "http://a/b/g" },
	{ "./g/.", "http://a/b/c/g/" },
	{ "g/./h", "http://a/b/c/g/h" },
	{ "g/../h", "http://a/b/c/h" },
	{ "g;x=1/./y", "http://a/b/c/g;x=1/y" },
	{ "g;x=1/../y", "http://a/b/c/y" },
	{ "g?y/./x", "http://a/b/c/g?y/./x" },
	{ "g?y/../x", "http://a/b/c/g?y/../x" },
	{ "g#s/./x", "http://a/b/c/g#s/./x" },
	{ "g#s/../x", "http://a/b/c/g#s/../x" },
	{ "http:g", "http:g" },
};

static void test_rfc3986(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rfc3986) / sizeof(*rfc3986); i++)
		check(url_resolve("http://a/b/c/d;p?q", rfc3986[i][0]), rfc3986[i][1]);
}

static void test_resolve(void **state)
{
	static const char *const samples[][3] = {
		{ "https://x.org", "a", "https://x.org/a" },
		{ "https://x.org", "?q", "https://x.org?q" },
		{ "https://x.org/news/post/", "../other/", "https://x.org/news/other/" },
		{ "https://x.org/n/", "  a b ü\n", "https://x.org/n/a%20b%20%C3%BC" },
		{ "https://x.org/n/", "a\n\tb/c", "https://x.org/n/ab/c" },
		{ "https://x.org/n/", "a%20b%zz", "https://x.org/n/a%20b%zz" },
		{ "https://x.org/n/", "/a\"<b>`{c}", "https://x.org/a%22%3Cb%3E%60%7Bc%7D" },
		{ "https://x.org/n/", "//cdn.org/x", "https://cdn.org/x" },
		{ "https://u@x.org:8000/n/", "y", "https://u@x.org:8000/n/y" },
		{ "https://x.org/", "mailto:me@x.org", "mailto:me@x.org" },
		{ "https://x.org/", "https://y.org/a/../b", "https://y.org/b" },
		{ "https://x.org/", "https://y.org", "https://y.org" },
		{ "file:///srv/site/news/a.md", "../b.md", "file:///srv/site/b.md" },
		{ NULL, "../a b", "../a%20b" },
		{ NULL, "https://münchen.example/", "https://xn--mnchen-3ya.example/" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		check(url_resolve(samples[i][0], samples[i][1]), samples[i][2]);
}

static void test_canonical(void **state)
{
	static const char *const samples[][2] = {
		{ "HTTP://Example.ORG:80/News/", "https://example.org/News" },
		{ "https://example.org", "https://example.org" },
		{ "https://example.org/", "https://example.org" },
		{ "https://example.org./a/index.html#top", "https://example.org/a" },
		{ "https://example.org:8443/a//", "https://example.org:8443/a/" },
		{ "https://example.org/%7Ea/%c3%bc?b=%41", "https://example.org/~a/%C3%BC?b=A" },
		{ "https://example.org/a/../b?x=/y/", "https://example.org/b?x=/y/" },
		{ "https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC" },
		{ "mailto:Me@Example.org", "mailto:Me@Example.org" },
		{ "file:///srv/a/index.html", "file:///srv/a/index.html" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		check(url_canonical(samples[i][0]), samples[i][1]);
}

static void test_hosts(void **state)
{
	static const struct {
		const char *url, *shown;
		bool is_suspect;
	} samples[] = {
		{ "https://Example.org:80/x", "example.org", false },
		{ "mailto:a@b", "", false },
		{ "https://[::1]/", "[::1]", false },
		{ "https://me@example.org", "example.org", false },
		{ "https://münchen.example", "münchen.example", false },
		{ "https://xn--mnchen-3ya.example", "münchen.example", false },
		{ "https://M%C3%BCnchen.example", "münchen.example", false },
		{ "https://日本語カタカナ.example", "日本語カタカナ.example", false },
		{ "https://пример.example", "пример.example", false },
		/* Cyrillic a in a Latin name, all Cyrillic that looks Latin, Greek omicron alone.
		 */
		{ "https://p\xD0\xB0ypal.example", "xn--pypal-4ve.example", true },
		{ "https://аррӏе.example", "xn--80ak6aa92e.example", true },
		{ "https://gоοgle.example", "xn--ggle-0nd57e.example", true },
		{ "https://ο.example", "xn--0xa.example", true },
		{ "https://dıary.example", "xn--dary-lza.example", true },
		{ "https://xn--pypal-4ve.example/x", "xn--pypal-4ve.example", true },
		{ "https://xn--999999999.example", "xn--999999999.example", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		check(url_shown_host(samples[i].url), samples[i].shown);
		assert_int_equal(url_is_suspect(samples[i].url), samples[i].is_suspect);
	}
}

static void test_verdict(void **state)
{
	static const struct {
		const char *url;
		enum url_verdict verdict;
	} samples[] = {
		{ "https://example.org/a?b=$(c)&d='e'", URL_OPEN },
		{ "HTTP://example.org", URL_OPEN },
		{ "mailto:me@example.org", URL_OPEN },
		{ "tel:+1", URL_ASK },
		{ "javascript:alert(1)", URL_ASK },
		{ "file:///etc/passwd", URL_ASK },
		{ "https://example.org@evil.example/", URL_ASK },
		{ "", URL_REFUSE },
		{ "-flag", URL_REFUSE },
		{ "--https://example.org", URL_REFUSE },
		{ "/relative", URL_REFUSE },
		{ "c:/windows", URL_REFUSE },
		{ "https://", URL_REFUSE },
		{ "https:///path", URL_REFUSE },
		{ "https://example.org/a b", URL_REFUSE },
		{ "https://example.org/\n", URL_REFUSE },
		{ "https://example.org/\033[31m", URL_REFUSE },
		{ "https://example.org/\"x\"", URL_REFUSE },
		{ "https://example.org/`id`", URL_REFUSE },
		{ "https://example.org/\xC2\x9B", URL_REFUSE },
		{ "https://example.org/\xE2\x80\xAE", URL_REFUSE },
		{ "https://example.org/\xFF", URL_REFUSE },
		{ "https://example.org/\\x", URL_REFUSE },
	};
	char *longest = malloc(8194);

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_int_equal(url_verdict(samples[i].url), samples[i].verdict);
	memset(longest, 'a', 8193);
	memcpy(longest, "https://", 8);
	longest[8193] = '\0';
	assert_int_equal(url_verdict(longest), URL_REFUSE);
	longest[8192] = '\0';
	assert_int_equal(url_verdict(longest), URL_OPEN);
	free(longest);
}

static void test_escapes(void **state)
{
	(void)state;
	check(url_encode("a b/ü~", ""), "a%20b%2F%C3%BC~");
	check(url_encode("a/b?c", "/"), "a/b%3Fc");
	check(url_decode("a%20b%2f%C3%BC"), "a b/ü");
	check(url_decode("100% %4 %zz%"), "100% %4 %zz%");
	check(url_decode("a%00b"), "a%00b");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_split),     cmocka_unit_test(test_absolute),
		cmocka_unit_test(test_rfc3986),   cmocka_unit_test(test_resolve),
		cmocka_unit_test(test_canonical), cmocka_unit_test(test_hosts),
		cmocka_unit_test(test_verdict),   cmocka_unit_test(test_escapes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
