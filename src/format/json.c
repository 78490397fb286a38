/* SPDX-License-Identifier: MIT */
#include "format/json.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/intl.h"
#include "base/str.h"

static struct value *read_value(struct value_tree *tree, json_t *json);

static struct value *read_text(struct value_tree *tree, const char *text, size_t len)
{
	struct value *value = value_new(tree, VALUE_TEXT, 0);

	value_set_text(tree, value, text, len);
	return value;
}

static struct value *read_number(struct value_tree *tree, json_t *json)
{
	char *text = json_dumps(json, JSON_ENCODE_ANY);
	struct value *value = read_text(tree, text ? text : "", text ? strlen(text) : 0);

	free(text);
	return value;
}

static struct value *read_array(struct value_tree *tree, json_t *json)
{
	struct value *list = value_new(tree, VALUE_LIST, 0);

	for (size_t i = 0; i < json_array_size(json); i++)
		value_add(list, read_value(tree, json_array_get(json, i)));
	return list;
}

static struct value *read_object(struct value_tree *tree, json_t *json)
{
	struct value *map = value_new(tree, VALUE_MAP, 0);

	for (void *at = json_object_iter(json); at; at = json_object_iter_next(json, at)) {
		struct value *value = read_value(tree, json_object_iter_value(at));
		const char *key = json_object_iter_key(at);

		value_set_key(tree, value, key, strlen(key));
		value_add(map, value);
	}
	return map;
}

/* Recurses no deeper than jansson's own parser does (JSON_PARSER_MAX_DEPTH). */
static struct value *read_value(struct value_tree *tree, json_t *json)
{
	struct value *value;

	switch (json_typeof(json)) {
	case JSON_OBJECT:
		return read_object(tree, json);
	case JSON_ARRAY:
		return read_array(tree, json);
	case JSON_STRING:
		value = read_text(tree, json_string_value(json), json_string_length(json));
		value->is_quoted = true;
		return value;
	case JSON_INTEGER:
	case JSON_REAL:
		return read_number(tree, json);
	case JSON_TRUE:
		return read_text(tree, "true", 4);
	case JSON_FALSE:
		return read_text(tree, "false", 5);
	case JSON_NULL:
		break;
	}
	return value_new(tree, VALUE_NULL, 0);
}

static json_t *load(const char *bytes, size_t len, bool is_part, json_error_t *error)
{
	size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | (is_part ? JSON_DISABLE_EOF_CHECK : 0);
	json_t *json = json_loadb(bytes, len, flags, error);

	/* A number that no integer holds is still a number. */
	if (!json && json_error_code(error) == json_error_numeric_overflow)
		json = json_loadb(bytes, len, flags | JSON_DECODE_INT_AS_REAL, error);
	return json;
}

int json_parse(const char *bytes, size_t len, const char *name, struct value_tree *tree,
	       size_t *end, struct err *err)
{
	json_error_t error;
	json_t *json = load(bytes ? bytes : "", len, end != NULL, &error);

	if (!json)
		return err_set(err, _("“%s”, line %d, is not valid JSON (%s)."), name,
			       error.line > 0 ? error.line : 1, error.text);
	if (end)
		*end = (size_t)error.position;
	tree->root = read_value(tree, json);
	json_decref(json);
	return 0;
}

void json_add_text(struct str *out, const char *text)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt";

	if (!text) {
		str_text(out, "null");
		return;
	}
	str_byte(out, '"');
	for (; *text; text++) {
		const char *found = strchr(plain, *text);

		if (found)
			str_format(out, "\\%c", letters[found - plain]);
		else if ((unsigned char)*text < 0x20)
			str_format(out, "\\u%04x", (unsigned)*text);
		else
			str_byte(out, *text);
	}
	str_byte(out, '"');
}
