/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "post/front.h"

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

/* `keys`: "key=text" for each key, in the order written, with "|" between. */
static const struct {
	const char *what, *bytes;
	enum front_kind kind;
	const char *keys, *body;
	unsigned line;
	const char *warning; /* a part of it; NULL for none */
} samples[] = {
	{ "nothing", "", FRONT_NONE, "", "", 1, NULL },
	{ "one newline", "\n", FRONT_NONE, "", "\n", 1, NULL },
	{ "plain Markdown", "# Hello\n\nText: more\n", FRONT_NONE, "", "# Hello\n\nText: more\n", 1,
	  NULL },

	{ "YAML", "---\ntitle: A\ndate: 2024-01-02\n---\nBody\n", FRONT_YAML,
	  "title=A|date=2024-01-02", "Body\n", 5, NULL },
	{ "a mark first", "\xef\xbb\xbf---\ntitle: A\n---\nBody", FRONT_YAML, "title=A", "Body", 4,
	  NULL },
	{ "a mark and no front matter", "\xef\xbb\xbfHello", FRONT_NONE, "", "Hello", 1, NULL },
	{ "CR LF", "---\r\ntitle: A\r\ntags: x\r\n---\r\nBody\r\n", FRONT_YAML, "title=A|tags=x",
	  "Body\r\n", 5, NULL },
	{ "blank lines before", "\n  \n---\ntitle: A\n---\nBody", FRONT_YAML, "title=A", "Body", 6,
	  NULL },
	{ "blank lines inside", "---\n\ntitle: A\n\nslug: b\n\n---\n\nBody", FRONT_YAML,
	  "title=A|slug=b", "\nBody", 8, NULL },
	{ "blanks behind the lines", "--- \ntitle: A  \n---\t \nBody", FRONT_YAML, "title=A",
	  "Body", 4, NULL },
	{ "more dashes", "----\ntitle: A\nslug: b\n----\nBody", FRONT_YAML, "title=A|slug=b",
	  "Body", 5, NULL },
	{ "a header closed by two dashes", "title: A\ndate: 2024-01-02\n--\nBody", FRONT_HEADER,
	  "title=A|date=2024-01-02", "Body", 4, NULL },
	{ "a long rule first", "--------------------\na: b\n--------------------\nBody", FRONT_NONE,
	  "", "--------------------\na: b\n--------------------\nBody", 1, NULL },
	{ "dots as the end", "---\ntitle: A\n...\nBody", FRONT_YAML, "title=A", "Body", 4, NULL },
	{ "no keys", "---\n---\nBody", FRONT_YAML, "", "Body", 3, NULL },
	{ "a comment for a key", "---\n# none yet\n---\nBody", FRONT_YAML, "", "Body", 4, NULL },
	{ "nothing behind it", "---\ntitle: A\n---", FRONT_YAML, "title=A", "", 4, NULL },
	{ "a rule in the body", "---\ntitle: A\n---\nBody\n---\nmore", FRONT_YAML, "title=A",
	  "Body\n---\nmore", 4, NULL },
	{ "a key twice", "---\ntitle: A\ntitle: B\n---\n", FRONT_YAML, "title=A|title=B", "", 5,
	  "“x.md”, line 3" },
	{ "a folded title", "---\ntitle: 'One:\n  two'\n---\n", FRONT_YAML, "title=One: two", "", 5,
	  NULL },
	{ "a tab behind the colon", "---\ntitle:\tA\n---\n", FRONT_YAML, "title=A", "", 4, NULL },
	{ "strict YAML refuses", "---\ntitle: One: two\ndate: 2024-01-02\n---\nBody", FRONT_YAML,
	  "title=One: two|date=2024-01-02", "Body", 5, "“x.md”, line 2" },
	{ "a template in it", "---\ntitle: A\ntemplate: {{year}}/x.html\n---\nBody", FRONT_YAML,
	  "title=A|template={{year}}/x.html", "Body", 5, "“x.md”, line 3" },
	{ "never closed", "---\ntitle: A\n\nBody\n", FRONT_NONE, "", "---\ntitle: A\n\nBody\n", 1,
	  "“x.md”, line 1" },
	{ "a rule and prose", "---\n\nHello there\n", FRONT_NONE, "", "---\n\nHello there\n", 1,
	  NULL },
	{ "prose between rules", "---\nHello there\n---\nmore", FRONT_NONE, "",
	  "---\nHello there\n---\nmore", 1, NULL },
	{ "four dashes", "----\ntitle: A\n----\n", FRONT_YAML, "title=A", "", 4, NULL },
	{ "four dashes that three do not end", "----\ntitle: A\n---\nB\n", FRONT_NONE, "",
	  "----\ntitle: A\n---\nB\n", 1, "has no end" },

	{ "TOML", "+++\ntitle = \"A\"\n[extra]\nx = 1\n+++\nBody", FRONT_TOML,
	  "title=A|extra=", "Body", 6, NULL },
	{ "TOML with CR LF", "+++\r\ntitle = \"A\"\r\n+++\r\nBody", FRONT_TOML, "title=A", "Body",
	  4, NULL },
	{ "no TOML keys", "+++\n+++\nBody", FRONT_TOML, "", "Body", 3, NULL },
	{ "bad TOML", "+++\ntitle = \"A\"\nslug = not quoted\n+++\nBody", FRONT_TOML,
	  "title=A|slug=not quoted", "Body", 5, "“x.md”, line 3" },
	{ "TOML never closed", "+++\ntitle = \"A\"\nBody", FRONT_NONE, "",
	  "+++\ntitle = \"A\"\nBody", 1, "“x.md”, line 1" },

	{ "JSON", "{\n \"title\": \"A\",\n \"draft\": null\n}\n\nBody", FRONT_JSON,
	  "title=A|draft=", "\nBody", 5, NULL },
	{ "indented JSON", "\n  {\n  \"title\": \"A\"\n  }\nBody", FRONT_JSON, "title=A", "Body", 5,
	  NULL },
	{ "JSON in one line", "{\"title\": \"A\"}\nBody", FRONT_JSON, "title=A", "Body", 2, NULL },
	{ "JSON with a comma too many", "\n{\n\"title\": \"A\",\n}\nBody", FRONT_JSON, "title=A",
	  "Body", 5, "“x.md”, line 4" },
	{ "JSON never closed", "{\n\"title\": \"A\",\nBody", FRONT_NONE, "",
	  "{\n\"title\": \"A\",\nBody", 1, "“x.md”, line 1" },
	{ "no JSON: a tag", "{% include x.html %}\nBody", FRONT_NONE, "",
	  "{% include x.html %}\nBody", 1, NULL },
	{ "no JSON: a variable", "{{ page.title }}\n", FRONT_NONE, "", "{{ page.title }}\n", 1,
	  NULL },

	{ "Pelican", "Title: A: b\nDate: 2024-01-02\nTags: x, y\n\nBody", FRONT_HEADER,
	  "Title=A: b|Date=2024-01-02|Tags=x, y", "Body", 5, NULL },
	{ "no blank behind the colon", "Title:A\nSlug:b\n\nBody", FRONT_HEADER, "Title=A|Slug=b",
	  "Body", 4, NULL },
	{ "Pelican with CR LF", "Title: A\r\nSlug: b\r\n\r\nBody", FRONT_HEADER, "Title=A|Slug=b",
	  "Body", 4, NULL },
	{ "a value in two lines", "Title: A\nSummary: one\n    two\n\nBody", FRONT_HEADER,
	  "Title=A|Summary=one two", "Body", 5, NULL },
	{ "closed and never opened", "title: A\ndate: 2016-01-02\n---\n\nBody\n\n---\n",
	  FRONT_HEADER, "title=A|date=2016-01-02", "\nBody\n\n---\n", 4, NULL },
	{ "closed and never opened, with a list",
	  "title: A\ndate: 2016/1/2\ntags:\n- x\n- y\n---\nBody", FRONT_YAML,
	  "title=A|date=2016/1/2|tags=", "Body", 7, NULL },
	{ "prose, a list and a rule", "We meet at: the hall\n- x\n---\nBody", FRONT_NONE, "",
	  "We meet at: the hall\n- x\n---\nBody", 1, NULL },
	{ "a header and no more", "Title: A\nDate: 2024-01-02", FRONT_HEADER,
	  "Title=A|Date=2024-01-02", "", 3, NULL },
	{ "blank lines before a header", "\n\nTitle: A\n\nBody", FRONT_HEADER, "Title=A", "Body", 5,
	  NULL },
	{ "Nikola", ".. title: A\n.. date: 2016-01-02 10:00:00 UTC\n.. tags: \n\nBody",
	  FRONT_HEADER, "title=A|date=2016-01-02 10:00:00 UTC|tags=", "Body", 5, NULL },
	{ "Nikola in a comment", "<!--\n.. title: A\n\n.. slug: b\n-->\nBody", FRONT_HEADER,
	  "title=A|slug=b", "Body", 6, NULL },
	{ "Franklin", "@def title = \"A = B\"\n@def published = \"6 August 2018\"\n\nBody",
	  FRONT_HEADER, "title=A = B|published=6 August 2018", "Body", 4, NULL },
	{ "Franklin below a comment", "<!-- c\nd -->\n\n@def title = \"A\"\nBody", FRONT_HEADER,
	  "title=A", "Body", 5, NULL },
	{ "a definition and no title", "@def x = \"A\"\nBody", FRONT_NONE, "",
	  "@def x = \"A\"\nBody", 1, NULL },
	{ "a comment and no more", "<!--\ntitle: A\n-->\nBody", FRONT_NONE, "",
	  "<!--\ntitle: A\n-->\nBody", 1, NULL },
	{ "a comment never closed", "<!--\n.. title: A\n", FRONT_NONE, "", "<!--\n.. title: A\n", 1,
	  NULL },
	{ "a directive", ".. image:: x.png\n\nBody", FRONT_NONE, "", ".. image:: x.png\n\nBody", 1,
	  NULL },
	{ "prose with a colon", "Note: bring a towel\n\nBody", FRONT_NONE, "",
	  "Note: bring a towel\n\nBody", 1, NULL },
	{ "an invitation", "Date: 2 May\nPlace: Berlin\n\nCome!", FRONT_NONE, "",
	  "Date: 2 May\nPlace: Berlin\n\nCome!", 1, NULL },
	{ "prose below a title", "Title: A\nand prose\n\nBody", FRONT_NONE, "",
	  "Title: A\nand prose\n\nBody", 1, NULL },
	{ "an address", "https://example.org/\n\nBody", FRONT_NONE, "",
	  "https://example.org/\n\nBody", 1, NULL },
	{ "an empty title", "Title:\n\nBody", FRONT_NONE, "", "Title:\n\nBody", 1, NULL },
};

