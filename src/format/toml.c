/* SPDX-License-Identifier: MIT */
#include "format/toml.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/str.h"

struct parse {
	const char *at, *end;
	unsigned line;
	const char *name;
	struct value_tree *tree;
	struct err *err;
};

static struct value *read_value(struct parse *parse, int depth);

static int fail(struct parse *parse, const char *sentence)
{
	err_set(parse->err, "%s", sentence);
	return err_wrap(parse->err, _("“%s”, line %u, is not valid TOML"), parse->name,
			parse->line);
}

static bool sees(const struct parse *parse, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(parse->end - parse->at) >= len && memcmp(parse->at, text, len) == 0;
}

static bool take(struct parse *parse, const char *text)
{
	if (!sees(parse, text))
		return false;
	parse->at += strlen(text);
	return true;
}

static bool take_newline(struct parse *parse)
{
	if (!take(parse, "\n") && !take(parse, "\r\n"))
		return false;
	parse->line++;
	return true;
}

static void skip_blanks(struct parse *parse)
{
	while (parse->at < parse->end && (*parse->at == ' ' || *parse->at == '\t'))
		parse->at++;
}

static void skip_comment(struct parse *parse)
{
	skip_blanks(parse);
	if (!sees(parse, "#"))
		return;
	while (parse->at < parse->end && !sees(parse, "\n") && !sees(parse, "\r\n"))
		parse->at++;
}

static void skip_lines(struct parse *parse)
{
	do {
		skip_comment(parse);
	} while (take_newline(parse));
}

/* UTF-8 (RFC 3629); false where there is no such character. */
static bool add_character(struct str *text, unsigned long code)
{
	if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
		return false;
	if (code < 0x80) {
		str_byte(text, (char)code);
		return true;
	}
	if (code >= 0x10000) {
		str_byte(text, (char)(0xf0 | code >> 18));
		str_byte(text, (char)(0x80 | (code >> 12 & 0x3f)));
	} else if (code >= 0x800) {
		str_byte(text, (char)(0xe0 | code >> 12));
	}
	str_byte(text, (char)(code >= 0x800 ? 0x80 | (code >> 6 & 0x3f) : 0xc0 | code >> 6));
	str_byte(text, (char)(0x80 | (code & 0x3f)));
	return true;
}

static int read_code(struct parse *parse, int n_digits, struct str *text)
{
	char digits[9] = "";

	for (int i = 0; i < n_digits; i++) {
		if (parse->at == parse->end || !strchr("0123456789abcdefABCDEF", *parse->at))
			return fail(parse, _("An escape needs more digits."));
		digits[i] = *parse->at++;
	}
	if (!add_character(text, strtoul(digits, NULL, 16)))
		return fail(parse, _("An escape names no character."));
	return 0;
}

/* A backslash at a line's end swallows the newline and all blanks after it. */
static bool skip_folded(struct parse *parse)
{
	const char *back = parse->at;

	skip_blanks(parse);
	if (!take_newline(parse)) {
		parse->at = back;
		return false;
	}
	do {
		skip_blanks(parse);
	} while (take_newline(parse));
	return true;
}

static int read_escape(struct parse *parse, bool is_long, struct str *text)
{
	static const char letters[] = "btnfre\"\\", plain[] = "\b\t\n\f\r\033\"\\";
	const char *found;

	if (is_long && skip_folded(parse))
		return 0;
	if (take(parse, "u"))
		return read_code(parse, 4, text);
	if (take(parse, "U"))
		return read_code(parse, 8, text);
	found = parse->at < parse->end && *parse->at ? strchr(letters, *parse->at) : NULL;
	if (!found)
		return fail(parse, _("There is no such escape."));
	str_byte(text, plain[found - letters]);
	parse->at++;
	return 0;
}

/* The rest of a string whose opening quotes were taken. */
static int read_string(struct parse *parse, const char *quotes, struct str *text)
{
	bool is_long = quotes[1] != '\0', has_escapes = *quotes == '"';

	if (is_long)
		take_newline(parse);
	while (!sees(parse, quotes)) {
		if (parse->at == parse->end || (!is_long && *parse->at == '\n'))
			return fail(parse, _("A string has no end."));
		if (has_escapes && take(parse, "\\")) {
			if (read_escape(parse, is_long, text) < 0)
				return -1;
		} else if (take_newline(parse)) {
			str_byte(text, '\n');
		} else {
			str_byte(text, *parse->at++);
		}
	}
	/* Up to two quotes may stand before the three that end it. */
	while (is_long && parse->end - parse->at > 3 && parse->at[3] == *quotes)
		str_byte(text, *parse->at++);
	parse->at += strlen(quotes);
	return 0;
}

