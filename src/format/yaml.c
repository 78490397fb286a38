/* SPDX-License-Identifier: MIT */
#include "format/yaml.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/intl.h"
#include "base/map.h"
#include "base/str.h"
#include "format/flat.h"

struct parse {
	yaml_parser_t yaml;
	struct value_tree *tree;
	struct map anchors; /* to struct value */
	size_t n_nodes;
	const char *name;
	unsigned first_line;
	const struct notes *notes;
	struct err *err;
};

static struct value *read_node(struct parse *parse, yaml_event_t *event, int depth);

static unsigned line_of(const struct parse *parse, yaml_mark_t mark)
{
	return parse->first_line + (unsigned)mark.line;
}

static int next_event(struct parse *parse, yaml_event_t *event)
{
	if (yaml_parser_parse(&parse->yaml, event))
		return 0;
	return err_set(parse->err, _("“%s”, line %u, is not valid YAML (%s)."), parse->name,
		       line_of(parse, parse->yaml.problem_mark),
		       parse->yaml.problem ? parse->yaml.problem : "?");
}

static struct value *new_node(struct parse *parse, enum value_kind kind, unsigned line, int depth)
{
	if (depth <= YAML_DEPTH && parse->n_nodes++ < YAML_NODES)
		return value_new(parse->tree, kind, line);
	err_set(parse->err, _("“%s”, line %u: this YAML is nested too deeply or too large."),
		parse->name, line);
	return NULL;
}

static bool is_null(const yaml_event_t *event)
{
	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && !event->data.scalar.tag &&
	       flat_is_null((const char *)event->data.scalar.value,
			    strlen((const char *)event->data.scalar.value));
}

static struct value *read_scalar(struct parse *parse, const yaml_event_t *event, int depth)
{
	bool is_text = !is_null(event);
	struct value *value = new_node(parse, is_text ? VALUE_TEXT : VALUE_NULL,
				       line_of(parse, event->start_mark), depth);

	if (!value || !is_text)
		return value;
	value->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	value_set_text(parse->tree, value, (const char *)event->data.scalar.value,
		       event->data.scalar.length);
	return value;
}

static struct value *copy_node(struct parse *parse, const struct value *old, unsigned line,
			       int depth)
{
	struct value *value = new_node(parse, old->kind, line, depth), *child;

	if (!value)
		return NULL;
	value->is_quoted = old->is_quoted;
	value->text = old->text;
	for (const struct value *each = old->first; each; each = each->next) {
		child = copy_node(parse, each, line, depth + 1);
		if (!child)
			return NULL;
		child->key = each->key;
		value_add(value, child);
	}
	return value;
}

static struct value *read_alias(struct parse *parse, const yaml_event_t *event, int depth)
{
	const char *anchor = (const char *)event->data.alias.anchor;
	const struct value *old = map_find(&parse->anchors, anchor);
	unsigned line = line_of(parse, event->start_mark);

	if (old)
		return copy_node(parse, old, line, depth);
	err_set(parse->err, _("“%s”, line %u: there is no YAML anchor “%s” before this."),
		parse->name, line, anchor);
	return NULL;
}

static struct value *read_list(struct parse *parse, const yaml_event_t *start, int depth)
{
	struct value *list = new_node(parse, VALUE_LIST, line_of(parse, start->start_mark), depth);

	while (list) {
		struct value *child;
		yaml_event_t event;

		if (next_event(parse, &event) < 0)
			return NULL;
		if (event.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&event);
			break;
		}
		child = read_node(parse, &event, depth + 1);
		if (!child)
			return NULL;
		value_add(list, child);
	}
	return list;
}

/* A merge key's own child goes, and what its map holds stands before what the map says itself. */
static void merge(struct value *map, struct value *merged)
{
	if (merged->kind != VALUE_MAP || !merged->first)
		return;
	merged->last->next = map->first;
	map->first = merged->first;
	if (!map->last)
		map->last = merged->last;
}

static void warn_twice(struct parse *parse, const char *key, unsigned line)
{
	notes_add(parse->notes, NOTES_WARNING,
		  _("“%s”, line %u: the key “%s” is there twice; the last one counts."),
		  parse->name, line, key);
}

/* The value behind a key whose event was taken; false on failure. */
static bool read_pair(struct parse *parse, struct value *map, struct map *keys,
		      const struct value *key, int depth)
{
	struct value *value;
	yaml_event_t event;

	if (next_event(parse, &event) < 0)
		return false;
	value = read_node(parse, &event, depth + 1);
	if (!value)
		return false;
	if (strcmp(key->text, "<<") == 0 && !key->is_quoted && value->kind == VALUE_MAP) {
		merge(map, value);
		return true;
	}
	if (map_find(keys, key->text))
		warn_twice(parse, key->text, key->line);
	value->key = key->text;
	map_put(keys, key->text, value);
	value_add(map, value);
	return true;
}

