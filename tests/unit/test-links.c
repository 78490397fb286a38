/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "document/document.h"
#include "post/kinds.h"
#include "post/links.h"

#define SITE "https://2026.weaverconf.example/"
#define BASE SITE "news/2026/looms/"

static const struct {
	const char *target, *url;
} samples[] = {
	{ "https://loom.example/a b", "https://loom.example/a%20b" },
	{ "HTTPS://loom.example/", "HTTPS://loom.example/" },
	{ " https://loom.example/ ", "https://loom.example/" },
	{ "https://loom.example/a\n  b", "https://loom.example/a%20%20b" },
	{ "/tickets/", SITE "tickets/" },
	{ "/", SITE },
	{ "venue.html", BASE "venue.html" },
	{ "./venue.html", BASE "venue.html" },
	{ "../spindles/", SITE "news/2026/spindles/" },
	{ "../../../../x", SITE "x" },
	{ "?page=2", BASE "?page=2" },
	{ "#prices", "#prices" },
	{ "", "" },
	{ "//cdn.example/x", "https://cdn.example/x" },
	{ "www.loom.example", "https://www.loom.example" },
	{ "www.loom.example/a?b#c", "https://www.loom.example/a?b#c" },
	{ "mabelweaver.example/", "https://mabelweaver.example/" },
	{ "mabelweaver.com", "https://mabelweaver.com" },
	{ "loom.example:8080/x", "https://loom.example:8080/x" },
	{ "notes.md", BASE "notes.md" },
	{ "notes.v2/intro.md", BASE "notes.v2/intro.md" },
	{ "guide.html/part", BASE "guide.html/part" },
	{ "loom.example", BASE "loom.example" },
	{ "1.2.3/changes", BASE "1.2.3/changes" },
	{ "mabel@weaver.example", "mailto:mabel@weaver.example" },
	{ "mabel@weaver.example?subject=Hello you",
	  "mailto:mabel@weaver.example?subject=Hello%20you" },
	{ "@mabel", BASE "@mabel" },
	{ "fosstodon.example/@mabel", "https://fosstodon.example/@mabel" },
	{ "mailto:mabel@weaver.example", "mailto:mabel@weaver.example" },
	{ "mailto://mabel@weaver.example", "mailto:mabel@weaver.example" },
	{ "mail-to:mabel@weaver.example", "mailto:mabel@weaver.example" },
	{ "tel:+18005550199", "tel:+18005550199" },
	{ "irc://irc.example/weavers", "irc://irc.example/weavers" },
	{ "(https://loom.example/)", "https://loom.example/" },
	{ "<https://loom.example/>", "https://loom.example/" },
	{ "\"https://loom.example/\"", "https://loom.example/" },
	{ "hhttps://loom.example/", "https://loom.example/" },
	{ "ttps://loom.example/", "https://loom.example/" },
	{ "ttp://loom.example/", "http://loom.example/" },
	{ "Xhttps://loom.example/", "https://loom.example/" },
	{ "URL:https://loom.example/", "https://loom.example/" },
	{ "http://https://loom.example/", "https://loom.example/" },
	{ "https//loom.example/", "https://loom.example/" },
	{ "https:/loom.example/", "https://loom.example/" },
	{ "http:///loom.example/", "http://loom.example/" },
	{ "https:://loom.example/", "https://loom.example/" },
	{ "Loom::Shuttle", "Loom::Shuttle" },
	/* What the site's rules did not resolve stays as it was written. */
	{ "{filename}looms.md", "{filename}looms.md" },
	{ "{static}/a b.png", "{static}/a b.png" },
	{ "@/news/looms.md", "@/news/looms.md" },
	{ "{{ site.ticket_link }}", "{{ site.ticket_link }}" },
	{ "/x/{{ page.y }}", "/x/{{ page.y }}" },
};

static void test_resolve(void **state)
{
	const struct post post = { .base = (char *)BASE, .site = (char *)SITE };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *url = links_resolve(&post, samples[i].target);

		print_message("# %s\n", samples[i].target);
		assert_string_equal(url, samples[i].url);
		free(url);
	}
}

static void test_bases(void **state)
{
	static const struct {
		const char *base, *site, *target, *url;
	} bases[] = {
		/* A base path of the site is not part of what begins with a slash. */
		{ "https://weavers.example/blog/x.html", "https://weavers.example/blog/", "/y",
		  "https://weavers.example/y" },
		{ "https://weavers.example/blog/x.html", NULL, "/y", "https://weavers.example/y" },
		{ "http://weavers.example/x", "http://weavers.example/", "//cdn.example/y",
		  "http://cdn.example/y" },
		/* A checkout that does not say its address. */
		{ "file:///home/mabel/site/news/x.md", NULL, "/tickets/", "/tickets/" },
		{ "file:///home/mabel/site/news/x.md", NULL, "../y.md",
		  "file:///home/mabel/site/y.md" },
		{ "file:///home/mabel/site/news/x.md", NULL, "//cdn.example/y",
		  "https://cdn.example/y" },
		{ NULL, NULL, "../y z", "../y%20z" },
		{ NULL, NULL, "/y", "/y" },
		{ NULL, NULL, "www.loom.example", "https://www.loom.example" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bases) / sizeof(*bases); i++) {
		const struct post post = { .base = (char *)bases[i].base,
					   .site = (char *)bases[i].site };
		char *url = links_resolve(&post, bases[i].target);

		assert_string_equal(url, bases[i].url);
		free(url);
	}
}

