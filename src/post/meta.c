/* SPDX-License-Identifier: MIT */
#include "post/meta.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"

enum { KEY_LENGTH = 32, MOST_LINES = 200 };

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

static bool may_be_in_key(char byte, bool is_first)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
	       (!is_first &&
		((byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || byte == ' '));
}

/* The length of the key before a colon at the line's start, or 0: an address is no key. */
static size_t key_length(const struct linewise_line *row)
{
	size_t len = 0;

	while (len < row->len && len < KEY_LENGTH && may_be_in_key(row->text[len], len == 0))
		len++;
	if (len == row->len || row->text[len] != ':' || (len > 0 && row->text[len - 1] == ' '))
		return 0;
	if (row->len >= len + 3 && memcmp(row->text + len, "://", 3) == 0)
		return 0;
	return len;
}

static bool is_one_of(const char *key, const char *const *names)
{
	for (; *names; names++) {
		if (strcasecmp(key, *names) == 0)
			return true;
	}
	return false;
}

static bool is_of_post(const struct value *map)
{
	static const char *const titles[] = { "title", NULL }, *const dates[] = { "date", NULL };
	static const char *const others[] = { "author",     "authors",  "slug",    "category",
					      "categories", "tags",     "summary", "lang",
					      "status",     "modified", "url",     NULL };
	bool has_date = false, has_other = false;

	for (const struct value *child = map->first; child; child = child->next) {
		if (is_one_of(child->key, titles) && *child->text)
			return true;
		has_date = has_date || is_one_of(child->key, dates);
		has_other = has_other || is_one_of(child->key, others);
	}
	return has_date && has_other;
}

static struct value *add_key(struct value_tree *tree, struct value *map,
			     const struct linewise_line *row, size_t key_len)
{
	struct value *value = value_new(tree, VALUE_TEXT, row->number);
	const char *text = row->text + key_len + 1;
	size_t len = row->len - key_len - 1;

	str_trim(&text, &len);
	value_set_key(tree, value, row->text, key_len);
	value_set_text(tree, value, text, len);
	value_add(map, value);
	return value;
}

static void go_on(struct value_tree *tree, struct value *value, const struct linewise_line *row)
{
	const char *text = row->text;
	size_t len = row->len;
	struct str whole = { 0 };

	str_trim(&text, &len);
	str_text(&whole, value->text);
	if (whole.len > 0)
		str_byte(&whole, ' ');
	str_add(&whole, text, len);
	value_set_text(tree, value, str_bytes(&whole), whole.len);
	str_release(&whole);
}

/* False where a line is neither key nor continuation. */
static bool read_lines(struct linewise *rows, struct value_tree *tree, struct value *map)
{
	struct value *open = NULL;
	struct linewise_line row;

	for (int n = 0; linewise_next(rows, &row); n++) {
		size_t len = key_length(&row);

		if (open && (row.len == 0 || linewise_is(&row, "---") || linewise_is(&row, "--") ||
			     linewise_is(&row, "...")))
			return true;
		if (n == MOST_LINES)
			return false;
		if (len > 0)
			open = add_key(tree, map, &row, len);
		else if (open && row.len > 0 && is_blank(*row.text))
			go_on(tree, open, &row);
		else
			return false;
	}
	return open != NULL;
}

/* Whether the line is ".. key: value"; then it is in the map. */
static bool read_dots(const struct linewise_line *row, struct value_tree *tree, struct value *map)
{
	struct linewise_line rest = *row;

	if (row->len <= 3 || memcmp(row->text, ".. ", 3) != 0)
		return false;
	rest.text += 3;
	rest.len -= 3;
	if (!key_length(&rest))
		return false;
	add_key(tree, map, &rest, key_length(&rest));
	return true;
}

static bool is_def(const struct linewise_line *row)
{
	return row->len > 5 && memcmp(row->text, "@def ", 5) == 0;
}

