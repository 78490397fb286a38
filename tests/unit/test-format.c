/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/notes.h"
#include "base/str.h"
#include "format/flat.h"
#include "format/json.h"
#include "format/toml.h"
#include "format/value.h"
#include "format/yaml.h"

/* A tree as one line: maps {k=v}, lists [v], texts as they are, quoted ones 'so', nulls ~. */
static void flatten(const struct value *value, struct str *out)
{
	if (!value || value->kind == VALUE_NULL)
		str_text(out, "~");
	else if (value->kind == VALUE_TEXT)
		str_format(out, value->is_quoted ? "'%s'" : "%s", value->text);
	if (!value || value->kind < VALUE_LIST)
		return;
	str_byte(out, value->kind == VALUE_MAP ? '{' : '[');
	for (const struct value *child = value->first; child; child = child->next) {
		if (child != value->first)
			str_byte(out, ' ');
		if (value->kind == VALUE_MAP)
			str_format(out, "%s=", child->key);
		flatten(child, out);
	}
	str_byte(out, value->kind == VALUE_MAP ? '}' : ']');
}

static void assert_flat(const struct value_tree *tree, const char *expected)
{
	struct str flat = { 0 };

	flatten(tree->root, &flat);
	assert_string_equal(str_bytes(&flat), expected);
	str_release(&flat);
}

static void collect(void *context, enum notes_level level, const char *sentence)
{
	struct str *told = context;

	(void)level;
	str_format(told, "%s\n", sentence);
}

static void test_value(void **state)
{
	static const char yaml[] = "a: {b: {c: x}}\nt: Yes\nf: off\nn: ~\n";
	struct value_tree tree = { 0 };
	struct err err;

	(void)state;
	assert_int_equal(yaml_parse(yaml, strlen(yaml), "f", 1, &tree, NULL, &err), 0);
	assert_string_equal(value_path(tree.root, "a.b.c")->text, "x");
	assert_null(value_path(tree.root, "a.x.c"));
	assert_null(value_path(NULL, "a.b"));
	assert_null(value_find(tree.root, "b"));
	assert_null(value_text(tree.root, "a"));
	assert_null(value_text(tree.root, "n"));
	assert_true(value_truth(tree.root, "t", false));
	assert_false(value_truth(tree.root, "f", true));
	assert_true(value_truth(tree.root, "n", true));
	assert_false(value_truth(tree.root, "a", false));
	value_release(&tree);
	assert_null(tree.root);
}