static void write_keys(const struct value *root, struct str *keys)
{
	for (const struct value *child = root ? root->first : NULL; child; child = child->next)
		str_format(keys, "%s%s=%s", keys->len > 0 ? "|" : "", child->key, child->text);
}

static void test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const char *bytes = samples[i].bytes;
		struct heard heard = { 0 };
		const struct notes notes = { hear, &heard };
		struct str keys = { 0 };
		struct front front;

		front_read(bytes, strlen(bytes), "x.md", &notes, &front);
		write_keys(front.tree.root, &keys);
		if (front.kind != samples[i].kind || front.body_line != samples[i].line ||
		    (front.tree.root != NULL) != (samples[i].kind != FRONT_NONE) ||
		    strcmp(bytes + front.body, samples[i].body) != 0 ||
		    strcmp(str_bytes(&keys), samples[i].keys) != 0)
			fail_msg("%s: kind %d, line %u, keys \"%s\", body \"%s\"", samples[i].what,
				 (int)front.kind, front.body_line, str_bytes(&keys),
				 bytes + front.body);
		if (heard.n != (samples[i].warning != NULL) ||
		    (heard.n && !strstr(heard.text.bytes, samples[i].warning)))
			fail_msg("%s: %d warnings: %s", samples[i].what, heard.n,
				 str_bytes(&heard.text));
		str_release(&heard.text);
		str_release(&keys);
		front_release(&front);
	}
}

