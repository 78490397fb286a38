/* SPDX-License-Identifier: MIT */
#include "settings/csv.h"

#include <stdbool.h>
#include <string.h>

#include "base/str.h"
#include "base/strings.h"

struct csv {
	const char *bytes;
	size_t at, len;
	struct str field;
};

static void quoted(struct csv *csv)
{
	for (csv->at++; csv->at < csv->len; csv->at++) {
		if (csv->bytes[csv->at] == '"') {
			if (csv->at + 1 >= csv->len || csv->bytes[csv->at + 1] != '"')
				break;
			csv->at++;
		}
		str_byte(&csv->field, csv->bytes[csv->at]);
	}
	csv->at++;
}

/* Reads a field; true where another one follows on the line. */
static bool field(struct csv *csv)
{
	str_clear(&csv->field);
	while (csv->at < csv->len) {
		char c = csv->bytes[csv->at];

		if (c == '"' && csv->field.len == 0) {
			quoted(csv);
			continue;
		}
		csv->at++;
		if (c == ',')
			return true;
		if (c == '\n')
			return false;
		if (c != '\r')
			str_byte(&csv->field, c);
	}
	return false;
}

static void row(struct csv *csv, const struct strings *keys, struct value_tree *tree)
{
	struct value *map = value_new(tree, VALUE_MAP, 0);
	bool goes_on = true;

	for (size_t i = 0; goes_on; i++) {
		goes_on = field(csv);
		if (i < keys->n_items) {
			struct value *text = value_new(tree, VALUE_TEXT, 0);

			value_set_key(tree, text, keys->items[i], strlen(keys->items[i]));
			value_set_text(tree, text, str_bytes(&csv->field), csv->field.len);
			value_add(map, text);
		}
	}
	value_add(tree->root, map);
}

void csv_parse(const char *bytes, size_t len, struct value_tree *tree)
{
	struct csv csv = { .bytes = bytes, .len = len };
	struct strings keys = { 0 };
	bool goes_on = true;

	tree->root = value_new(tree, VALUE_LIST, 1);
	while (goes_on) {
		goes_on = field(&csv);
		strings_add_bytes(&keys, str_bytes(&csv.field), csv.field.len);
	}
	while (csv.at < csv.len)
		row(&csv, &keys, tree);
	strings_release(&keys);
	str_release(&csv.field);
}