static void test_yaml(void **state)
{
	static const struct {
		const char *yaml, *flat;
	} samples[] = {
		{ "", "~" },
		{ "# nothing\n", "~" },
		{ "title: The doors open\n", "{title=The doors open}" },
		{ "title: 'It''s on'\nn: \"a\\tb\"", "{title='It's on' n='a\tb'}" },
		{ "a: no\nb: 47\nc: 3.0\nd: 2024-07-16 06:00:00",
		  "{a=no b=47 c=3.0 d=2024-07-16 06:00:00}" },
		{ "a:\nb: ~\nc: null\nd: \"\"\ne: 'null'", "{a=~ b=~ c=~ d='' e='null'}" },
		{ "tags:\n- a\n- b c\nlast: x", "{tags=[a b c] last=x}" },
		{ "tags: [a, \"b\", 3]", "{tags=[a 'b' 3]}" },
		{ "cover:\n  url: /x.png\n  alt: |\n    Two\n    lines\n",
		  "{cover={url=/x.png alt='Two\nlines\n'}}" },
		{ "text: >-\n  folded\n  here\n", "{text='folded here'}" },
		{ "title: goes on\n  below\n", "{title=goes on below}" },
		{ "og:image: /a.png\nk-v.w: 1", "{og:image=/a.png k-v.w=1}" },
		{ "a: &x {n: 1}\nb: *x", "{a={n=1} b={n=1}}" },
		{ "a: &x {n: 1, m: 2}\nb: {<<: *x, m: 3}", "{a={n=1 m=2} b={n=1 m=2 m=3}}" },
		{ "a: 1\n---\nb: 2", "{a=1}" },
		{ "a: 1\n...\nwhat: [", "{a=1}" },
		{ "- a\n- - b\n", "[a [b]]" },
		{ "z: \"a\\0b\"", "{z='a\xef\xbf\xbd"
				  "b'}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct value_tree tree = { 0 };
		struct err err = { "" };

		yaml_parse(samples[i].yaml, strlen(samples[i].yaml), "f", 1, &tree, NULL, &err);
		assert_string_equal(err.text, "");
		assert_flat(&tree, samples[i].flat);
		value_release(&tree);
	}
}

/* Lines of plain pairs are read without YAML's parser, which "..." behind them calls for: both find
 * the same, or neither reads them so. */
static void test_yaml_pairs(void **state)
{
	static const struct {
		const char *yaml;
		bool is_plain;
	} samples[] = {
		{ "title: The doors open\ndate: 2027-05-11\n", true },
		{ "# said\n\ntitle:  two  blanks  \nlast: 3.0", true },
		{ "a-b_c.d: x/y, (z) + 1 = $2;\n", true },
		{ "yes: no\n47: 48\n", true },
		{ "title: It's on\n", true },
		{ "title: null\n", true },
		{ "null: title\n", false },
		{ "title: a #b\n", false },
		{ "title: a: b\n", false },
		{ "title: a\n  b\n", false },
		{ "title: a\n\n b\n", false },
		{ "title:\nb: c\n", true },
		{ "title:b\n", false },
		{ "title : b\n", false },
		{ " title: b\n", false },
		{ "title: [b]\n", true },
		{ "title: -b\n", false },
		{ "title: \"b\"\n", true },
		{ "title: b\r\nc: d\r\n", true },
		{ "title: b\nc:\td\n", false },
		{ "title: caf\xc3\xa9\n", true },
		{ "title: one\ntitle: two\n", false },
		{ "- a\n", false },
		{ "---\ntitle: b\n", false },
		{ "title: b\n---\nc: d\n", false },
		{ "# said\n", false },
		{ "# caf\xc3\xa9\ntitle: b\n", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct value_tree tree = { 0 }, whole = { 0 };
		struct str yaml = { 0 }, flat = { 0 };
		struct err err = { "" };
		size_t len = strlen(samples[i].yaml);

		str_format(&yaml, "%s%s...\n", samples[i].yaml,
			   samples[i].yaml[len - 1] == '\n' ? "" : "\n");
		assert_int_equal(flat_parse(samples[i].yaml, len, 7, &tree), samples[i].is_plain);
		assert_int_equal(tree.root != NULL, samples[i].is_plain);
		if (samples[i].is_plain) {
			assert_int_equal(
				yaml_parse(yaml.bytes, yaml.len, "f", 7, &whole, NULL, &err), 0);
			flatten(whole.root, &flat);
			assert_flat(&tree, flat.bytes);
			assert_int_equal(tree.root->line, whole.root->line);
			assert_int_equal(tree.root->last->line, whole.root->last->line);
		}
		value_release(&tree);
		value_release(&whole);
		str_release(&yaml);
		str_release(&flat);
	}
}

static void test_yaml_lines_and_keys(void **state)
{
	static const char yaml[] = "\ntitle: one\ntags:\n  - x\ntitle: two\n";
	struct value_tree tree = { 0 };
	struct str told = { 0 };
	struct notes notes = { collect, &told };
	struct err err;

	(void)state;
	assert_int_equal(yaml_parse(yaml, strlen(yaml), "a.md", 2, &tree, &notes, &err), 0);
	assert_string_equal(value_text(tree.root, "title"), "two");
	assert_int_equal(value_find(tree.root, "title")->line, 6);
	assert_int_equal(value_find(tree.root, "tags")->first->line, 5);
	assert_string_equal(
		str_bytes(&told),
		"“a.md”, line 6: the key “title” is there twice; the last one counts.\n");
	str_release(&told);
	value_release(&tree);
}

static void test_yaml_failures(void **state)
{
	static const struct {
		const char *yaml, *start;
	} samples[] = {
		{ "a: 1\nb: [\n", "“a.md”, line 5, is not valid YAML (" },
		{ "title: Web com Python: Introduction\n", "“a.md”, line 3, is not valid YAML (" },
		{ "a: *there\n", "“a.md”, line 3: there is no YAML anchor “there”" },
		{ "a: &a [1, *a]\n", "“a.md”, line 3: there is no YAML anchor “a”" },
		{ "x: 1\nt: {{ year }}\n", "“a.md”, line 4: this YAML key is not a text." },
		{ "a: \xff\n", "“a.md”, line 3, is not valid YAML (" },
	};
	struct value_tree tree = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct err err = { "" };

		assert_int_equal(yaml_parse(samples[i].yaml, strlen(samples[i].yaml), "a.md", 3,
					    &tree, NULL, &err),
				 -1);
		if (!str_starts(err.text, samples[i].start))
			fail_msg("%s", err.text);
		assert_null(tree.root);
	}
}

static bool is_same(const struct value *a, const struct value *b)
{
	const struct value *x = a->first, *y = b->first;

	for (; x && y && is_same(x, y); x = x->next)
		y = y->next;
	return !x && !y && a->kind == b->kind && a->line == b->line &&
	       a->is_quoted == b->is_quoted && strcmp(a->text, b->text) == 0 &&
	       str_equal(a->key, b->key);
}

/* Whether it is read without libyaml; if so, libyaml has to read the same and have nothing to say.
 */
static bool reads_flat(const char *yaml, size_t len)
{
	struct value_tree tree = { 0 }, events = { 0 };
	struct str told = { 0 };
	struct notes notes = { collect, &told };
	struct err err = { "" };
	bool is_flat = flat_parse(yaml, len, 7, &tree);

	if (!is_flat) {
		assert_null(tree.root);
		return false;
	}
	yaml_parse_events(yaml, len, "a.md", 7, &events, &notes, &err);
	if (*err.text || told.len > 0 || !is_same(tree.root, events.root))
		fail_msg("%s%s in %.*s", err.text, str_bytes(&told), (int)len, yaml);
	value_release(&tree);
	value_release(&events);
	return true;
}

static void test_yaml_flat(void **state)
{
	static const char *const flat[] = {
		"title: The doors open",
		"title: The doors open  \r\n\r\ndate: 2024-07-16 06:00:00 -0500\r\n",
		"# Why\n\n  # not\na_b-c.d: https://example.org/a#b?c=d:e\n",
		"t: \"It's, \\\"so\\\" \\\\ \"\ns: 'it''s: \"so\" # \\'\ne: ''\nf: \"\"",
		"a:\nb: ~\nc: null\nd: # nothing\n\ne:   Null",
		"tags:\n- a\n-   b c\n\n# so\n- \"d\"\nlast: x",
		"tags:\n   - a:b c\n   - 'd'\nlast: x",
		"a:\n  b: c\n",
		"cover:\n    url: /a.png\n\n    alt: \"A \\\"b\\\"\"\n  # why\ntitle: x\n",
		"a:\n b:\n  c:\n   d: [e]\n f:\n - g\n h:\ni:\n- j\nk: l",
		"a:\n b:\n  c: d\ne: f\n",
		"t: [ caf\xc3\xa9 one, \"b, c\",'d',3, null ]\nn: []\n",
	};
	static const char *const other[] = {
		"",
		"# nothing\n",
		"a: b: c\n",
		"a: b #c\n",
		"a: b\n c\n",
		"a: \"b\"c\n",
		"a: \"b\\n\"\n",
		"a: |\n b\n",
		"a: b\na: c\n",
		"a:\tb\n",
		"a: [b, c: d]\n",
		"a: [b,]\n",
		"a: [b\n",
		"- a\n",
		" a: b\n",
		"a:\n  b: c\n d: e\n",
		"a:\n  b: c\n   d: e\n",
		"a:\n  b: c\n  d\n",
		"a:\n  b: c\n  b: d\n",
		"a:\n  b:\n - c\n",
		"a:\n b:\n  c:\n   d:\n    e:\n     f: g\n",
		"a:\n - b\n  - c\n",
		"a: b\n---\nc: d\n",
		("a: b\xe2\x80\xa8"
		 "c\n"),
		"null: a\n",
		"a: b\xff\n",
		"a: b\r",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(flat) / sizeof(*flat); i++) {
		if (!reads_flat(flat[i], strlen(flat[i])))
			fail_msg("not flat: %s", flat[i]);
	}
	for (size_t i = 0; i < sizeof(other) / sizeof(*other); i++) {
		if (reads_flat(other[i], strlen(other[i])))
			fail_msg("flat: %s", other[i]);
	}
}

/* Pieces of front matter in any order: most are none, but what is read flat is read right. */
static void test_yaml_flat_is_yaml(void **state)
{
	static const char *const pieces[] = {
		"a: ",
		"b-1: ",
		"_c.d: ",
		"key:",
		"a:",
		"\n",
		"\n",
		"\n",
		"\n- ",
		"\n  - ",
		"\n  x: ",
		"\n y:",
		"\n    z: 1",
		"\n ",
		" ",
		"  ",
		"one",
		"two 3",
		"it's",
		"\"",
		"\"d\"",
		"'",
		"'s'",
		"''",
		"\\\"",
		"\\",
		"\\\\",
		"[",
		"]",
		"[a, b]",
		"[\"a\", ",
		", ",
		",",
		": ",
		":",
		" #",
		"#",
		"# c\n",
		"-",
		"---",
		"...",
		"~",
		"null",
		"\r\n",
		"\r",
		"\t",
		"{",
		"}",
		"&x ",
		"*x",
		"!t ",
		"|",
		">",
		"?",
		"? ",
		"%",
		"@",
		"`",
		"=",
		"<<: ",
		"$a",
		"(b)",
		"/p/",
		"\xc3\xa9",
		"\xe6\x9d\xb1",
		"\xc2\x85",
		"\xc2\xa0",
		"\xe2\x80\xa8",
		"\xef\xbb\xbf",
		"\xf0\x9f\x8e\x89",
		"\xff",
		"2024-01-02",
		"a: one\n",
		"b: \"two\"\n",
		"c: [x, y]\n",
		"d:\n- z\n",
		"e:\n  - z\n",
		"f: 'g'\n",
	};
	uint32_t dice = 1;
	size_t n_flat = 0;

	(void)state;
	for (int round = 0; round < 60000; round++) {
		struct str yaml = { 0 };

		for (int n = 1 + round % 9; n > 0; n--) {
			dice = dice * 1664525 + 1013904223;
			str_text(&yaml, pieces[(dice >> 8) % (sizeof(pieces) / sizeof(*pieces))]);
		}
		n_flat += reads_flat(yaml.bytes, yaml.len);
		str_release(&yaml);
	}
	assert_true(n_flat > 1000);
}

/* Nine lists of nine aliases each, one above the other: 9^9 nodes. */
static void test_yaml_bomb(void **state)
{
	struct value_tree tree = { 0 };
	struct str yaml = { 0 };
	struct err err;

	(void)state;
	str_text(&yaml, "a: &a [x,x,x,x,x,x,x,x,x]\n");
	for (char c = 'b'; c <= 'j'; c++) {
		str_format(&yaml, "%c: &%c [", c, c);
		for (int i = 0; i < 9; i++)
			str_format(&yaml, "*%c%s", c - 1, i < 8 ? "," : "]\n");
	}
	assert_int_equal(yaml_parse(yaml.bytes, yaml.len, "f", 1, &tree, NULL, &err), -1);
	assert_non_null(strstr(err.text, "too large"));
	str_clear(&yaml);
	for (int i = 0; i < 100; i++)
		str_byte(&yaml, '[');
	assert_int_equal(yaml_parse(yaml.bytes, yaml.len, "f", 1, &tree, NULL, &err), -1);
	assert_non_null(strstr(err.text, "too deeply"));
	str_release(&yaml);
}

static void test_yaml_parse_lines(void **state)
{
	static const struct {
		const char *yaml, *flat;
	} samples[] = {
		{ "", "{}" },
		{ "title: Web: a start\nn: 1", "{title=Web: a start n=1}" },
		{ "title: \"Say \\\"so\\\"\"\nb: 'It''s'\r\n", "{title='Say \"so\"' b='It's'}" },
		{ "t: {{year}}/x.html\nok: yes\n", "{t={{year}}/x.html ok=yes}" },
		{ "tags:\n- a\n  - 'b'\nx: y", "{tags=[a 'b'] x=y}" },
		{ "tags: [a, \"b c\",]\n", "{tags=[a 'b c']}" },
		{ "title: goes\n  on here\n\nnot a key\n  lost", "{title=goes on here}" },
		{ "x: >-\n  - one\n  two\ny: 2", "{x=- one two y=2}" },
		{ "og:image: /a.png\n  # b: c\n", "{og:image=/a.png # b: c}" },
		{ "http://x.example/\n: x\n- y\nlast:", "{last=~}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct value_tree tree = { 0 };

		yaml_parse_lines(samples[i].yaml, strlen(samples[i].yaml), 2, &tree);
		assert_flat(&tree, samples[i].flat);
		value_release(&tree);
	}
}

static void test_json(void **state)
{
	static const char front[] = "\n  {\n \"title\" : \"Caf\\u00e9\", \"draft\": null,\n"
				    " \"n\": 3, \"x\": 1.5,\n"
				    " \"tags\" : [\"a\", true], \"title\": \"Last\" }\n\nBody }";
	struct value_tree tree = { 0 };
	struct err err = { "" };
	size_t end = 0;

	(void)state;
	assert_int_equal(json_parse(front, strlen(front), "f", &tree, &end, &err), 0);
	assert_string_equal(front + end, "\n\nBody }");
	assert_string_equal(value_text(tree.root, "title"), "Last");
	assert_string_equal(value_text(tree.root, "n"), "3");
	assert_string_equal(value_text(tree.root, "x"), "1.5");
	assert_int_equal(value_find(tree.root, "draft")->kind, VALUE_NULL);
	assert_string_equal(value_find(tree.root, "tags")->first->next->text, "true");
	value_release(&tree);
	assert_int_equal(json_parse("[123456789012345678901]", 23, "f", &tree, NULL, &err), 0);
	assert_true(str_starts(tree.root->first->text, "1.234567890123456"));
	value_release(&tree);
	assert_int_equal(json_parse("{} x", 4, "f.json", &tree, NULL, &err), -1);
	assert_true(str_starts(err.text, "“f.json”, line 1, is not valid JSON ("));
	assert_int_equal(json_parse("{\n\n\"a\": ", 8, "f.json", &tree, &end, &err), -1);
	assert_true(str_starts(err.text, "“f.json”, line 3, is not valid JSON ("));
	assert_int_equal(json_parse(NULL, 0, "f.json", &tree, NULL, &err), -1);
}

static void test_json_add_text(void **state)
{
	struct str out = { 0 };

	(void)state;
	json_add_text(&out, "a\"b\\c\n\t\x01\xc3\xa9");
	str_byte(&out, ' ');
	json_add_text(&out, NULL);
	assert_string_equal(out.bytes, "\"a\\\"b\\\\c\\n\\t\\u0001\xc3\xa9\" null");
	str_release(&out);
}

static void test_toml(void **state)
{
	static const struct {
		const char *toml, *flat;
	} samples[] = {
		{ "", "{}" },
		{ "title = \"Doors\" # open\r\ndraft = false\n", "{title='Doors' draft=false}" },
		{ "date = 2024-07-16 06:00:00Z\nday = 2024-07-16\nn = 1_000\nf = -1.5e3",
		  "{date=2024-07-16 06:00:00Z day=2024-07-16 n=1_000 f=-1.5e3}" },
		{ "day = 2024-07-16 # no time", "{day=2024-07-16}" },
		{ "a = 'C:\\n'\nb = \"x\\ty\\u00e9\\U0001F389\"",
		  "{a='C:\\n' b='x\ty\xc3\xa9\xf0\x9f\x8e\x89'}" },
		{ "a = \"\"\"\nTwo\nlines \\\n   joined\"\"\"\nb = '''it's'''",
		  "{a='Two\nlines joined' b='it's'}" },
		{ "a = \"\"\"x\"\"\"\"\"", "{a='x\"\"'}" },
		{ "a = [\n 1, # one\n [\"x\", 'y'],\n]\n", "{a=[1 ['x' 'y']]}" },
		{ "a.b.c = 1\na.b.d = 2\n\"x.y\".z = 3", "{a={b={c=1 d=2}} x.y={z=3}}" },
		{ "p = { x = 1, y.z = \"w\" }", "{p={x=1 y={z='w'}}}" },
		{ "[taxonomies]\ntags = [\"a\"]\n[extra.more]\nx = 1\n",
		  "{taxonomies={tags=['a']} extra={more={x=1}}}" },
		{ "[[team]]\nname = \"A\"\n[team.more]\nx = 1\n[[team]]\nname = \"B\"\n",
		  "{team=[{name='A' more={x=1}} {name='B'}]}" },
		{ "a = true\nb = +inf\nc = 07:32:00", "{a=true b=+inf c=07:32:00}" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct value_tree tree = { 0 };
		struct err err = { "" };

		toml_parse(samples[i].toml, strlen(samples[i].toml), "f", 1, &tree, &err);
		assert_string_equal(err.text, "");
		assert_flat(&tree, samples[i].flat);
		value_release(&tree);
	}
}

static void test_toml_failures(void **state)
{
	static const struct {
		const char *toml, *text;
	} samples[] = {
		{ "a = 1\nb = \"x\n", "“a.md”, line 3, is not valid TOML: A string has no end." },
		{ "a = [1\nb = 2", "“a.md”, line 3, is not valid TOML: An array has no end." },
		{ "a\n", "“a.md”, line 2, is not valid TOML: A key has no “=” behind it." },
		{ "a = hello\n", "“a.md”, line 2, is not valid TOML: A value is missing, or a text "
				 "has no quotes." },
		{ "a = 1 2\n",
		  "“a.md”, line 2, is not valid TOML: Something stands behind a value." },
		{ "a = \"\\ud800\"",
		  "“a.md”, line 2, is not valid TOML: An escape names no character." },
		{ "a = \"\\q\"", "“a.md”, line 2, is not valid TOML: There is no such escape." },
		{ "[a\n", "“a.md”, line 2, is not valid TOML: A table’s name has no end." },
		{ "a = 1\n[a.b]\n", "“a.md”, line 3, is not valid TOML: A key is used for a table "
				    "and for something else." },
		{ "a = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
		  "“a.md”, line 2, is not valid TOML: It is nested too deeply." },
	};
	struct value_tree tree = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct err err = { "" };

		assert_int_equal(toml_parse(samples[i].toml, strlen(samples[i].toml), "a.md", 2,
					    &tree, &err),
				 -1);
		assert_string_equal(err.text, samples[i].text);
		assert_null(tree.root);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_value),
		cmocka_unit_test(test_yaml),
		cmocka_unit_test(test_yaml_pairs),
		cmocka_unit_test(test_yaml_lines_and_keys),
		cmocka_unit_test(test_yaml_failures),
		cmocka_unit_test(test_yaml_flat),
		cmocka_unit_test(test_yaml_flat_is_yaml),
		cmocka_unit_test(test_yaml_bomb),
		cmocka_unit_test(test_yaml_parse_lines),
		cmocka_unit_test(test_json),
		cmocka_unit_test(test_json_add_text),
		cmocka_unit_test(test_toml),
		cmocka_unit_test(test_toml_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
