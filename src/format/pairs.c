/* SPDX-License-Identifier: MIT */
#include "format/pairs.h"

#include <string.h>

enum { MOST_PAIRS = 64, MOST_KEY = 128 /* bytes; YAML itself takes no key of any length */ };

static const char word_bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

/* What may stand behind the first byte of a name or a text and is never part of YAML's own signs.
 */
static const char more_bytes[] = "-./,()+=;$";

enum kind { NOTHING, FIRST = 1, MORE = 2 };

static unsigned char kinds[256];

static void set_kinds(void)
{
	if (kinds['a'])
		return;
	for (const char *at = word_bytes; *at; at++)
		kinds[(unsigned char)*at] = FIRST | MORE;
	for (const char *at = more_bytes; *at; at++)
		kinds[(unsigned char)*at] = MORE;
}

static size_t count(const char *text, size_t len, bool has_blanks)
{
	size_t n = 0;

	if (len == 0 || !(kinds[(unsigned char)*text] & FIRST))
		return 0;
	while (n < len &&
	       ((kinds[(unsigned char)text[n]] & MORE) || (has_blanks && text[n] == ' ')))
		n++;
	return n;
}

static bool is_null(const char *text, size_t len)
{
	return len == 4 && (memcmp(text, "null", 4) == 0 || memcmp(text, "Null", 4) == 0 ||
			    memcmp(text, "NULL", 4) == 0);
}

static bool is_comment(const char *line, size_t len)
{
	size_t n = 0;

	if (len > 0 && *line != '#')
		return false;
	while (n < len && line[n] >= ' ' && line[n] < 0x7f)
		n++;
	return n == len;
}

static bool read_line(struct value_tree *tree, const char *line, size_t len, unsigned number)
{
	size_t key = count(line, len, false), from = key + 1, text;
	struct value *value;

	if (key == 0 || key > MOST_KEY || key == len || line[key] != ':' || is_null(line, key))
		return false;
	while (from < len && line[from] == ' ')
		from++;
	text = from > key + 1 ? count(line + from, len - from, true) : 0;
	if (text == 0 || from + text != len)
		return false;
	while (line[from + text - 1] == ' ')
		text--;
	if (is_null(line + from, text) || (tree->root && value_child(tree->root, line, key)))
		return false;
	if (!tree->root)
		tree->root = value_new(tree, VALUE_MAP, number);
	value = value_new(tree, VALUE_TEXT, number);
	value_set_key(tree, value, line, key);
	value_set_text(tree, value, line + from, text);
	value_add(tree->root, value);
	return true;
}

bool pairs_parse(const char *bytes, size_t len, unsigned first_line, struct value_tree *tree)
{
	const char *line = bytes, *end = bytes + len;
	unsigned n_pairs = 0;
	bool is_plain = true;

	set_kinds();
	for (unsigned number = first_line; is_plain && line < end; number++) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		size_t line_len = (size_t)((newline ? newline : end) - line);

		if (!is_comment(line, line_len))
			is_plain = n_pairs++ < MOST_PAIRS &&
				   read_line(tree, line, line_len, number);
		line += line_len + 1;
	}
	if (is_plain && n_pairs > 0)
		return true;
	value_release(tree);
	return false;
}
