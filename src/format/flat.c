/* SPDX-License-Identifier: MIT */
#include "format/flat.h"

#include <string.h>

/* Keys are held against all before them; libyaml is quick enough with more of them. */
enum { MOST_KEYS = 64, MOST_ITEMS = 1024, LONGEST_KEY = 128, MOST_DEPTH = 4 };

/* A piece of a line. */
struct piece {
	const char *text;
	size_t len;
};

/* The bytes, and the line of them that is being read, without blanks around it. */
struct flat {
	const char *at, *end; /* what follows the line */
	struct piece line;    /* its text is NULL behind the last one */
	size_t indent;
	unsigned number;
	struct value_tree *tree;
	size_t n_keys, n_items;
};

/* The bytes of a character that YAML has in texts as any other; else 0: it breaks lines at U+0085,
 * U+2028 and U+2029, and refuses controls, U+FEFF and what is no character. */
static size_t wide(const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;
	size_t n = *bytes >= 0xf0 ? 4 : *bytes >= 0xe0 ? 3 : 2;
	unsigned long code = *bytes & (0x7fU >> n);

	if (*bytes < 0xc2 || *bytes > 0xf4 || n > len)
		return 0;
	for (size_t i = 1; i < n; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (bytes[i] & 0x3fU);
	}
	if (code < 0xa0 || code == 0x2028 || code == 0x2029 || code == 0xfeff ||
	    (code >= 0xd800 && code <= 0xdfff) || (code >= 0xfffe && code <= 0xffff) ||
	    code > 0x10ffff || (n == 3 && code < 0x800) || (n == 4 && code < 0x10000))
		return 0;
	return n;
}

/* Whether there are only such characters, and lines that end as they do everywhere. */
static bool is_sure(const char *bytes, size_t len)
{
	for (size_t i = 0, n; i < len; i += n) {
		unsigned char byte = (unsigned char)bytes[i];

		n = 1;
		if ((byte >= ' ' && byte < 0x7f) || byte == '\n')
			continue;
		if (byte == '\r' && i + 1 < len && bytes[i + 1] == '\n')
			continue;
		n = wide(bytes + i, len - i);
		if (n == 0)
			return false;
	}
	return true;
}

static bool is_word(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || (unsigned char)byte >= 0x80;
}

static bool is_one_of(char byte, const char *set)
{
	return byte && strchr(set, byte);
}

static struct value *read_map(struct flat *flat, int depth);

static void trim(struct piece *piece)
{
	while (piece->len > 0 && *piece->text == ' ') {
		piece->text++;
		piece->len--;
	}
	while (piece->len > 0 && piece->text[piece->len - 1] == ' ')
		piece->len--;
}

static bool take_line(struct flat *flat)
{
	const char *start = flat->at, *newline;

	if (start == flat->end)
		return false;
	newline = memchr(start, '\n', (size_t)(flat->end - start));
	flat->at = newline ? newline + 1 : flat->end;
	flat->line = (struct piece){ start, (size_t)((newline ? newline : flat->end) - start) };
	if (newline && newline > start && newline[-1] == '\r')
		flat->line.len--;
	trim(&flat->line);
	flat->indent = (size_t)(flat->line.text - start);
	flat->number++;
	return true;
}

/* To the next line that is neither blank nor a comment. */
static void next(struct flat *flat)
{
	while (take_line(flat)) {
		if (flat->line.len > 0 && *flat->line.text != '#')
			return;
	}
	flat->line = (struct piece){ NULL, 0 };
}

bool flat_is_null(const char *text, size_t len)
{
	static const char *const words[] = { "", "~", "null", "Null", "NULL" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strlen(words[i]) == len && memcmp(text, words[i], len) == 0)
			return true;
	}
	return false;
}

static struct value *new_plain(struct flat *flat, const struct piece *piece)
{
	bool is_null = flat_is_null(piece->text, piece->len);
	struct value *value = value_new(flat->tree, is_null ? VALUE_NULL : VALUE_TEXT,
					flat->number);

	if (!is_null)
		value_set_text(flat->tree, value, piece->text, piece->len);
	return value;
}

/* What stands between the quotes, a quote in it being written twice or behind a backslash. NULL
 * where it is not all of the piece, or holds another escape. */
static struct value *new_quoted(struct flat *flat, const struct piece *piece)
{
	char quote = *piece->text, escape = quote == '"' ? '\\' : '\'', *text;
	const char *from = piece->text + 1, *last = piece->text + piece->len - 1;
	struct value *value = value_new(flat->tree, VALUE_TEXT, flat->number);
	size_t len = 0;

	if (piece->len < 2 || *last != quote)
		return NULL;
	text = arena_alloc(&flat->tree->arena, piece->len, 1);
	for (; from < last; from++) {
		if (*from == escape) {
			from++;
			if (from == last || (*from != quote && *from != escape))
				return NULL;
		} else if (*from == quote) {
			return NULL;
		}
		text[len++] = *from;
	}
	value->is_quoted = true;
	value->text = text;
	return value;
}

/* A text that is all of the piece; NULL where it is no text, or not surely. */
static struct value *read_text(struct flat *flat, const struct piece *piece)
{
	if (*piece->text == '"' || *piece->text == '\'')
		return new_quoted(flat, piece);
	if (!is_word(*piece->text) && !is_one_of(*piece->text, "$()+./;<=\\^_~"))
		return NULL;
	for (size_t i = 0; i < piece->len; i++) {
		bool is_last = i + 1 == piece->len;

		if ((piece->text[i] == ':' && (is_last || piece->text[i + 1] == ' ')) ||
		    (piece->text[i] == ' ' && piece->text[i + 1] == '#'))
			return NULL;
	}
	return new_plain(flat, piece);
}

