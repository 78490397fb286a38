/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/str.h"
#include "base/strings.h"
#include "config/catalogue.h"
#include "config/opml.h"
#include "config/sources.h"
#include "config/subscribe.h"

static void keep(void *context, enum notes_level level, const char *sentence)
{
	(void)level;
	strings_add(context, sentence);
}

static void write_text(const char *path, const char *text)
{
	struct err err;

	assert_int_equal(file_write(path, text, strlen(text), &err), 0);
}

static void assert_file(const char *path, const char *text)
{
	struct str bytes = { 0 };
	struct err err;

	assert_int_equal(file_read(path, 1 << 20, &bytes, &err), 0);
	assert_string_equal(str_bytes(&bytes), text);
	str_release(&bytes);
}

static void test_address(void **state)
{
	static const struct {
		const char *typed, *address;
	} samples[] = {
		{ "-", "-" },
		{ "/a/b", "/a/b" },
		{ "/a//b/./c/../d/", "/a/b/d" },
		{ "/../..", "/" },
		{ "/", "/" },
		{ "~", "/home/who" },
		{ "~/sites/x", "/home/who/sites/x" },
		{ "file:///a/b%20c", "/a/b c" },
		{ "file://localhost/a/../b", "/b" },
		{ "file:/a/b", "/a/b" },
		{ "https://conference.example/x?y#z", "https://conference.example/x?y#z" },
		{ "HTTPS://Conference.EXAMPLE/News", "https://conference.example/News" },
		{ "https://conference.example", "https://conference.example/" },
		{ "https://conference.example?x=/A", "https://conference.example/?x=/A" },
		{ "feed:https://conference.example/feed", "https://conference.example/feed" },
		{ "feed://conference.example/feed", "https://conference.example/feed" },
		{ "conference.example", "https://conference.example/" },
		{ "2026.conference.us/news/", "https://2026.conference.us/news/" },
		{ "git@forge.example:team/site.git", "git@forge.example:team/site.git" },
		{ "git+ssh://git@forge.example/team/site",
		  "git+ssh://git@forge.example/team/site" },
	};
	static const char *const paths[] = { "posts",     "post.md",
					     "news.html", "./conference.us",
					     "a/b.us",    "site.tar.gz",
					     "x.",        "mailto:a" };

	(void)state;
	setenv("HOME", "/home/who", 1);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char *address = sources_address(samples[i].typed);

		assert_string_equal(address, samples[i].address);
		free(address);
	}
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		char *address = sources_address(paths[i]);

		assert_int_equal(*address, '/');
		free(address);
	}
}

static void test_relative(void **state)
{
	char here[512], *address;
	struct str expected = { 0 };

	(void)state;
	assert_non_null(getcwd(here, sizeof(here)));
	str_format(&expected, "%s/a/b", here);
	address = sources_address("./a/x/../b");
	assert_string_equal(address, expected.bytes);
	free(address);
	str_release(&expected);
}

static void test_read(void **state)
{
	static const char text[] = "# Mine\n"
				   "- https://conference.example\n"
				   "- address: ../site\n"
				   "  name: The site\n"
				   "  url: https://x.example\n"
				   "  permalink: /n/:slug/\n"
				   "- 'https://conference.example/'\n"
				   "- nmae: x\n"
				   "  address: /y\n"
				   "- name: nothing\n"
				   "-\n";
	struct strings told = { 0 };
	struct notes notes = { keep, &told };
	struct sources sources = { 0 };
	struct err err;

	(void)state;
	assert_int_equal(
		sources_parse(&sources, text, strlen(text), "/etc/h/sources.yaml", &notes, &err),
		0);
	assert_int_equal(sources.n_items, 3);
	assert_string_equal(sources.items[0].address, "https://conference.example/");
	assert_null(sources.items[0].name);
	assert_string_equal(sources.items[1].address, "/etc/site");
	assert_string_equal(sources.items[1].name, "The site");
	assert_string_equal(sources.items[1].url, "https://x.example");
	assert_string_equal(sources.items[1].permalink, "/n/:slug/");
	assert_ptr_equal(sources_find(&sources, "/y"), &sources.items[2]);
	assert_null(sources_find(&sources, "/z"));
	assert_int_equal(told.n_items, 4);
	assert_string_equal(told.items[0],
			    "/etc/h/sources.yaml, line 7: “https://conference.example/” is listed "
			    "twice.");
	assert_string_equal(told.items[1], "/etc/h/sources.yaml, line 8: There is no “nmae” here; "
					   "did you mean “name”?");
	assert_string_equal(told.items[2],
			    "/etc/h/sources.yaml, line 10: This source has no address.");
	sources_add(&sources, "/y/../y");
	assert_int_equal(sources.n_items, 3);
	strings_release(&told);
	sources_release(&sources);
}