static bool fill_map(struct parse *parse, struct value *map, struct map *keys, int depth)
{
	for (;;) {
		struct value *key;
		yaml_event_t event;

		if (next_event(parse, &event) < 0)
			return false;
		if (event.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&event);
			return true;
		}
		key = read_node(parse, &event, depth + 1);
		if (!key)
			return false;
		if (key->kind == VALUE_LIST || key->kind == VALUE_MAP) {
			err_set(parse->err, _("“%s”, line %u: this YAML key is not a text."),
				parse->name, key->line);
			return false;
		}
		if (!read_pair(parse, map, keys, key, depth))
			return false;
	}
}

static struct value *read_map(struct parse *parse, const yaml_event_t *start, int depth)
{
	struct value *map = new_node(parse, VALUE_MAP, line_of(parse, start->start_mark), depth);
	struct map keys = { 0 };
	bool is_filled = map && fill_map(parse, map, &keys, depth);

	map_release(&keys);
	return is_filled ? map : NULL;
}

static const char *anchor_of(const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL;

	if (event->type == YAML_SCALAR_EVENT)
		anchor = event->data.scalar.anchor;
	else if (event->type == YAML_SEQUENCE_START_EVENT)
		anchor = event->data.sequence_start.anchor;
	else if (event->type == YAML_MAPPING_START_EVENT)
		anchor = event->data.mapping_start.anchor;
	return (const char *)anchor;
}

/* The event is the node's first, and is deleted. NULL on failure. */
static struct value *read_node(struct parse *parse, yaml_event_t *event, int depth)
{
	struct value *value = NULL;

	if (event->type == YAML_SCALAR_EVENT)
		value = read_scalar(parse, event, depth);
	else if (event->type == YAML_ALIAS_EVENT)
		value = read_alias(parse, event, depth);
	else if (event->type == YAML_SEQUENCE_START_EVENT)
		value = read_list(parse, event, depth);
	else if (event->type == YAML_MAPPING_START_EVENT)
		value = read_map(parse, event, depth);
	else
		value = new_node(parse, VALUE_NULL, line_of(parse, event->start_mark), depth);
	/* Known from its end on, so no node can hold itself. */
	if (value && anchor_of(event))
		map_put(&parse->anchors, anchor_of(event), value);
	yaml_event_delete(event);
	return value;
}

static int read_document(struct parse *parse)
{
	yaml_event_t event;
	bool is_start;

	do {
		if (next_event(parse, &event) < 0)
			return -1;
		is_start = event.type == YAML_STREAM_START_EVENT ||
			   event.type == YAML_DOCUMENT_START_EVENT;
		if (is_start)
			yaml_event_delete(&event);
	} while (is_start);
	parse->tree->root = read_node(parse, &event, 0);
	return parse->tree->root ? 0 : -1;
}

int yaml_parse(const char *bytes, size_t len, const char *name, unsigned first_line,
	       struct value_tree *tree, const struct notes *notes, struct err *err)
{
	if (flat_parse(bytes, len, first_line, tree))
		return 0;
	return yaml_parse_events(bytes, len, name, first_line, tree, notes, err);
}

int yaml_parse_events(const char *bytes, size_t len, const char *name, unsigned first_line,
		      struct value_tree *tree, const struct notes *notes, struct err *err)
{
	struct parse parse = {
		.tree = tree,
		.name = name,
		.first_line = first_line,
		.notes = notes,
		.err = err,
	};
	int result;

	if (!yaml_parser_initialize(&parse.yaml))
		err_die("yaml: out of memory");
	yaml_parser_set_input_string(&parse.yaml, (const unsigned char *)(bytes ? bytes : ""), len);
	result = read_document(&parse);
	if (result < 0)
		value_release(tree);
	map_release(&parse.anchors);
	yaml_parser_delete(&parse.yaml);
	return result;
}