/* A plain text between commas, where more bytes mean something. */
static struct value *read_word(struct flat *flat, const struct piece *piece)
{
	if (piece->len == 0 || !is_word(*piece->text))
		return NULL;
	for (size_t i = 1; i < piece->len; i++) {
		if (!is_word(piece->text[i]) && !is_one_of(piece->text[i], " _-./&+()'!@$=*"))
			return NULL;
	}
	return new_plain(flat, piece);
}

/* The bytes to the comma behind an item, or all; one within quotes is none. */
static size_t item_len(const struct piece *rest)
{
	char quote = is_one_of(*rest->text, "\"'") ? *rest->text : '\0';
	size_t len = 0;

	if (quote) {
		for (len = 1; len < rest->len && rest->text[len] != quote; len++)
			len += rest->text[len] == '\\' && quote == '"';
	}
	while (len < rest->len && rest->text[len] != ',')
		len++;
	return len < rest->len ? len : rest->len;
}

static bool add_item(struct flat *flat, struct value *list, struct value *item)
{
	if (!item || flat->n_items++ == MOST_ITEMS)
		return false;
	value_add(list, item);
	return true;
}

/* [a, "b, c"] */
static struct value *read_brackets(struct flat *flat, const struct piece *piece)
{
	struct piece rest = { piece->text + 1, piece->len - 2 };
	struct value *list = value_new(flat->tree, VALUE_LIST, flat->number);

	if (piece->len < 2 || piece->text[piece->len - 1] != ']')
		return NULL;
	trim(&rest);
	while (rest.len > 0) {
		struct piece item = { rest.text, item_len(&rest) };
		bool has_comma = item.len < rest.len;
		size_t taken = item.len + has_comma;

		trim(&item);
		if (!add_item(flat, list,
			      item.len > 0 && is_one_of(*item.text, "\"'")
				      ? new_quoted(flat, &item)
				      : read_word(flat, &item)))
			return NULL;
		rest.text += taken;
		rest.len -= taken;
		if (has_comma && rest.len == 0)
			return NULL;
		trim(&rest);
	}
	return list;
}

static bool is_at_item(const struct flat *flat)
{
	const struct piece *line = &flat->line;

	return line->text && *line->text == '-' && (line->len == 1 || line->text[1] == ' ');
}

/* From the first of the lines "- item" to behind the last. */
static struct value *read_items(struct flat *flat)
{
	struct value *list = value_new(flat->tree, VALUE_LIST, flat->number);
	size_t indent = flat->indent;

	for (; is_at_item(flat) && flat->indent == indent; next(flat)) {
		struct piece item = { flat->line.text + 1, flat->line.len - 1 };

		trim(&item);
		if (item.len == 0 || !add_item(flat, list, read_text(flat, &item)))
			return NULL;
	}
	return list;
}

/* What stands behind a key, or below it, further to the right than the key; then at the line behind
 * that. */
static struct value *read_value(struct flat *flat, const struct piece *rest, int depth)
{
	size_t indent = flat->indent;
	struct value *value;

	if (rest->len > 0 && *rest->text != '#') {
		value = *rest->text == '[' ? read_brackets(flat, rest) : read_text(flat, rest);
		next(flat);
		return value;
	}
	value = value_new(flat->tree, VALUE_NULL, flat->number);
	next(flat);
	if (is_at_item(flat) && flat->indent >= indent)
		return read_items(flat);
	return flat->line.text && flat->indent > indent ? read_map(flat, depth + 1) : value;
}

/* The key at the line's start, where a colon ends it. */
static bool take_key(const struct flat *flat, struct piece *key, struct piece *rest)
{
	const struct piece *line = &flat->line;
	size_t len = 0;

	while (len < line->len && (unsigned char)line->text[len] < 0x80 &&
	       (is_word(line->text[len]) || is_one_of(line->text[len], len > 0 ? "_-." : "_")))
		len++;
	if (len == 0 || len > LONGEST_KEY || len == line->len || line->text[len] != ':' ||
	    (len + 1 < line->len && line->text[len + 1] != ' '))
		return false;
	*key = (struct piece){ line->text, len };
	*rest = (struct piece){ line->text + len + 1, line->len - len - 1 };
	trim(rest);
	return true;
}

/* False also where a key comes twice, which has to be told. */
static bool read_pair(struct flat *flat, struct value *map, int depth)
{
	struct piece key, rest;
	struct value *value;

	if (!take_key(flat, &key, &rest) || flat_is_null(key.text, key.len) ||
	    flat->n_keys++ == MOST_KEYS || value_child(map, key.text, key.len))
		return false;
	value = read_value(flat, &rest, depth);
	if (!value)
		return false;
	value_set_key(flat->tree, value, key.text, key.len);
	value_add(map, value);
	return true;
}

/* The keys that stand as far from the edge as the one of this line, to behind the last. A line that
 * stands elsewhere is nobody's, if it is not of a map around this one. */
static struct value *read_map(struct flat *flat, int depth)
{
	struct value *map = value_new(flat->tree, VALUE_MAP, flat->number);
	size_t indent = flat->indent;

	if (depth > MOST_DEPTH)
		return NULL;
	while (flat->line.text && flat->indent == indent) {
		if (!read_pair(flat, map, depth))
			return NULL;
	}
	return map;
}

bool flat_parse(const char *bytes, size_t len, unsigned first_line, struct value_tree *tree)
{
	struct flat flat = {
		.at = bytes, .end = bytes + len, .number = first_line - 1, .tree = tree
	};

	if (len == 0 || !is_sure(bytes, len))
		return false;
	next(&flat);
	if (flat.line.text && flat.indent == 0)
		tree->root = read_map(&flat, 0);
	if (tree->root && !flat.line.text)
		return true;
	value_release(tree);
	return false;
}
