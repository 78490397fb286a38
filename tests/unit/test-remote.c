/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "fetch/article.h"
#include "fetch/forge.h"
#include "fetch/git.h"
#include "fetch/memory.h"
#include "fetch/reply.h"
#include "fetch/signpost.h"
#include "fetch/sniff.h"
#include "fetch/spool.h"
#include "fetch/transfer.h"

static void test_sniff(void **state)
{
	static const struct {
		enum sniff_kind kind;
		const char *bytes, *type, *url;
	} samples[] = {
		{ SNIFF_POST, "---\ntitle: x\n---\n", "text/plain", "https://x.example/a" },
		{ SNIFF_POST, "# Hello\n", NULL, "https://x.example/a.md" },
		{ SNIFF_POST, "<b>bold</b> words\n", "text/html", "https://x.example/a.md?raw" },
		{ SNIFF_FEED, "<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'>", "text/html",
		  "https://x.example/" },
		{ SNIFF_FEED, "\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'>", NULL,
		  "https://x.example/feed" },
		{ SNIFF_FEED, "<rdf:RDF xmlns:rdf='x'>", "application/xml", "https://x.example/" },
		{ SNIFF_FEED, " {\"version\": \"https://jsonfeed.org/version/1.1\"",
		  "application/json", "https://x.example/" },
		{ SNIFF_PAGE, "<!DOCTYPE html>\n<html lang=de>", "text/plain",
		  "https://x.example/" },
		{ SNIFF_PAGE, "<head><title>x", NULL, "https://x.example/" },
		{ SNIFF_PAGE, "<p>x</p>", "text/html", "https://x.example/" },
		{ SNIFF_POST, "<p>x</p>", "text/plain", "https://x.example/" },
		{ SNIFF_OTHER, "\x89PNG\r\n", "image/png", "https://x.example/a" },
		{ SNIFF_ARCHIVE, "PK\x03\x04zip", "text/html", "https://x.example/" },
		{ SNIFF_ARCHIVE, "\x1f\x8b\x08", NULL, "https://x.example/a.md" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_int_equal(sniff(samples[i].bytes, strlen(samples[i].bytes), samples[i].type,
				       samples[i].url),
				 samples[i].kind);
	assert_int_equal(sniff("\0\0\0\1", 4, NULL, "https://x.example/a.md"), SNIFF_OTHER);
	assert_int_equal(sniff("\xff\xfe#\0 \0H\0i\0\n\0", 12, NULL, "https://x.example/a"),
			 SNIFF_POST);
}

static void test_signpost_feeds(void **state)
{
	static const char html[] =
		"<html><head><title> My\n conf</title><base href='/de/'>"
		"<link rel=stylesheet href=x.css><link rel='alternate' hreflang=en href=/en/>"
		"<link rel=\"Alternate\" type='application/rss+xml' title='Comments' "
		"href='/c/feed'>"
		"<link rel=alternate type='application/atom+xml; charset=utf-8' title='A &amp; B' "
		"href='feed.xml'><link rel=alternate type=application/feed+json href=//y.example/j>"
		"<meta property='og:type' content='article'></head><article></article>";
	struct signpost page;

	(void)state;
	signpost_read(html, strlen(html), "https://x.example/page", &page);
	assert_string_equal(page.title, "My conf");
	assert_int_equal(page.n_feeds, 3);
	assert_string_equal(page.feeds[0].url, "https://x.example/de/feed.xml");
	assert_string_equal(page.feeds[0].title, "A & B");
	assert_string_equal(page.feeds[1].url, "https://y.example/j");
	assert_string_equal(page.feeds[2].title, "Comments");
	assert_true(page.is_article);
	assert_int_equal(page.n_articles, 1);
	assert_false(page.is_listing);
	signpost_release(&page);
}

static void test_signpost_listing(void **state)
{
	static const char html[] =
		"<html><head><title>Index of /news/</title></head><body><pre>"
		"<a href=\"../\">../</a> <a href=\"?C=N;O=D\">Name</a> <a href='/news/'>here</a>"
		"<a href=\"a%20b.md\">a b.md</a> <a href=\"sub/\">sub/</a> <a href=\"x.png\">x</a>"
		"<a href=\"/other/y.md\">y</a> <a href=\"http://z.example/news/z.md\">z</a>"
		"<a href=\"c.HTML\">c</a></pre>";
	struct signpost page;

	(void)state;
	signpost_read(html, strlen(html), "https://x.example/news/", &page);
	assert_true(page.is_listing);
	assert_int_equal(page.n_files, 2);
	assert_string_equal(page.files[0].url, "https://x.example/news/a%20b.md");
	assert_string_equal(page.files[1].url, "https://x.example/news/c.HTML");
	assert_int_equal(page.n_folders, 1);
	assert_string_equal(page.folders[0].url, "https://x.example/news/sub/");
	signpost_release(&page);
}

static struct forges *write_forges(const char *user)
{
	struct str shipped = { 0 };
	char path[] = "/tmp/hallway-test-XXXXXX";
	int fd = mkstemp(path);
	struct forges *forges;
	const char *top = getenv("srcdir");

	assert_true(fd >= 0);
	assert_int_equal(write(fd, user, strlen(user)), strlen(user));
	close(fd);
	str_format(&shipped, "%s/data/forges.yaml", top ? top : ".");
	forges = forge_list(shipped.bytes, path, NULL);
	unlink(path);
	str_release(&shipped);
	return forges;
}

static void test_forge(void **state)
{
	static const struct {
		const char *address, *name, *archives, *folder, *file;
	} samples[] = {
		{ "https://github.com/o/r", "GitHub", "https://github.com/o/r/archive/HEAD.tar.gz",
		  NULL, NULL },
		{ "https://github.com/o/r.git", "GitHub",
		  "https://github.com/o/r/archive/HEAD.tar.gz", NULL, NULL },
		{ "https://GitHub.com/o/r/tree/v1/docs/a%20b/", "GitHub",
		  "https://GitHub.com/o/r/archive/v1.tar.gz", "docs/a b", NULL },
		{ "https://github.com/o/r/blob/main/_posts/x.md", "GitHub", "", NULL,
		  "https://github.com/o/r/raw/main/_posts/x.md" },
		{ "https://github.com/o/r/issues/3", NULL, NULL, NULL, NULL },
		{ "https://github.com/o", NULL, NULL, NULL, NULL },
		{ "https://x.example/o/r", NULL, NULL, NULL, NULL },
		{ "https://gitlab.com/g/sub/p/-/tree/main", "GitLab",
		  "https://gitlab.com/g/sub/p/-/archive/main/archive.tar.gz", NULL, NULL },
		{ "https://gitlab.com/g/sub/p", "GitLab",
		  "https://gitlab.com/g/sub/p/-/archive/HEAD/archive.tar.gz", NULL, NULL },
		{ "https://codeberg.org/o/r/src/branch/next/site", "Forgejo",
		  "https://codeberg.org/o/r/archive/next.tar.gz", "site", NULL },
		{ "https://git.sr.ht/~o/r", "sourcehut",
		  "https://git.sr.ht/~o/r/archive/HEAD.tar.gz "
		  "https://git.sr.ht/~o/r/archive/main.tar.gz "
		  "https://git.sr.ht/~o/r/archive/master.tar.gz",
		  NULL, NULL },
		{ "https://bitbucket.org/o/r/src/main/", "Bitbucket",
		  "https://bitbucket.org/o/r/get/main.tar.gz", NULL, NULL },
		{ "http://127.0.0.1:8000/o/r", "Ours",
		  "http://127.0.0.1:8000/o/r/-/archive/HEAD/"
		  "archive.tar.gz",
		  NULL, NULL },
		{ "https://a.forge.example/o/r", "Ours",
		  "https://a.forge.example/o/r/-/archive/HEAD/archive.tar.gz", NULL, NULL },
	};
	struct forges *forges = write_forges("- name: Ours\n  like: GitLab\n"
					     "  hosts: ['127.0.0.1:8000', .forge.example]\n");

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct forge_match match;
		bool is_found = forge_find(forges, samples[i].address, &match);
		char *archives = strings_join(&match.archives, " ");

		assert_int_equal(is_found, samples[i].name != NULL);
		if (is_found) {
			assert_string_equal(match.name, samples[i].name);
			assert_string_equal(archives, samples[i].archives);
			assert_true(str_equal(match.folder, samples[i].folder));
			assert_true(str_equal(match.file, samples[i].file));
		}
		free(archives);
		forge_match_release(&match);
	}
	forge_list_free(forges);
}

static void read_head(struct reply *reply, const char *head)
{
	while (*head) {
		size_t len = strcspn(head, "\n") + 1;

		reply_line(reply, head, len);
		head += len;
	}
}

static void test_reply(void **state)
{
	static const struct {
		const char *head;
		int64_t fresh;
		bool is_moved;
	} samples[] = {
		{ "HTTP/1.1 200 OK\r\nCache-Control: public, max-age=600\r\nAge: 100\r\n", 500,
		  false },
		{ "HTTP/2 200\r\ncache-control: max-age=600, no-cache\r\n", 0, false },
		{ "HTTP/1.1 200 OK\r\nExpires: Thu, 01 Jan 2026 01:00:00 GMT\r\n"
		  "Date: Thu, 01 Jan 2026 00:00:00 GMT\r\n",
		  3600, false },
		{ "HTTP/1.1 200 OK\r\nExpires: 0\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n", 0,
		  false },
		{ "HTTP/1.1 301 Moved\r\nCache-Control: max-age=9\r\n\r\nHTTP/1.1 200 OK\r\n", 0,
		  true },
		{ "HTTP/1.1 301 Moved\r\n\r\nHTTP/1.1 302 Found\r\n\r\nHTTP/1.1 200 OK\r\n", 0,
		  false },
		{ "HTTP/1.1 302 Found\r\n\r\nHTTP/1.1 308 Moved\r\n\r\nHTTP/1.1 200 OK\r\n", 0,
		  false },
		{ "HTTP/1.1 200 OK\r\nCache-Control: max-age=-5\r\n", 0, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct transfer_answer answer = { 0 };
		struct reply reply = { 0 };

		read_head(&reply, samples[i].head);
		reply_answer(&reply, &answer);
		assert_int_equal(answer.fresh, samples[i].fresh);
		assert_int_equal(reply.is_moved, samples[i].is_moved);
		reply_release(&reply);
	}
}

static void test_reply_texts(void **state)
{
	struct transfer_answer answer = { 0 };
	struct reply reply = { 0 };

	(void)state;
	read_head(&reply, "HTTP/1.1 302 Found\r\nETag: \"old\"\r\n\r\nHTTP/1.1 200 OK\r\n"
			  "Content-Type: Text/HTML; x=y; Charset=\"ISO-8859-1\"\r\n"
			  "eTaG:  W/\"new\" \r\nLast-Modified: Thu, 01 Jan 2026 00:00:00 GMT\r\n");
	reply_answer(&reply, &answer);
	assert_string_equal(answer.type, "text/html");
	assert_string_equal(answer.charset, "ISO-8859-1");
	assert_string_equal(answer.etag, "W/\"new\"");
	assert_string_equal(answer.modified, "Thu, 01 Jan 2026 00:00:00 GMT");
	free(answer.type);
	free(answer.charset);
	free(answer.etag);
	free(answer.modified);
	reply_release(&reply);
}

static void test_git(void **state)
{
	(void)state;
	assert_true(git_knows("git@forge.example:conf/site.git"));
	assert_true(git_knows("git+ssh://git@forge.example/conf/site"));
	assert_true(git_knows("ssh://forge.example/conf"));
	assert_false(git_knows("https://forge.example/conf/site.git"));
	assert_false(git_knows("https://x.example/a@b:c"));
	assert_false(git_knows("/home/me/git@x:y"));
	assert_false(git_knows("-oProxyCommand=x@y:z"));
	assert_false(git_knows("me@-oProxyCommand=x:z"));
}

static void test_spool(void **state)
{
	static char block[SPOOL_MEMORY / 2 + 1];
	struct spool spool = { 0 };
	struct str all = { 0 };
	struct err err = { "" };
	char start[4];

	(void)state;
	setenv("XDG_CACHE_HOME", "/tmp/hallway-test-spool", 1);
	memset(block, 'x', sizeof(block));
	assert_int_equal(spool_add(&spool, "ab", 2, &err), 0);
	assert_int_equal(spool_start(&spool, start, sizeof(start)), 2);
	for (int i = 0; i < 3; i++)
		assert_int_equal(spool_add(&spool, block, sizeof(block), &err), 0);
	assert_true(spool.is_file);
	assert_int_equal(spool_start(&spool, start, sizeof(start)), 4);
	assert_memory_equal(start, "abxx", 4);
	assert_int_equal(spool_read(&spool, &all, &err), 0);
	assert_int_equal(all.len, 2 + 3 * sizeof(block));
	assert_int_equal(spool.len, all.len);
	assert_true(spool_file(&spool, &err) >= 0);
	str_release(&all);
	spool_release(&spool);
	rmdir("/tmp/hallway-test-spool/hallway");
	rmdir("/tmp/hallway-test-spool");
}

static void test_article(void **state)
{
	static const char
		html[] = "<html lang=de><head><title>A day | Site</title>"
			 "<meta property='og:title' content='A \"day\"'><meta name=author "
			 "content=Ann></head>"
			 "<body><nav><a href=/>Home</a></nav><main><article><time "
			 "datetime=2026-02-03>then</time>"
			 "<p>Words &amp; <a "
			 "href=/t>more</a><script>x()</script></p><form>send</form></article>"
			 "</main><footer>Imprint</footer>";
	struct str out = { 0 };

	(void)state;
	article_read(html, strlen(html), &out);
	assert_string_equal(
		out.bytes,
		"{\"title\": \"A \\\"day\\\"\", \"date\": \"2026-02-03\", \"author\": \"Ann\", "
		"\"lang\": \"de\"}\n\n<time datetime=\"2026-02-03\">then</time>"
		"<p>Words &amp; <a href=\"/t\">more</a><script></script></p><form></form>\n");
	str_clear(&out);
	article_read("", 0, &out);
	assert_string_equal(out.bytes, "{}\n\n\n");
	str_release(&out);
}

static void test_memory(void **state)
{
	struct tree tree;
	struct str text = { 0 };
	struct err err;

	(void)state;
	memory_init(&tree);
	memory_add(&tree, "b.md", "two", 3);
	memory_add(&tree, "a.md", "", 0);
	memory_add(&tree, "b.md", "again", 5);
	tree_sort(&tree);
	assert_int_equal(tree.n_entries, 2);
	assert_int_equal(tree_read(&tree, "b.md", 10, &text, &err), 0);
	assert_string_equal(text.bytes, "two");
	assert_int_equal(tree_read(&tree, "b.md", 2, &text, &err), -1);
	str_release(&text);
	tree_release(&tree);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_signpost_feeds),
		cmocka_unit_test(test_signpost_listing),
		cmocka_unit_test(test_forge),
		cmocka_unit_test(test_reply),
		cmocka_unit_test(test_reply_texts),
		cmocka_unit_test(test_git),
		cmocka_unit_test(test_spool),
		cmocka_unit_test(test_article),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