/* The host of an archive is not that of the site in it; that of a listing may be. */
static void test_archives(void **state)
{
	static const struct {
		const char *base, *url, *target, *resolved;
	} archived[] = {
		{ "https://forge.example/site/archive/main.tar.gz/news/x%20y.md", NULL, "/tickets/",
		  "/tickets/" },
		{ "https://forge.example/site/archive/main.tar.gz/news/x%20y.md", NULL, "../y.md",
		  "https://forge.example/site/archive/main.tar.gz/y.md" },
		{ "https://forge.example/site.zip/news/x%20y.md", NULL, "/tickets/", "/tickets/" },
		{ "https://weavers.example/pages/news/x%20y.md", NULL, "/tickets/",
		  "https://weavers.example/tickets/" },
		{ "https://weavers.example/a.zip/news/x%20y.md",
		  "https://weavers.example/a.zip/news/x%20y.md", "/tickets/",
		  "https://weavers.example/tickets/" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(archived) / sizeof(*archived); i++) {
		const struct post post = { .base = (char *)archived[i].base,
					   .url = (char *)archived[i].url,
					   .path = (char *)"news/x y.md" };
		char *url = links_resolve(&post, archived[i].target);

		assert_string_equal(url, archived[i].resolved);
		free(url);
	}
}

static struct kinds *read_kinds(void)
{
	const char *folder = getenv("srcdir");
	struct str path = { 0 };
	struct kinds *kinds;
	struct err err;

	str_format(&path, "%s/data/actions.yaml", folder ? folder : ".");
	kinds = kinds_new(str_bytes(&path), NULL, NULL, &err);
	assert_non_null(kinds);
	str_release(&path);
	return kinds;
}

static void test_read(void **state)
{
	static const char
		body[] = "# Looms\n\nBuy [your **ticket**](https://ti.to/weavers/2026) or "
			 "[here](/tickets/), see the\n"
			 "[prices](#prices), mail [us](mailto:hello@weaverconf.example), ask "
			 "mabel@weaver.example,\n"
			 "[ring](tel:+18005550199), [read](../yarn/). ![A loom](/img/loom.png)\n\n"
			 "[Get tickets](#tickets) [no target]()\n";
	static const struct {
		const char *text, *url, *kind, *action;
	} expected[] = {
		{ "your ticket", "https://ti.to/weavers/2026", "ticket", "ticket" },
		{ "here", SITE "tickets/", "ticket", "ticket" },
		{ "prices", "#prices", "anchor", NULL },
		{ "us", "mailto:hello@weaverconf.example", "mail", "contact" },
		{ "mabel@weaver.example", "mailto:mabel@weaver.example", "mail", NULL },
		{ "ring", "tel:+18005550199", "other", NULL },
		{ "read", SITE "news/2026/yarn/", "web", NULL },
		{ "A loom", SITE "img/loom.png", "image", NULL },
		{ "Get tickets", "#tickets", "anchor", NULL },
		{ "no target", "", "other", NULL },
	};
	const char *const bylines[] = { "Mabel, 2026-03-01" };
	struct post post = { .base = (char *)BASE,
			     .site = (char *)SITE,
			     .title = (char *)"Looms",
			     .body = (char *)body,
			     .body_len = sizeof(body) - 1 };
	struct kinds *kinds = read_kinds();
	struct document *document = links_document(&post, bylines, 1);
	struct links links;

	(void)state;
	assert_int_equal(document->blocks[1].kind, BLOCK_TITLE);
	assert_int_equal(document->blocks[2].kind, BLOCK_BYLINE);
	links_read(&post, document, kinds, &links);
	assert_int_equal(links.n_items, sizeof(expected) / sizeof(*expected));
	for (size_t i = 0; i < links.n_items; i++) {
		const struct post_link *link = &links.items[i];

		print_message("# %s: %s\n", link->text, link->url);
		assert_int_equal(link->number, i + 1);
		assert_string_equal(link->text, expected[i].text);
		assert_string_equal(link->url, expected[i].url);
		assert_string_equal(link->kind, expected[i].kind);
		assert_true(str_equal(link->action, expected[i].action));
		assert_int_equal(link->is_resolved, *link->url && *link->url != '#');
	}
	assert_ptr_equal(links_ticket(&links), &links.items[0]);
	links_release(&links);
	assert_null(links_ticket(&links));
	links_read(&post, document, NULL, &links);
	assert_string_equal(links.items[0].kind, "web");
	links_release(&links);
	document_free(document);
	kinds_free(kinds);
}

/* Without an address of the site, its own tickets are known all the same. */
static void test_no_address(void **state)
{
	struct post post = { .base = (char *)"file:///srv/x.md",
			     .title = (char *)"T",
			     .body = (char *)"[x](/tickets/)",
			     .body_len = 14 };
	struct kinds *kinds = read_kinds();
	struct document *document = links_document(&post, NULL, 0);
	struct links links;

	(void)state;
	links_read(&post, document, kinds, &links);
	assert_string_equal(links.items[0].kind, "ticket");
	assert_false(links.items[0].is_resolved);
	links_release(&links);
	document_free(document);
	kinds_free(kinds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_resolve),    cmocka_unit_test(test_bases),
		cmocka_unit_test(test_archives),   cmocka_unit_test(test_read),
		cmocka_unit_test(test_no_address),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
