/* SPDX-License-Identifier: MIT */
#include "post/front.h"

#include <string.h>

#include "base/intl.h"
#include "base/str.h"
#include "format/json.h"
#include "format/toml.h"
#include "format/yaml.h"
#include "post/linewise.h"
#include "post/meta.h"

enum { DASHES_ROOM = 16 }; /* bytes of a line of dashes and its NUL; a longer one is a rule */

/* What is being read, and where the reading stands. */
struct reading {
	struct linewise rows; /* at the first line that is not blank */
	const char *name;
	const struct notes *notes;
	struct front *front;
};

/* The lines between two delimiters. */
struct inner {
	const char *bytes;
	size_t len;
	unsigned line;
};

/* Below the opening line: the lines up to one of the ends, and the rows behind it. */
static bool find_end(struct linewise *rows, const char *const *ends, struct inner *inner)
{
	struct linewise ahead = *rows;
	struct linewise_line row;

	*inner = (struct inner){ rows->bytes + rows->at, 0, rows->number };
	while (ahead.at - rows->at <= FRONT_ROOM && linewise_next(&ahead, &row)) {
		for (const char *const *end = ends; *end; end++) {
			if (!linewise_is(&row, *end))
				continue;
			inner->len = (size_t)(row.text - inner->bytes);
			*rows = ahead;
			return true;
		}
	}
	return false;
}

static bool has_keys(const struct value *root)
{
	return root && root->kind == VALUE_MAP && root->first;
}

static bool is_blank(const struct inner *inner)
{
	const char *bytes = inner->bytes;
	size_t len = inner->len;

	str_trim(&bytes, &len);
	return len == 0;
}

static void make_empty(struct front *front, unsigned line)
{
	value_release(&front->tree);
	front->tree.root = value_new(&front->tree, VALUE_MAP, line);
}

static void warn_lines(const struct reading *reading, struct err *err)
{
	err_wrap(err, _("The front matter is read line by line"));
	notes_add(reading->notes, NOTES_WARNING, "%s", err->text);
}

/* Line by line is how to read what a site's own templates would have changed first. */
static void read_yaml_lines(const struct reading *reading, const struct inner *inner,
			    struct err *err)
{
	struct value_tree *tree = &reading->front->tree;

	value_release(tree);
	yaml_parse_lines(inner->bytes, inner->len, inner->line, tree);
	if (has_keys(tree->root))
		warn_lines(reading, err);
}

/* False where the lines hold no keys: then what looked like front matter is prose between rules. */
static bool parse_yaml(const struct reading *reading, const struct inner *inner)
{
	struct value_tree *tree = &reading->front->tree;
	struct err err;

	if (yaml_parse(inner->bytes, inner->len, reading->name, inner->line, tree, reading->notes,
		       &err) < 0)
		read_yaml_lines(reading, inner, &err);
	if (has_keys(tree->root))
		return true;
	if (tree->root && tree->root->kind != VALUE_NULL && tree->root->kind != VALUE_MAP)
		return false;
	make_empty(reading->front, inner->line);
	return true;
}

/* "key = value" lines, quotes taken off, for TOML that is none. */
static void parse_toml_lines(const struct inner *inner, struct value_tree *tree)
{
	struct linewise rows = { inner->bytes, inner->len, 0, inner->line };
	struct linewise_line row;

	value_release(tree);
	tree->root = value_new(tree, VALUE_MAP, inner->line);
	while (linewise_next(&rows, &row)) {
		const char *sign = memchr(row.text, '=', row.len), *key = row.text, *text;
		size_t key_len, len;
		struct value *value;

		if (!sign || *row.text == '#' || *row.text == '[')
			continue;
		text = sign + 1;
		key_len = (size_t)(sign - key);
		len = row.len - key_len - 1;
		str_trim(&key, &key_len);
		str_trim(&text, &len);
		if (len >= 2 && (*text == '"' || *text == '\'') && text[len - 1] == *text) {
			text++;
			len -= 2;
		}
		value = value_new(tree, VALUE_TEXT, row.number);
		value_set_key(tree, value, key, key_len);
		value_set_text(tree, value, text, len);
		value_add(tree->root, value);
	}
}

/* Franklin's values are Julia: Date(2026, 7, 16) is no mistake. */
static bool has_call(const struct value *root)
{
	for (const struct value *v = root ? root->first : NULL; v; v = v->next) {
		size_t len = v->kind == VALUE_TEXT ? strcspn(v->text, " \t(") : 0;

		if (len && v->text[len] == '(' && str_ends(v->text, ")"))
			return true;
	}
	return false;
}