static void test_no_list(void **state)
{
	struct strings told = { 0 };
	struct notes notes = { keep, &told };
	struct sources sources = { 0 };
	struct err err;

	(void)state;
	assert_int_equal(sources_parse(&sources, "a: b\n", 5, "s.yaml", &notes, &err), 0);
	assert_int_equal(told.n_items, 1);
	assert_int_equal(sources_parse(&sources, "- [\n", 4, "s.yaml", &notes, &err), -1);
	assert_non_null(strstr(err.text, "s.yaml"));
	assert_int_equal(sources_read(&sources, "there-is-none.yaml", &notes, &err), 0);
	assert_int_equal(sources.n_items, 0);
	strings_release(&told);
	sources_release(&sources);
}

static void test_subscribe(void **state)
{
	static const char file[] = "subscribe-test/deep/sources.yaml";
	struct sources sources = { 0 };
	struct err err;

	(void)state;
	unlink(file);
	assert_int_equal(subscribe_add(file, "https://a.example/", NULL, &err), 0);
	assert_int_equal(subscribe_add(file, "/b: c", "It's B", &err), 0);
	assert_int_equal(subscribe_add(file, "https://a.example", NULL, &err), -1);
	assert_string_equal(err.text, "“https://a.example/” is subscribed already.");
	assert_int_equal(sources_read(&sources, file, NULL, &err), 0);
	assert_int_equal(sources.n_items, 2);
	assert_string_equal(sources.items[1].address, "/b: c");
	assert_string_equal(sources.items[1].name, "It's B");
	assert_int_equal(subscribe_remove(file, "it's b", NULL, &err), 0);
	assert_int_equal(subscribe_remove(file, "it's b", NULL, &err), -1);
	assert_string_equal(err.text, "“it's b” is not subscribed.");
	assert_int_equal(subscribe_remove(file, "https://a.example", NULL, &err), 0);
	sources_release(&sources);
	assert_int_equal(sources_read(&sources, file, NULL, &err), 0);
	assert_int_equal(sources.n_items, 0);
	assert_int_equal(subscribe_add(file, "/again", NULL, &err), 0);
	unlink(file);
	rmdir("subscribe-test/deep");
	rmdir("subscribe-test");
}

/* What the user wrote around it stays. */
static void test_comments_stay(void **state)
{
	static const char before[] = "# Top\n\n  - /one # first\n  # about two\n  -\n"
				     "    address: /two\n    # inside\n    name: Two\n\n"
				     "  # about three\n  - /three";
	struct err err;

	(void)state;
	write_text("subscribe-test.yaml", before);
	assert_int_equal(subscribe_add("subscribe-test.yaml", "/four", "Four", &err), 0);
	assert_file("subscribe-test.yaml",
		    "# Top\n\n  - /one # first\n  # about two\n  -\n"
		    "    address: /two\n    # inside\n    name: Two\n\n"
		    "  # about three\n  - /three\n  - address: /four\n    name: Four\n");
	assert_int_equal(subscribe_remove("subscribe-test.yaml", "Two", NULL, &err), 0);
	assert_int_equal(subscribe_remove("subscribe-test.yaml", "/four", NULL, &err), 0);
	assert_file("subscribe-test.yaml", "# Top\n\n  - /one # first\n  # about two\n\n"
					   "  # about three\n  - /three\n");
	assert_int_equal(subscribe_remove("subscribe-test.yaml", "/one", NULL, &err), 0);
	assert_file("subscribe-test.yaml",
		    "# Top\n\n  # about two\n\n  # about three\n  - /three\n");
	unlink("subscribe-test.yaml");
}

/* A file that is laid out otherwise is left alone, and said so. */
static void test_odd_layout(void **state)
{
	static const char *const odd[] = { "[/one, /two]\n", "- /one\n...\n", "x: y\n" };
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		write_text("subscribe-test.yaml", odd[i]);
		assert_int_equal(subscribe_add("subscribe-test.yaml", "/new", NULL, &err), -1);
		assert_non_null(strstr(err.text, "must be changed by hand"));
		assert_file("subscribe-test.yaml", odd[i]);
	}
	write_text("subscribe-test.yaml", odd[0]);
	assert_int_equal(subscribe_remove("subscribe-test.yaml", "/one", NULL, &err), -1);
	assert_file("subscribe-test.yaml", odd[0]);
	unlink("subscribe-test.yaml");
}