/* The quotes that open a string here, taken; NULL where there is none. */
static const char *take_quotes(struct parse *parse, bool may_be_long)
{
	static const char *const quotes[] = { "\"\"\"", "'''", "\"", "'" };

	for (int i = may_be_long ? 0 : 2; i < 4; i++) {
		if (take(parse, quotes[i]))
			return quotes[i];
	}
	return NULL;
}

static bool is_bare(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

static int read_key(struct parse *parse, struct str *key)
{
	const char *quotes, *start;

	skip_blanks(parse);
	start = parse->at;
	str_clear(key);
	quotes = take_quotes(parse, false);
	if (quotes)
		return read_string(parse, quotes, key);
	while (parse->at < parse->end && is_bare(*parse->at))
		parse->at++;
	if (parse->at == start)
		return fail(parse, _("A key is missing."));
	str_add(key, start, (size_t)(parse->at - start));
	return 0;
}

/* The map below `map` under that key, made where there is none; of a list of tables the last one.
 */
static struct value *enter(struct parse *parse, struct value *map, const struct str *key)
{
	struct value *child = value_child(map, str_bytes(key), key->len);

	if (child && child->kind == VALUE_LIST)
		child = child->last;
	if (!child) {
		child = value_new(parse->tree, VALUE_MAP, parse->line);
		value_set_key(parse->tree, child, str_bytes(key), key->len);
		value_add(map, child);
	}
	if (child->kind == VALUE_MAP)
		return child;
	fail(parse, _("A key is used for a table and for something else."));
	return NULL;
}

/* Reads a.b.c and enters a and b; the last key is left in `key`. NULL on failure. */
static struct value *read_path(struct parse *parse, struct value *map, struct str *key)
{
	for (int depth = 0; depth < TOML_DEPTH; depth++) {
		if (read_key(parse, key) < 0)
			return NULL;
		skip_blanks(parse);
		if (!take(parse, "."))
			return map;
		map = enter(parse, map, key);
		if (!map)
			return NULL;
	}
	fail(parse, _("It is nested too deeply."));
	return NULL;
}

static int read_pair(struct parse *parse, struct value *map, int depth)
{
	struct str key = { 0 };
	struct value *value = NULL;

	map = read_path(parse, map, &key);
	if (map && !take(parse, "="))
		fail(parse, _("A key has no “=” behind it."));
	else if (map)
		value = read_value(parse, depth);
	if (value) {
		value_set_key(parse->tree, value, str_bytes(&key), key.len);
		value_add(map, value);
	}
	str_release(&key);
	return value ? 0 : -1;
}

static struct value *read_table(struct parse *parse, int depth)
{
	struct value *map = value_new(parse->tree, VALUE_MAP, parse->line);

	skip_lines(parse);
	while (!take(parse, "}")) {
		if (read_pair(parse, map, depth + 1) < 0)
			return NULL;
		skip_lines(parse);
		if (!take(parse, ",") && !sees(parse, "}")) {
			fail(parse, _("An inline table has no end."));
			return NULL;
		}
		skip_lines(parse);
	}
	return map;
}

static struct value *read_array(struct parse *parse, int depth)
{
	struct value *list = value_new(parse->tree, VALUE_LIST, parse->line), *item;

	skip_lines(parse);
	while (!take(parse, "]")) {
		item = read_value(parse, depth + 1);
		if (!item)
			return NULL;
		value_add(list, item);
		skip_lines(parse);
		if (!take(parse, ",") && !sees(parse, "]")) {
			fail(parse, _("An array has no end."));
			return NULL;
		}
		skip_lines(parse);
	}
	return list;
}

/* Numbers, dates and truths. Only a date and its time have a blank between them. */
static size_t bare_length(const struct parse *parse)
{
	size_t len = 0, room = (size_t)(parse->end - parse->at);
	const char *at = parse->at;

	while (len < room && at[len] &&
	       (is_bare(at[len]) || strchr("+.:", at[len]) ||
		(at[len] == ' ' && len == 10 && at[4] == '-' && len + 1 < room && at[11] >= '0' &&
		 at[11] <= '9')))
		len++;
	return len;
}

static bool is_word(const char *text, size_t len)
{
	static const char *const words[] = { "true", "false", "inf", "nan" };

	if (len > 1 && (*text == '+' || *text == '-')) {
		text++;
		len--;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strlen(words[i]) == len && memcmp(words[i], text, len) == 0)
			return true;
	}
	return len > 0 && *text >= '0' && *text <= '9';
}