static bool parse_toml(const struct reading *reading, const struct inner *inner)
{
	struct value_tree *tree = &reading->front->tree;
	struct err err;

	if (toml_parse(inner->bytes, inner->len, reading->name, inner->line, tree, &err) < 0) {
		parse_toml_lines(inner, tree);
		if (has_keys(tree->root) && !has_call(tree->root))
			warn_lines(reading, &err);
	}
	if (has_keys(tree->root))
		return true;
	make_empty(reading->front, inner->line);
	return is_blank(inner);
}

static void warn_unclosed(const struct reading *reading, unsigned line)
{
	notes_add(reading->notes, NOTES_WARNING,
		  _("“%s”, line %u: the front matter that begins here has no end within %d KiB, so "
		    "all of it is shown as text."),
		  reading->name, line, FRONT_ROOM / 1024);
}

/* A file may begin with a rule; then no key follows. */
static bool looks_like_keys(struct linewise rows, char sign)
{
	struct linewise_line row;

	while (linewise_next(&rows, &row)) {
		const char *found;

		if (row.len == 0 || *row.text == '#')
			continue;
		found = memchr(row.text, sign, row.len);
		return found && found > row.text;
	}
	return false;
}

/* Some write more dashes than three; as many end it. */
static bool is_dashes(const struct linewise_line *row)
{
	size_t n = 0;

	while (n < row->len && row->text[n] == '-')
		n++;
	return n >= 3 && n < DASHES_ROOM && n == row->len;
}

static bool read_yaml(struct reading *reading)
{
	char dashes[DASHES_ROOM] = "";
	const char *const ends[] = { dashes, "...", NULL };
	struct linewise rows = reading->rows;
	struct inner inner;
	struct linewise_line row;

	linewise_next(&rows, &row);
	memcpy(dashes, row.text, row.len);
	if (!find_end(&rows, ends, &inner)) {
		if (looks_like_keys(rows, ':'))
			warn_unclosed(reading, row.number);
		return false;
	}
	if (!parse_yaml(reading, &inner))
		return false;
	reading->rows = rows;
	return true;
}

static bool read_toml(struct reading *reading)
{
	static const char *const ends[] = { "+++", NULL };
	struct linewise rows = reading->rows;
	struct inner inner;
	struct linewise_line row;

	linewise_next(&rows, &row);
	if (!find_end(&rows, ends, &inner)) {
		if (looks_like_keys(rows, '='))
			warn_unclosed(reading, row.number);
		return false;
	}
	if (!parse_toml(reading, &inner))
		return false;
	reading->rows = rows;
	return true;
}

/* "${name}" stands for what the site says of it elsewhere: the name will do. */
static void add_without_references(const struct inner *inner, struct str *out)
{
	bool is_inside = false;

	for (size_t i = 0; i < inner->len; i++) {
		if (inner->len - i > 1 && inner->bytes[i] == '$' && inner->bytes[i + 1] == '{') {
			is_inside = true;
			i++;
		} else if (is_inside && inner->bytes[i] == '}') {
			is_inside = false;
		} else {
			str_byte(out, inner->bytes[i]);
		}
	}
	str_text(out, "");
}

/* Laika's, between {% and %} on lines of their own: HOCON, whose plain keys and lists are YAML. */
static bool read_hocon(struct reading *reading)
{
	static const char *const ends[] = { "%}", NULL };
	struct linewise rows = reading->rows;
	struct str plain = { 0 };
	struct linewise_line row;
	struct inner inner;
	bool is_read;

	linewise_next(&rows, &row);
	if (!find_end(&rows, ends, &inner))
		return false;
	add_without_references(&inner, &plain);
	inner.bytes = str_bytes(&plain);
	inner.len = plain.len;
	is_read = parse_yaml(reading, &inner) && has_keys(reading->front->tree.root);
	str_release(&plain);
	if (is_read)
		reading->rows = rows;
	return is_read;
}

/* {{ and {% are template tags and no JSON: a brace and then a quote is what JSON begins with. */
static bool begins_json(const struct linewise *rows)
{
	const char *text = rows->bytes + rows->at;
	size_t len = rows->len - rows->at;

	str_trim(&text, &len);
	if (len == 0 || *text != '{')
		return false;
	text++;
	len--;
	str_trim(&text, &len);
	return len > 0 && *text == '"';
}