static void test_opml(void **state)
{
	static const char text[] =
		"<?xml version='1.0' encoding='ISO-8859-1'?>\n<opml version='1.1'><body>\n"
		"<outline text='Group &amp; more'>\n"
		"<outline text='X' title='Gr\xfc\xdf' xmlUrl='https://a.example/?b=1&amp;c'/>\n"
		"<outline text=\"It's &lt;B&gt;\" xmlUrl=\"https://b.example/feed\" type='rss'>"
		"</outline></outline>\n"
		"<outline htmlUrl='https://c.example'/><outline text='again' "
		"xmlUrl='https://c.example'/>"
		"</body></opml>";
	struct sources sources = { 0 }, again = { 0 };
	struct str out = { 0 };
	struct err err;

	(void)state;
	opml_read(text, strlen(text), &sources);
	assert_int_equal(sources.n_items, 3);
	assert_string_equal(sources.items[0].address, "https://a.example/?b=1&c");
	assert_string_equal(sources.items[0].name, "Grüß");
	assert_string_equal(sources.items[1].name, "It's <B>");
	assert_string_equal(sources.items[2].address, "https://c.example/");
	assert_null(sources.items[2].name);
	sources_add(&sources, "/a b/c");
	opml_write(&sources, &out);
	assert_non_null(strstr(out.bytes, "<outline type=\"rss\" text=\"It's &lt;B&gt;\" "
					  "xmlUrl=\"https://b.example/feed\"/>\n"));
	opml_read(out.bytes, out.len, &again);
	assert_int_equal(again.n_items, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(again.items[i].address, sources.items[i].address);
	unlink("opml-test.yaml");
	assert_int_equal(subscribe_add("opml-test.yaml", "/a b/c", NULL, &err), 0);
	assert_int_equal(opml_import("opml-test.yaml", out.bytes, out.len, &err), 3);
	assert_int_equal(opml_import("opml-test.yaml", out.bytes, out.len, &err), 0);
	assert_int_equal(opml_import("opml-test.yaml", "no list", 7, &err), -1);
	assert_string_equal(err.text, "No source is listed there.");
	sources_release(&again);
	assert_int_equal(sources_read(&again, "opml-test.yaml", NULL, &err), 0);
	assert_int_equal(again.n_items, 4);
	assert_string_equal(again.items[2].name, "It's <B>");
	unlink("opml-test.yaml");
	sources_release(&again);
	sources_release(&sources);
	str_release(&out);
}

/* What the program brings is whole, and the user's file goes first. */
static void test_catalogue(void **state)
{
	static const char own[] = "- address: https://fosdem.org\n  name: Mine\n  languages: nl\n"
				  "- name: no address\n";
	struct catalogue catalogue = { 0 };
	struct strings told = { 0 }, languages = { 0 };
	struct notes notes = { keep, &told };
	struct str path = { 0 };

	(void)state;
	write_text("catalogue-test.yaml", own);
	catalogue_read(&catalogue, "catalogue-test.yaml", &notes);
	unlink("catalogue-test.yaml");
	assert_int_equal(told.n_items, 1);
	assert_string_equal(told.items[0],
			    "catalogue-test.yaml, line 4: This source has no address.");
	str_format(&path, "%s/data/catalogue.yaml", getenv("srcdir") ? getenv("srcdir") : ".");
	catalogue_read(&catalogue, path.bytes, &notes);
	assert_int_equal(told.n_items, 1);
	assert_true(catalogue.n_items >= 41);
	assert_string_equal(catalogue.items[0].name, "Mine");
	for (size_t i = 0; i < catalogue.n_items; i++) {
		const struct catalogue_entry *entry = &catalogue.items[i];

		assert_true(strncmp(entry->address, "https://", 8) == 0);
		assert_true(entry->languages.n_items > 0);
		assert_true(i == 0 || entry->topics.n_items > 0);
		assert_true(i == 0 || strcmp(entry->name, "FOSDEM") != 0);
		if (!strings_have(&languages, entry->languages.items[0]))
			strings_add(&languages, entry->languages.items[0]);
	}
	assert_true(languages.n_items >= 8);
	strings_release(&languages);
	strings_release(&told);
	str_release(&path);
	catalogue_release(&catalogue);
}

/* A link to the file, as people keep it elsewhere, stays a link. */
static void test_link(void **state)
{
	struct stat file;
	struct err err;

	(void)state;
	write_text("subscribe-real.yaml", "- /one\n");
	unlink("subscribe-link.yaml");
	assert_int_equal(symlink("subscribe-real.yaml", "subscribe-link.yaml"), 0);
	assert_int_equal(subscribe_add("subscribe-link.yaml", "/two", NULL, &err), 0);
	assert_int_equal(lstat("subscribe-link.yaml", &file), 0);
	assert_true(S_ISLNK(file.st_mode));
	assert_file("subscribe-real.yaml", "- /one\n- /two\n");
	unlink("subscribe-link.yaml");
	unlink("subscribe-real.yaml");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_address),    cmocka_unit_test(test_relative),
		cmocka_unit_test(test_read),       cmocka_unit_test(test_no_list),
		cmocka_unit_test(test_subscribe),  cmocka_unit_test(test_comments_stay),
		cmocka_unit_test(test_odd_layout), cmocka_unit_test(test_link),
		cmocka_unit_test(test_opml),       cmocka_unit_test(test_catalogue),
	};

	return cmocka_run_group_tests_name("sources", tests, NULL, NULL);
}
