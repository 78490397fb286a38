/* SPDX-License-Identifier: MIT */
/* Any bytes as YAML, TOML, JSON, XML and HTML: each text of a tree is a text, each level is
 * bounded. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "format/flat.h"
#include "format/json.h"
#include "format/toml.h"
#include "format/value.h"
#include "format/xml.h"
#include "format/yaml.h"
#include "fuzz.h"

static void check(const struct value *value, bool is_in_map)
{
	assert(value->text && (value->key != NULL) == is_in_map);
	assert(!value->first || value->kind == VALUE_LIST || value->kind == VALUE_MAP);
	assert(!value->last || !value->last->next);
	for (const struct value *child = value->first; child; child = child->next)
		check(child, value->kind == VALUE_MAP);
}

static void end(struct value_tree *tree, int result, const struct err *err)
{
	assert((result == 0) == (tree->root != NULL));
	assert(result == 0 || *err->text);
	if (tree->root)
		check(tree->root, false);
	value_release(tree);
}

static void check_same(const struct value *a, const struct value *b)
{
	const struct value *child = b->first;

	assert(a->kind == b->kind && a->line == b->line && a->is_quoted == b->is_quoted);
	assert(strcmp(a->text, b->text) == 0 && str_equal(a->key, b->key));
	for (const struct value *each = a->first; each; each = each->next, child = child->next) {
		assert(child);
		check_same(each, child);
	}
	assert(!child);
}

/* What is read without libyaml is what libyaml reads. */
static void read_flat(const char *bytes, size_t len)
{
	struct value_tree tree = { 0 }, events = { 0 };
	struct err err;
	int result;

	if (!flat_parse(bytes, len, 1, &tree))
		return;
	result = yaml_parse_events(bytes, len, "x.yml", 1, &events, NULL, &err);
	assert(result == 0);
	check_same(tree.root, events.root);
	value_release(&events);
	value_release(&tree);
}

static void read_values(const char *bytes, size_t len)
{
	struct value_tree tree = { 0 };
	struct err err;
	size_t stop = 0;
	int result;

	result = yaml_parse(bytes, len, "x.yml", 1, &tree, NULL, &err);
	end(&tree, result, &err);
	read_flat(bytes, len);
	yaml_parse_lines(bytes, len, 1, &tree);
	end(&tree, 0, &err);
	result = toml_parse(bytes, len, "x.toml", 1, &tree, &err);
	end(&tree, result, &err);
	result = json_parse(bytes, len, "x.json", &tree, &stop, &err);
	assert(result < 0 || stop <= len);
	end(&tree, result, &err);
}

static void read_markup(const char *bytes, size_t len, enum xml_kind kind)
{
	struct xml_tree tree = { 0 };
	char *text, *markup;

	xml_parse(bytes, len, kind, &tree);
	text = xml_text(tree.root);
	markup = xml_markup(tree.root);
	assert(strlen(text) <= 3 * len + 1);
	for (const struct xml_node *node = xml_walk(tree.root, tree.root); node;
	     node = xml_walk(tree.root, node))
		assert(node->name && node->space && xml_child(node->parent, NULL, node->name));
	free(markup);
	free(text);
	xml_release(&tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes;

	read_values(text, len);
	read_markup(text, len, XML_STRICT);
	read_markup(text, len, XML_HTML);
	free(xml_encoding(text, len));
	return 0;
}
