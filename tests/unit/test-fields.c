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
#include "post/byline.h"
#include "post/fields.h"
#include "post/front.h"
#include "post/markup.h"
#include "post/names.h"

struct heard {
	int n;
	struct str text;
};

static void hear(void *context, enum notes_level level, const char *sentence)
{
	struct heard *heard = context;

	assert_int_equal(level, NOTES_WARNING);
	heard->n++;
	str_format(&heard->text, "%s\n", sentence);
}

static void add(struct str *out, const char *name, const char *text)
{
	if (text && *text)
		str_format(out, "%s%s=%s", out->len > 0 ? "|" : "", name, text);
}

static void add_list(struct str *out, const char *name, const struct strings *strings)
{
	char *text = strings_join(strings, ";");

	add(out, name, text);
	free(text);
}

static void add_when(struct str *out, const char *name, const struct when *when)
{
	char text[32];

	if (when->has_time)
		when_format(when, text, sizeof(text));
	else
		when_day(when, text, sizeof(text));
	add(out, name, text);
}

/* All that fields_read() found, as "name=text|name=text". */
static void write_post(const struct post *post, struct str *out)
{
	add(out, "title", post->title);
	add_list(out, "by", &post->authors);
	add_list(out, "in", &post->categories);
	add_list(out, "tags", &post->tags);
	add_when(out, "on", &post->published);
	add_when(out, "updated", &post->updated);
	add(out, "excerpt", post->excerpt);
	add(out, "cover", post->cover_url);
	add(out, "alt", post->cover_alt);
	add(out, "slug", post->slug);
	add(out, "lang", post->lang);
	add(out, "url", post->url);
}