/* Nikola's lines begin with two dots, and may stand in a comment. */
static bool read_dotted(struct linewise *rows, struct value_tree *tree, struct value *map)
{
	struct linewise_line row = { 0 };
	bool is_comment = false;

	while (linewise_next(rows, &row)) {
		if (!map->first && !is_comment && linewise_is(&row, "<!--")) {
			is_comment = true;
		} else if (read_dots(&row, tree, map)) {
			continue;
		} else if (row.len > 0 || !is_comment) {
			return map->first && (is_comment ? linewise_is(&row, "-->") : row.len == 0);
		}
	}
	return map->first && !is_comment;
}

/* Franklin's: @def key = "value". The texts lose their quotes. */
static bool add_def(struct value_tree *tree, struct value *map, const struct linewise_line *row)
{
	const char *key = row->text + 5, *equals = memchr(row->text, '=', row->len), *text;
	size_t key_len, len;
	struct value *value;

	if (!is_def(row) || !equals || equals <= key)
		return false;
	key_len = (size_t)(equals - key);
	text = equals + 1;
	len = row->len - (size_t)(text - row->text);
	str_trim(&key, &key_len);
	str_trim(&text, &len);
	if (len >= 2 && *text == '"' && text[len - 1] == '"') {
		text++;
		len -= 2;
	}
	value = value_new(tree, VALUE_TEXT, row->number);
	value_set_key(tree, value, key, key_len);
	value_set_text(tree, value, text, len);
	value_add(map, value);
	return true;
}

static bool read_defs(struct linewise *rows, struct value_tree *tree, struct value *map)
{
	struct linewise ahead = *rows;
	struct linewise_line row;

	while (linewise_next(&ahead, &row) && (row.len == 0 || add_def(tree, map, &row)))
		*rows = ahead;
	return map->first != NULL;
}

/* Most texts are no head, which their first line says. */
static bool begins_with_dots(struct linewise rows)
{
	struct linewise_line row;

	return linewise_next(&rows, &row) &&
	       (linewise_is(&row, "<!--") || (row.len > 3 && memcmp(row.text, ".. ", 3) == 0));
}

static bool begins_with_key(struct linewise rows)
{
	struct linewise_line row;

	return linewise_next(&rows, &row) && key_length(&row) > 0;
}

/* Franklin's lines may stand below a comment. */
static bool begins_with_def(struct linewise *rows)
{
	const char *text = rows->bytes + rows->at, *close;
	struct linewise ahead = *rows;
	struct linewise_line row;

	if (rows->len - rows->at > 4 && memcmp(text, "<!--", 4) == 0) {
		close = memmem(text, rows->len - rows->at, "-->", 3);
		while (close && ahead.bytes + ahead.at < close && linewise_next(&ahead, &row))
			;
	}
	for (*rows = ahead; linewise_next(&ahead, &row) && row.len == 0;)
		*rows = ahead;
	return rows->at < rows->len && is_def(&row);
}

static bool read_head(struct linewise *rows, struct value_tree *tree)
{
	struct linewise ahead = *rows;

	if (begins_with_dots(ahead) && read_dotted(&ahead, tree, tree->root)) {
		*rows = ahead;
		return true;
	}
	ahead = *rows;
	if (begins_with_def(&ahead)) {
		*rows = ahead;
		return read_defs(rows, tree, tree->root);
	}
	return begins_with_key(*rows) && read_lines(rows, tree, tree->root);
}

/* Before anything is allocated: most texts have none. */
static bool may_be_head(struct linewise rows)
{
	struct linewise_line row;

	return linewise_next(&rows, &row) &&
	       (key_length(&row) > 0 || linewise_is(&row, "<!--") ||
		(row.len > 3 && memcmp(row.text, ".. ", 3) == 0) || is_def(&row) ||
		(row.len > 4 && memcmp(row.text, "<!--", 4) == 0));
}

bool meta_read(struct linewise *rows, struct value_tree *tree)
{
	struct linewise ahead = *rows;
	struct value_tree head = { 0 };
	bool is_head;

	if (!may_be_head(ahead))
		return false;
	head.root = value_new(&head, VALUE_MAP, rows->number);
	is_head = read_head(&ahead, &head);
	if (!is_head || !is_of_post(head.root)) {
		value_release(&head);
		return false;
	}
	*rows = ahead;
	*tree = head;
	return true;
}