/* JSON with a mistake is often still YAML (a comma too many); it ends at a brace alone. */
static bool mend_json(struct reading *reading, struct err *err)
{
	static const char *const ends[] = { "}", NULL };
	struct value_tree *tree = &reading->front->tree;
	struct linewise rows = reading->rows;
	struct inner inner;
	struct err why = *err;

	if (!find_end(&rows, ends, &inner)) {
		warn_unclosed(reading, reading->rows.number);
		return false;
	}
	inner.len = (size_t)(rows.bytes + rows.at - inner.bytes);
	if (yaml_parse(inner.bytes, inner.len, reading->name, inner.line, tree, reading->notes,
		       err) < 0 ||
	    !has_keys(tree->root)) {
		notes_add(reading->notes, NOTES_WARNING, "%s", why.text);
		return false;
	}
	warn_lines(reading, &why);
	reading->rows = rows;
	return true;
}

/* jansson does not say where a key stood, but messages want to. */
static void number_keys(const struct linewise *rows, size_t end, struct value *root)
{
	for (struct value *child = root->first; child; child = child->next) {
		struct linewise ahead = *rows;
		struct str quoted = { 0 };
		struct linewise_line row;

		str_format(&quoted, "\"%s\"", child->key);
		while (child->line == 0 && ahead.at < end && linewise_next(&ahead, &row)) {
			if (memmem(row.text, row.len, quoted.bytes, quoted.len))
				child->line = row.number;
		}
		str_release(&quoted);
	}
}

/* From the start of the bytes, so that the lines of mistakes are right. */
static bool read_json(struct reading *reading)
{
	struct value_tree *tree = &reading->front->tree;
	struct linewise *rows = &reading->rows;
	size_t start = reading->front->body, len = rows->len - start, end;
	struct linewise_line row;
	struct err err;

	if (len > FRONT_ROOM)
		len = FRONT_ROOM;
	if (json_parse(rows->bytes + start, len, reading->name, tree, &end, &err) < 0)
		return mend_json(reading, &err);
	if (!tree->root || tree->root->kind != VALUE_MAP)
		return false;
	number_keys(rows, start + end, tree->root);
	while (rows->at < start + end && linewise_next(rows, &row))
		;
	return true;
}

/* YAML that is closed by --- and was never opened, as older sites of Hexo have it: keys, and what
 * is indented or listed below them, no blank line in between. */
static bool read_unopened(struct reading *reading)
{
	static const char *const ends[] = { "---", NULL };
	struct linewise rows = reading->rows, lines;
	struct linewise_line row;
	struct inner inner;

	if (!looks_like_keys(rows, ':') || !find_end(&rows, ends, &inner))
		return false;
	lines = (struct linewise){ inner.bytes, inner.len, 0, inner.line };
	while (linewise_next(&lines, &row)) {
		if (row.len == 0 ||
		    (!strchr(" \t-#", *row.text) && !memchr(row.text, ':', row.len)))
			return false;
	}
	if (!parse_yaml(reading, &inner) || !value_text(reading->front->tree.root, "title"))
		return false;
	reading->rows = rows;
	return true;
}

static enum front_kind read_kind(struct reading *reading)
{
	struct linewise ahead = reading->rows;
	struct linewise_line row = { 0 };

	linewise_next(&ahead, &row);
	if (is_dashes(&row))
		return read_yaml(reading) ? FRONT_YAML : FRONT_NONE;
	if (linewise_is(&row, "+++"))
		return read_toml(reading) ? FRONT_TOML : FRONT_NONE;
	if (linewise_is(&row, "{%"))
		return read_hocon(reading) ? FRONT_YAML : FRONT_NONE;
	if (begins_json(&reading->rows))
		return read_json(reading) ? FRONT_JSON : FRONT_NONE;
	if (meta_read(&reading->rows, &reading->front->tree))
		return FRONT_HEADER;
	return read_unopened(reading) ? FRONT_YAML : FRONT_NONE;
}

static void skip_blank_lines(struct linewise *rows)
{
	struct linewise ahead = *rows;
	struct linewise_line row;

	while (linewise_next(&ahead, &row) && row.len == 0)
		*rows = ahead;
}

void front_read(const char *bytes, size_t len, const char *name, const struct notes *notes,
		struct front *front)
{
	static const char mark[] = "\xef\xbb\xbf";
	struct reading reading = { .rows = { bytes, len, 0, 1 }, .name = name, .notes = notes };
	size_t start = len >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;

	*front = (struct front){ .body = start, .body_line = 1 };
	reading.front = front;
	reading.rows.at = start;
	skip_blank_lines(&reading.rows);
	front->kind = read_kind(&reading);
	if (front->kind == FRONT_NONE) {
		value_release(&front->tree);
		return;
	}
	front->body = reading.rows.at;
	front->body_line = reading.rows.number;
}

void front_release(struct front *front)
{
	value_release(&front->tree);
	*front = (struct front){ 0 };
}