/* Front matter without its delimiters, and what it says. */
static const struct {
	const char *yaml, *path, *expected;
} samples[] = {
	/* titles */
	{ "title: Hello", NULL, "title=Hello" },
	{ "Title: Hello", NULL, "title=Hello" },
	{ "newstitle: Hello", NULL, "title=Hello" },
	{ "newstitle: News\ntitle: Hello", NULL, "title=Hello" },
	{ "title:\nnewstitle: News", NULL, "title=News" },
	{ "ditle: Hello", NULL, "" },
	{ "title: null", NULL, "" },
	{ "title: [a, b]", NULL, "" },
	{ "title: 2024", NULL, "title=2024" },
	{ "title: no", NULL, "title=no" },
	{ "title: 'A <em>big</em> day<br>for us'", NULL, "title=A big day for us" },
	{ "title: Rooms &amp; beds", NULL, "title=Rooms & beds" },
	{ "title: Rooms & beds", NULL, "title=Rooms & beds" },
	{ "title: Why `List<T>` and `<br>`", NULL, "title=Why List<T> and <br>" },
	{ "title: On Array[T](n) and Map[K](a b)", NULL, "title=On Array[T](n) and Map[K](a b)" },
	{ "title: See [the map](/map/)!", NULL, "title=See the map!" },
	{ "title: Why List<T> is 3 < 4", NULL, "title=Why List<T> is 3 < 4" },
	{ "title: \"  One\\n two \"", NULL, "title=One two" },
	{ "title: \"\\uFEFFOne\"", NULL, "title=One" },
	{ "title: One\ntitle: Two", NULL, "title=Two" },
	{ "extra:\n  title: Hello", NULL, "title=Hello" },
	/* authors */
	{ "author: Ada Byron", NULL, "by=Ada Byron" },
	{ "author_name: Ada Byron", NULL, "by=Ada Byron" },
	{ "authorname: Ada Byron", NULL, "by=Ada Byron" },
	{ "Author: Ada Byron", NULL, "by=Ada Byron" },
	{ "by: Ada Byron", NULL, "by=Ada Byron" },
	{ "author: adab\nauthor_name: Ada Byron", NULL, "by=Ada Byron" },
	{ "author: Ada Byron\nauthor_link: https://example.org/", NULL, "by=Ada Byron" },
	{ "author:", NULL, "" },
	{ "authors: [Ada Byron, 'Bo, Jr.']", NULL, "by=Ada Byron;Bo, Jr." },
	{ "authors:\n- name: Ada Byron\n  url: https://example.org/\n- Bo", NULL,
	  "by=Ada Byron;Bo" },
	{ "author:\n  name: Ada Byron\n  email: a@example.org", NULL, "by=Ada Byron" },
	{ "authors: [Ada and Bo]", NULL, "by=Ada;Bo" },
	{ "authors: [adab, zed]", NULL, "by=Ada Byron;zed" },
	{ "author: adab", NULL, "by=Ada Byron" },
	{ "author: adab and Bo", NULL, "by=Ada Byron;Bo" },
	{ "author:\n  id: adab", NULL, "by=Ada Byron" },
	{ "extra:\n  author: Ada Byron", NULL, "by=Ada Byron" },
	/* categories and tags */
	{ "category: This Week", NULL, "in=This Week" },
	{ "categories: General, News", NULL, "in=General;News" },
	{ "categories:\n- General\n- This Week\n- General", NULL, "in=General;This Week" },
	{ "tags: one two", NULL, "tags=one;two" },
	{ "tags: one two, three", NULL, "tags=one two;three" },
	{ "tags: [one two, 47]", NULL, "tags=one two;47" },
	{ "tags: []", NULL, "" },
	{ "tags: '#one #two'", NULL, "tags=one;two" },
	{ "tags:\n- name: One\n- label: Two", NULL, "tags=One;Two" },
	{ "taxonomies:\n  tags: [one, two]\n  categories: [News]", NULL, "in=News|tags=one;two" },
	/* dates */
	{ "date: 2024-07-16", NULL, "on=2024-07-16" },
	{ "date: 2023-09-05 12:00:00-05:00", NULL, "on=2023-09-05T12:00:00-05:00" },
	{ "published_datetime: 2024-07-16 06:00:00", NULL, "on=2024-07-16T06:00:00Z" },
	{ "publishDate: '2024-07-16'", NULL, "on=2024-07-16" },
	{ "pub_date: 2024-07-16", NULL, "on=2024-07-16" },
	{ "published: 2025-10-19T17:03:00+10:00", NULL, "on=2025-10-19T17:03:00+10:00" },
	{ "posted: May 23rd, 2023", NULL, "on=2023-05-23" },
	{ "created: 2024-07-16\nupdated: 2024-07-18", NULL, "on=2024-07-16|updated=2024-07-18" },
	{ "date: 2024-07-16\nlast_update:\n  date: 2024-07-18\n  author: Bo", NULL,
	  "on=2024-07-16|updated=2024-07-18" },
	{ "date: 2024-07-16\nlastmod: 2024-07-18", NULL, "on=2024-07-16|updated=2024-07-18" },
	{ "date: 2024-07-16\nupdatedDate: soon", NULL, "on=2024-07-16" },
	{ "published: true", NULL, "" },
	{ "published: true", "2024-07-16-x.md", "on=2024-07-16" },
	{ "date: 2024-07-16", "2024-07-20-x.md", "on=2024-07-16" },
	{ "date:", "2024-07-20-x.md", "on=2024-07-20" },
	{ "title: A", "news/2024/07/16/x.md", "title=A|on=2024-07-16" },
	{ "path: 2015/12/10/x", "x.md", "on=2015-12-10" },
	{ "permalink: /2015/12/10/x/", "x.md", "on=2015-12-10" },
	{ "date: 05/06/2024", NULL, "on=2024-05-06" },
	{ "date: 05/06/2024", "2024-06-05-x.md", "on=2024-06-05" },
	/* covers */
	{ "cover:\n  url: /a.jpg\n  alt: A hall", NULL, "cover=/a.jpg|alt=A hall" },
	{ "cover: /a.jpg", NULL, "cover=/a.jpg" },
	{ "image: /a.jpg", NULL, "cover=/a.jpg" },
	{ "image: null\nthumbnail: /b.jpg", NULL, "cover=/b.jpg" },
	{ "image: true\nthumbnail: /b.jpg", NULL, "cover=/b.jpg" },
	{ "post_photo_url: /a.jpg\npost_photo_alt: A hall", NULL, "cover=/a.jpg|alt=A hall" },
	{ "featureImage: /a.jpg\nfeatureImageAlt: A hall", NULL, "cover=/a.jpg|alt=A hall" },
	{ "images: [/a.jpg, /b.jpg]", NULL, "cover=/a.jpg" },
	{ "images: []\nogImage: /a.jpg", NULL, "cover=/a.jpg" },
	{ "image:\n  caption: Nothing\nthumbnail: /b.jpg", NULL, "cover=/b.jpg" },
	/* the rest */
	{ "excerpt: >-\n  One\n  <b>two</b>", NULL, "excerpt=One two" },
	{ "summary: One", NULL, "excerpt=One" },
	{ "summary: '![A map](i/map.png){width=300}<br>Look [there](https://x.example/a) ![!]'",
	  NULL, "excerpt=Look there ![!]" },
	{ "description: One\nexcerpt: Two", NULL, "excerpt=Two" },
	{ "previewText: One", NULL, "excerpt=One" },
	{ "slug: a-b\nlang: de", NULL, "slug=a-b|lang=de" },
	{ "locale: pt_BR", NULL, "lang=pt_BR" },
	{ "link: https://example.org/a/", NULL, "url=https://example.org/a/" },
	{ "permalink: /a/", NULL, "" },
	{ "permalink: /a/\nurl: https://example.org/b/", NULL, "url=https://example.org/b/" },
};