/* Reading line by line: what is known while one line follows the other. */
struct lines {
	struct value_tree *tree;
	struct value *open; /* of the last key, while lines below it may add to it; else NULL */
	bool is_block;      /* its text began with | or > and stands in the lines below */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

/* The colon that ends a key at the line's start, or NULL. */
static const char *key_end(const char *line, size_t len)
{
	for (size_t i = 0; i < len && !is_blank(line[i]); i++) {
		if (line[i] == ':' && i > 0 && (i + 1 == len || is_blank(line[i + 1])))
			return line + i;
		if (strchr("#[]{}\"'", line[i]))
			break;
	}
	return NULL;
}

static void set_unquoted(struct lines *lines, struct value *value, const char *text, size_t len)
{
	struct str plain = { 0 };

	value->kind = VALUE_TEXT;
	value->is_quoted = len >= 2 && (*text == '"' || *text == '\'') && text[len - 1] == *text;
	if (!value->is_quoted) {
		/* A quote that nothing closes is why the line was no YAML. */
		if (len > 1 && (*text == '"' || *text == '\'') &&
		    !memchr(text + 1, *text, len - 1)) {
			text++;
			len--;
		}
		value_set_text(lines->tree, value, text, len);
		return;
	}
	for (size_t i = 1; i + 1 < len; i++) {
		if (i + 2 < len && text[i] == (*text == '"' ? '\\' : '\'') &&
		    (text[i + 1] == *text || text[i + 1] == '\\'))
			i++;
		str_byte(&plain, text[i]);
	}
	value_set_text(lines->tree, value, str_bytes(&plain), plain.len);
	str_release(&plain);
}

static void add_item(struct lines *lines, struct value *list, const char *text, size_t len)
{
	struct value *item = value_new(lines->tree, VALUE_TEXT, list->line);

	str_trim(&text, &len);
	list->kind = VALUE_LIST;
	set_unquoted(lines, item, text, len);
	if (len > 0)
		value_add(list, item);
}

static void split_items(struct lines *lines, struct value *list, const char *text, size_t len)
{
	const char *end = text + len, *comma;

	list->kind = VALUE_LIST;
	for (; (comma = memchr(text, ',', (size_t)(end - text))); text = comma + 1)
		add_item(lines, list, text, (size_t)(comma - text));
	add_item(lines, list, text, (size_t)(end - text));
}

static void open_key(struct lines *lines, const char *line, const char *colon, size_t len,
		     unsigned number)
{
	struct value *value = value_new(lines->tree, VALUE_NULL, number);
	const char *rest = colon + 1;
	size_t rest_len = (size_t)(line + len - rest);

	str_trim(&rest, &rest_len);
	value_set_key(lines->tree, value, line, (size_t)(colon - line));
	value_add(lines->tree->root, value);
	lines->open = value;
	lines->is_block = rest_len > 0 && rest_len <= 3 && strchr("|>", *rest);
	if (lines->is_block || rest_len == 0 || *rest == '#')
		return;
	if (*rest == '[' && rest[rest_len - 1] == ']')
		split_items(lines, value, rest + 1, rest_len - 2);
	else if (*rest == '[' && !memchr(rest, ']', rest_len))
		split_items(lines, value, rest + 1, rest_len - 1);
	else
		set_unquoted(lines, value, rest, rest_len);
}

static void go_on(struct lines *lines, const char *line, size_t len)
{
	struct value *open = lines->open;
	struct str text = { 0 };

	str_trim(&line, &len);
	if (open->kind == VALUE_TEXT)
		str_format(&text, "%s ", open->text);
	str_add(&text, line, len);
	open->kind = VALUE_TEXT;
	value_set_text(lines->tree, open, text.bytes, text.len);
	str_release(&text);
}

static void read_line(struct lines *lines, const char *line, size_t len, unsigned number)
{
	const char *colon = key_end(line, len), *rest = line;
	size_t rest_len = len;
	struct value *open = lines->open;

	str_trim(&rest, &rest_len);
	if (colon)
		open_key(lines, line, colon, len, number);
	else if (!open || rest_len == 0)
		return;
	else if (*rest == '-' && !lines->is_block && open->kind != VALUE_TEXT)
		add_item(lines, open, rest + 1, rest_len - 1);
	else if (!is_blank(*line))
		lines->open = NULL;
	else if (lines->is_block || open->kind == VALUE_TEXT)
		go_on(lines, rest, rest_len);
}

void yaml_parse_lines(const char *bytes, size_t len, unsigned first_line, struct value_tree *tree)
{
	struct lines lines = { .tree = tree };
	const char *end = bytes + len, *line = bytes;

	tree->root = value_new(tree, VALUE_MAP, first_line);
	for (unsigned number = first_line; line < end; number++) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));

		if (!newline)
			newline = end;
		read_line(&lines, line, (size_t)(newline - line), number);
		line = newline + 1;
	}
}