/* The lines of keys are those of the file, so a message about a key leads to it. */
static void test_lines(void **state)
{
	static const struct {
		const char *bytes, *key;
		unsigned line;
	} places[] = {
		{ "---\ntitle: A\ndate: x\n---\n", "date", 3 },
		{ "\n\n---\ntitle: A\ndate: x\n---\n", "date", 5 },
		{ "---\ntitle: A: b\ndate: x\n---\n", "date", 3 },
		{ "+++\ntitle = \"A\"\ndate = \"x\"\n+++\n", "date", 3 },
		{ "+++\ntitle = A\ndate = \"x\"\n+++\n", "date", 3 },
		{ "\n{\n\"title\": \"A\",\n\"date\": \"x\"\n}\n", "date", 4 },
		{ "\n{\n\"title\": \"A\",\n\"date\": \"x\",\n}\n", "date", 4 },
		{ "\nTitle: A\nDate: x\n\n", "Date", 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		struct front front;

		front_read(places[i].bytes, strlen(places[i].bytes), "x.md", NULL, &front);
		assert_non_null(value_find(front.tree.root, places[i].key));
		assert_int_equal(value_find(front.tree.root, places[i].key)->line, places[i].line);
		front_release(&front);
	}
}

/* Front matter has room for so much and no more. */
static void test_room(void **state)
{
	static const char *const opening[] = { "---\ntitle: A\n", "+++\ntitle = \"A\"\n",
					       "{\n\"title\": \"A\",\n" };
	static const char *const lines[] = { "# 34567\n", "# 34567\n", "\"b\": 1,\n" };
	static const char *const closing[] = { "---\nBody", "+++\nBody", "\"c\": 1\n}\nBody" };

	(void)state;
	for (int i = 0; i < 3 * 2; i++) {
		bool fits = i % 2 == 0;
		struct heard heard = { 0 };
		const struct notes notes = { hear, &heard };
		struct str bytes = { 0 };
		struct front front;

		str_text(&bytes, opening[i / 2]);
		while (bytes.len < (size_t)FRONT_ROOM + (fits ? -100 : 100))
			str_text(&bytes, lines[i / 2]);
		str_text(&bytes, closing[i / 2]);
		front_read(bytes.bytes, bytes.len, "x.md", &notes, &front);
		assert_int_equal(front.kind != FRONT_NONE, fits);
		assert_string_equal(bytes.bytes + front.body, fits ? "Body" : bytes.bytes);
		assert_int_equal(heard.n > 0, !fits);
		front_release(&front);
		str_release(&heard.text);
		str_release(&bytes);
	}
}

/* Cut anywhere, with no NUL behind: nothing beyond the end is read (under sanitizers). */
static void test_cut(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		for (size_t len = 0; len <= strlen(samples[i].bytes); len++) {
			char *bytes = malloc(len ? len : 1);
			struct front front;

			memcpy(bytes, samples[i].bytes, len);
			front_read(bytes, len, "x.md", NULL, &front);
			assert_true(front.body <= len);
			front_release(&front);
			free(bytes);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_room),
		cmocka_unit_test(test_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