static struct map authors;

static void read_sample(const char *yaml, const char *path, struct heard *heard, struct post *post)
{
	const struct notes notes = { hear, heard };
	const struct fields_rule rule = { .path = path ? path : "x.md",
					  .authors = &authors,
					  .notes = &notes };
	struct str bytes = { 0 };
	struct front front;

	str_format(&bytes, "---\n%s\n---\n", yaml);
	front_read(bytes.bytes, bytes.len, rule.path, NULL, &front);
	assert_int_equal(front.kind, FRONT_YAML);
	fields_read(front.tree.root, &rule, post);
	front_release(&front);
	str_release(&bytes);
}

static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct heard heard = { 0 };
		struct post post = { 0 };
		struct str found = { 0 };

		read_sample(samples[i].yaml, samples[i].path, &heard, &post);
		write_post(&post, &found);
		if (strcmp(str_bytes(&found), samples[i].expected) != 0 || heard.n > 0)
			fail_msg("\"%s\" gives \"%s\" %s", samples[i].yaml, str_bytes(&found),
				 str_bytes(&heard.text));
		str_release(&found);
		str_release(&heard.text);
		post_release(&post);
	}
}

/* A date that cannot be read is told once, with its place; then the path has the word. */
static void test_unread_dates(void **state)
{
	static const struct {
		const char *yaml, *path, *expected;
		const char *warning; /* a part of it; NULL for none */
	} unread[] = {
		{ "title: A\ndate: 2021-02-08 16:30-:00+16:30", "2021-02-09-x.md",
		  "title=A|on=2021-02-09", "“2021-02-09-x.md”, line 3: “2021-02-08 16:30-" },
		{ "date: soon\npublished: later", "x.md", "", "line 2: “soon”" },
		{ "date: soon\npublished: 2024-07-16", "x.md", "on=2024-07-16", NULL },
		{ "date: '{{ year }}'", "x.md", "", "line 2: “{{ year }}”" },
		{ "date: [2024-07-16]", "2024-07-17-x.md", "on=2024-07-17", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(unread) / sizeof(*unread); i++) {
		struct heard heard = { 0 };
		struct post post = { 0 };
		struct str found = { 0 };

		read_sample(unread[i].yaml, unread[i].path, &heard, &post);
		write_post(&post, &found);
		assert_string_equal(str_bytes(&found), unread[i].expected);
		assert_int_equal(heard.n, unread[i].warning != NULL);
		if (heard.n && !strstr(heard.text.bytes, unread[i].warning))
			fail_msg("not in \"%s\": %s", unread[i].warning, heard.text.bytes);
		str_release(&found);
		str_release(&heard.text);
		post_release(&post);
	}
}

static void test_no_front(void **state)
{
	const struct fields_rule rule = { .path = "2024-07-16-x.md" };
	struct post post = { .title = strdup("Kept") };
	struct str found = { 0 };

	(void)state;
	fields_read(NULL, &rule, &post);
	write_post(&post, &found);
	assert_string_equal(found.bytes, "title=Kept|on=2024-07-16");
	assert_int_equal(fields_hidden(NULL), FIELDS_SHOWN);
	assert_null(fields_date(NULL));
	str_release(&found);
	post_release(&post);
}

/* What a text without front matter says of itself below its title. */
static void test_byline(void **state)
{
	static const struct {
		const char *body, *date, *authors;
	} lines[] = {
		{ "# T\n\n> Published on the 25th Jan 2016 by Ada Reef\n", "2016-01-25",
		  "Ada Reef" },
		{ "*Posted by Ada Reef and Eve Sand on May 3, 2019.*\n", "2019-05-03",
		  "Ada Reef|Eve Sand" },
		{ "T\n=\n\n**Written:** 2019-05-03\n", "2019-05-03", "" },
		{ "By Ada Reef on 3 May 2019\n", "2019-05-03", "Ada Reef" },
		{ "Published 3 May 2019 by\n", "", "" },
		{ "By train on the way to May Street\n", "", "" },
		{ "By the way, on 3 May 2019 we meet\n", "", "" },
		{ "Posted to the list on 3 May 2019\n", "", "" },
		{ "a\n\nb\n\nc\n\nd\n\ne\n\nf\n\nPosted on 3 May 2019\n", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct post post = { .id = "" };
		char day[16], *by;

		post.body = mem_string(lines[i].body);
		post.body_len = strlen(post.body);
		byline_read(NULL, &post);
		when_day(&post.published, day, sizeof(day));
		by = strings_join(&post.authors, "|");
		if (strcmp(day, lines[i].date) != 0 || strcmp(by, lines[i].authors) != 0)
			print_message("# of: %s\n", lines[i].body);
		assert_string_equal(day, lines[i].date);
		assert_string_equal(by, lines[i].authors);
		free(by);
		post_release(&post);
	}
}

static void test_hidden(void **state)
{
	static const struct {
		const char *yaml;
		enum fields_hidden hidden;
	} verdicts[] = {
		{ "title: A", FIELDS_SHOWN },
		{ "draft: true", FIELDS_DRAFT },
		{ "Draft: yes", FIELDS_DRAFT },
		{ "draft: false", FIELDS_SHOWN },
		{ "draft: null", FIELDS_SHOWN },
		{ "status: draft", FIELDS_DRAFT },
		{ "Status: hidden", FIELDS_HIDDEN },
		{ "status: published", FIELDS_SHOWN },
		{ "hidden: true", FIELDS_HIDDEN },
		{ "hidden: false", FIELDS_SHOWN },
		{ "unlisted: true", FIELDS_HIDDEN },
		{ "published: false", FIELDS_UNPUBLISHED },
		{ "published: true", FIELDS_SHOWN },
		{ "published: 2024-07-16", FIELDS_SHOWN },
		{ "permalink: false", FIELDS_UNPUBLISHED },
		{ "permalink: /a/", FIELDS_SHOWN },
		{ "redirect: /b", FIELDS_REDIRECT },
		{ "redirect_to: /b", FIELDS_REDIRECT },
		{ "redirect_from: /b", FIELDS_SHOWN },
		{ "redirect: false", FIELDS_SHOWN },
		{ "extra:\n  hidden: true", FIELDS_HIDDEN },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(verdicts) / sizeof(*verdicts); i++) {
		struct str bytes = { 0 };
		struct front front;

		str_format(&bytes, "---\n%s\n---\n", verdicts[i].yaml);
		front_read(bytes.bytes, bytes.len, "x.md", NULL, &front);
		if (fields_hidden(front.tree.root) != verdicts[i].hidden)
			fail_msg("\"%s\": %d", verdicts[i].yaml,
				 (int)fields_hidden(front.tree.root));
		front_release(&front);
		str_release(&bytes);
	}
}

static void test_names(void **state)
{
	static const struct {
		const char *text, *names;
	} lists[] = {
		{ "Ada Byron", "Ada Byron" },
		{ "Ada, Bo and Cy", "Ada;Bo;Cy" },
		{ "Ada, Bo, and Cy", "Ada;Bo;Cy" },
		{ "Ada & Bo", "Ada;Bo" },
		{ "Ada AND Bo", "Ada;Bo" },
		{ "Ada; Bo", "Ada;Bo" },
		{ "Ada,Bo", "Ada;Bo" },
		{ "Ada, Ada", "Ada" },
		{ " , ", "" },
		{ "", "" },
		{ "Ada Byron, Ph.D., Bo", "Ada Byron, Ph.D.;Bo" },
		{ "Bo, Jr.", "Bo, Jr." },
		{ "Ada Byron, Engine Programme Director", "Ada Byron, Engine Programme Director" },
		{ "Anders And", "Anders And" },
		{ "Alessandro Andrade", "Alessandro Andrade" },
		{ "Ada \"Countess\" Byron", "Ada \"Countess\" Byron" },
		{ "Food & Drinks Team", "Food & Drinks Team" },
		{ "Ada and the Food and Drinks Team", "Ada;Food and Drinks Team" },
		{ "Ada, Food and Drinks Team", "Ada;Food and Drinks Team" },
		{ "Ada Byron <ada@example.org>", "Ada Byron" },
		{ "Ada <ada@example.org>, Bo <bo@example.org>", "Ada;Bo" },
		{ "ada@example.org (Ada Byron)", "Ada Byron" },
		{ "ada@example.org", "ada@example.org" },
		{ "<ada@example.org>", "ada@example.org" },
		{ "Ada Byron (she/her)", "Ada Byron (she/her)" },
		{ "Ada (@ada)", "Ada (@ada)" },
		{ "[Ada Byron](https://example.org/)", "Ada Byron" },
		{ "<a href=\"https://example.org/\">Ada</a>", "Ada" },
		{ "adab", "Ada Byron" },
		{ "adab, zed", "Ada Byron;zed" },
		{ "a and b", "A & B, Ltd." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		struct strings names = { 0 };
		char *found;

		names_split(lists[i].text, &authors, &names);
		found = strings_join(&names, ";");
		if (strcmp(found, lists[i].names) != 0)
			fail_msg("\"%s\" gives \"%s\"", lists[i].text, found);
		free(found);
		strings_release(&names);
	}
}

static void test_markup(void **state)
{
	static const struct {
		const char *text, *line;
	} lines[] = {
		{ "a", "a" },
		{ "", NULL },
		{ " <br> ", NULL },
		{ "a<br/>b", "a b" },
		{ "a<wbr>b", "ab" },
		{ "<p>a</p><p>b</p>", "a b" },
		{ "<I>a</I>", "a" },
		{ "<a href='x'>a</a>", "a" },
		{ "a <!-- no --> b", "a b" },
		{ "a <!-- b", "a <!-- b" },
		{ "<unknown>", "<unknown>" },
		{ "a <b", "a <b" },
		{ "a < b > c", "a < b > c" },
		{ "</em>a", "a" },
		{ "&lt;b&gt;", "<b>" },
		{ "&#8212;&#x60;&amp;amp;", "\u2014`&amp;" },
		{ "&x2026; &nope; & &;", "&x2026; &nope; & &;" },
		{ "&#0;&#xD800;&#99999999;", "\ufffd\ufffd\ufffd" },
		{ "`a`", "a" },
		{ "``a`b`` c", "a`b c" },
		{ "`&amp;` &amp;", "&amp; &" },
		{ "`a``b` c", "a``b c" },
		{ "a ` b", "a ` b" },
		{ "a `` b ` c", "a `` b ` c" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		char *line = markup_line(lines[i].text);

		if (!line != !lines[i].line || (line && strcmp(line, lines[i].line) != 0))
			fail_msg("\"%s\" gives \"%s\"", lines[i].text, line ? line : "(none)");
		free(line);
	}
	assert_null(markup_line(NULL));
}

int main(void)
{
	static char ada[] = "Ada Byron", both[] = "A & B, Ltd.";
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),  cmocka_unit_test(test_unread_dates),
		cmocka_unit_test(test_no_front), cmocka_unit_test(test_byline),
		cmocka_unit_test(test_hidden),   cmocka_unit_test(test_names),
		cmocka_unit_test(test_markup),
	};
	int result;

	map_put(&authors, "adab", ada);
	map_put(&authors, "a and b", both);
	result = cmocka_run_group_tests(tests, NULL, NULL);
	map_release(&authors);
	return result;
}