static struct value *read_bare(struct parse *parse)
{
	struct value *value = value_new(parse->tree, VALUE_TEXT, parse->line);
	size_t len = bare_length(parse);

	if (!is_word(parse->at, len)) {
		fail(parse, _("A value is missing, or a text has no quotes."));
		return NULL;
	}
	value_set_text(parse->tree, value, parse->at, len);
	parse->at += len;
	return value;
}

static struct value *read_quoted(struct parse *parse, const char *quotes)
{
	struct value *value = value_new(parse->tree, VALUE_TEXT, parse->line);
	struct str text = { 0 };
	int result = read_string(parse, quotes, &text);

	value->is_quoted = true;
	value_set_text(parse->tree, value, str_bytes(&text), text.len);
	str_release(&text);
	return result < 0 ? NULL : value;
}

static struct value *read_value(struct parse *parse, int depth)
{
	const char *quotes;

	if (depth > TOML_DEPTH) {
		fail(parse, _("It is nested too deeply."));
		return NULL;
	}
	skip_blanks(parse);
	quotes = take_quotes(parse, true);
	if (quotes)
		return read_quoted(parse, quotes);
	if (take(parse, "["))
		return read_array(parse, depth);
	if (take(parse, "{"))
		return read_table(parse, depth);
	return read_bare(parse);
}

/* The next table of the list under that key, made where there is none. */
static struct value *append(struct parse *parse, struct value *map, const struct str *key)
{
	struct value *list = value_child(map, str_bytes(key), key->len);
	struct value *table = value_new(parse->tree, VALUE_MAP, parse->line);

	if (!list) {
		list = value_new(parse->tree, VALUE_LIST, parse->line);
		value_set_key(parse->tree, list, str_bytes(key), key->len);
		value_add(map, list);
	}
	if (list->kind != VALUE_LIST) {
		fail(parse, _("A key is used for a table and for something else."));
		return NULL;
	}
	value_add(list, table);
	return table;
}

/* [a.b] or [[a.b]], its first bracket taken: the table that the lines below it fill. */
static struct value *read_header(struct parse *parse)
{
	bool is_list = take(parse, "[");
	struct str key = { 0 };
	struct value *map = read_path(parse, parse->tree->root, &key);

	if (map && !take(parse, is_list ? "]]" : "]")) {
		fail(parse, _("A table’s name has no end."));
		map = NULL;
	}
	if (map)
		map = is_list ? append(parse, map, &key) : enter(parse, map, &key);
	str_release(&key);
	return map;
}

static int read_document(struct parse *parse)
{
	struct value *map = parse->tree->root;

	take(parse, "\xef\xbb\xbf");
	for (skip_lines(parse); parse->at < parse->end; skip_lines(parse)) {
		if (take(parse, "["))
			map = read_header(parse);
		else if (read_pair(parse, map, 0) < 0)
			return -1;
		if (!map)
			return -1;
		skip_comment(parse);
		if (parse->at < parse->end && !take_newline(parse))
			return fail(parse, _("Something stands behind a value."));
	}
	return 0;
}

int toml_parse(const char *bytes, size_t len, const char *name, unsigned first_line,
	       struct value_tree *tree, struct err *err)
{
	struct parse parse = {
		.at = len > 0 ? bytes : "",
		.line = first_line,
		.name = name,
		.tree = tree,
		.err = err,
	};
	int result;

	parse.end = parse.at + len;
	tree->root = value_new(tree, VALUE_MAP, first_line);
	result = read_document(&parse);
	if (result < 0)
		value_release(tree);
	return result;
}
