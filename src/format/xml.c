/* SPDX-License-Identifier: MIT */
#include "format/xml.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/reference.h"

struct parse {
	const char *at, *end;
	enum xml_kind kind;
	struct xml_tree *tree;
	struct xml_node *open; /* the innermost element */
	int depth, too_deep;
	size_t n_nodes;
	struct str text; /* read and not yet in the tree */
};

static const char *const voids[] = { "area",  "base", "br",   "col",   "embed",  "hr",    "img",
				     "input", "link", "meta", "param", "source", "track", "wbr" };

static bool is_among(const char *name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strcmp(name, names[i]) == 0)
			return true;
	}
	return false;
}

static bool is_void(const struct parse *parse, const char *name)
{
	return parse->kind == XML_HTML && is_among(name, voids, sizeof(voids) / sizeof(*voids));
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
	       (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static bool sees(const struct parse *parse, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(parse->end - parse->at) >= len && memcmp(parse->at, text, len) == 0;
}

static void skip_blanks(struct parse *parse)
{
	while (parse->at < parse->end && is_blank(*parse->at))
		parse->at++;
}

/* Where `text` begins, or the end. */
static const char *find(const struct parse *parse, const char *text)
{
	const char *found = memmem(parse->at, (size_t)(parse->end - parse->at), text, strlen(text));

	return found ? found : parse->end;
}

static struct xml_node *new_node(struct parse *parse, struct xml_node *parent)
{
	struct xml_node *node = arena_alloc(&parse->tree->arena, 1, sizeof(*node));

	parse->n_nodes++;
	node->prefix = node->space = node->text = "";
	node->parent = parent;
	if (!parent)
		return node;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

static void flush_text(struct parse *parse)
{
	if (parse->text.len > 0 && parse->n_nodes < XML_NODES)
		new_node(parse, parse->open)->text = arena_copy(&parse->tree->arena,
								parse->text.bytes, parse->text.len);
	str_clear(&parse->text);
}

/* Adds what stands from `at` to `end`, entities decoded; an & that begins none is itself. */
static void add_decoded(struct str *text, const char *at, const char *end)
{
	const char *sign;

	for (; (sign = memchr(at, '&', (size_t)(end - at))); at = sign) {
		size_t len;

		str_add(text, at, (size_t)(sign - at));
		len = reference_whole(sign, (size_t)(end - sign), text);
		if (len == 0)
			str_byte(text, '&');
		sign += len > 0 ? len : 1;
	}
	str_add(text, at, (size_t)(end - at));
}

/* A name that begins here, lowered in HTML. */
static const char *read_name(struct parse *parse)
{
	const char *start = parse->at;
	char *name;

	while (parse->at < parse->end && is_name(*parse->at))
		parse->at++;
	name = arena_copy(&parse->tree->arena, start, (size_t)(parse->at - start));
	for (char *c = name; parse->kind == XML_HTML && *c; c++)
		*c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 'a' - 'A') : *c;
	return name;
}

/* A quote that is never closed must not swallow the rest: XML has no '<' in a value. */
static bool ends_value(const struct parse *parse, char quote)
{
	if (!quote)
		return is_blank(*parse->at) || *parse->at == '>';
	return *parse->at == quote || (parse->kind == XML_STRICT && *parse->at == '<');
}

static const char *read_value(struct parse *parse)
{
	struct str value = { 0 };
	const char *start, *kept;
	char quote = 0;

	skip_blanks(parse);
	if (parse->at < parse->end && (*parse->at == '"' || *parse->at == '\''))
		quote = *parse->at++;
	start = parse->at;
	while (parse->at < parse->end && !ends_value(parse, quote))
		parse->at++;
	add_decoded(&value, start, parse->at);
	parse->at += quote && parse->at < parse->end && *parse->at == quote;
	kept = arena_copy(&parse->tree->arena, str_bytes(&value), value.len);
	str_release(&value);
	return kept;
}

/* The attributes up to the tag's end, which is taken; whether the tag closed itself. */
static bool read_attributes(struct parse *parse, struct xml_attribute **next)
{
	for (;;) {
		struct xml_attribute *attribute;

		skip_blanks(parse);
		if (parse->at == parse->end || (*parse->at == '<' && parse->kind == XML_STRICT))
			return false;
		if (*parse->at == '>') {
			parse->at++;
			return false;
		}
		if (sees(parse, "/>")) {
			parse->at += 2;
			return true;
		}
		if (!is_name_start(*parse->at)) {
			parse->at++;
			continue;
		}
		parse->n_nodes++;
		attribute = arena_alloc(&parse->tree->arena, 1, sizeof(*attribute));
		attribute->name = read_name(parse);
		attribute->value = "";
		skip_blanks(parse);
		if (sees(parse, "=")) {
			parse->at++;
			attribute->value = read_value(parse);
		}
		*next = attribute;
		next = &attribute->next;
	}
}

static const char *find_space(const struct xml_node *node, const char *prefix)
{
	char name[64] = "xmlns";
	const char *space;

	if (*prefix && strlen(prefix) < sizeof(name) - 7) {
		name[5] = ':';
		memcpy(name + 6, prefix, strlen(prefix) + 1);
	} else if (*prefix) {
		return "";
	}
	for (; node; node = node->parent) {
		space = xml_attribute(node, name);
		if (space)
			return space;
	}
	return "";
}

static void split_name(struct parse *parse, struct xml_node *node)
{
	const char *colon = strchr(node->name, ':');

	if (colon) {
		node->prefix = arena_copy(&parse->tree->arena, node->name,
					  (size_t)(colon - node->name));
		node->name = colon + 1;
	}
	node->space = find_space(node, node->prefix);
}

/* The text of a script or style element, up to its end tag. */
static void read_raw(struct parse *parse, const struct xml_node *node)
{
	static const char *const raw[] = { "script", "style" };

	if (parse->kind != XML_HTML || !is_among(node->name, raw, 2))
		return;
	while (parse->at < parse->end) {
		const char *found = find(parse, "</");
		size_t len = strlen(node->name);

		str_add(&parse->text, parse->at, (size_t)(found - parse->at));
		parse->at = found;
		if ((size_t)(parse->end - found) >= len + 2 &&
		    strncasecmp(found + 2, node->name, len) == 0)
			return;
		if (found < parse->end)
			str_byte(&parse->text, *parse->at++);
	}
}

static void read_start(struct parse *parse)
{
	struct xml_node *node, nobody = { 0 };
	bool is_closed, is_taken = parse->n_nodes < XML_NODES;

	flush_text(parse);
	parse->at++;
	if (parse->depth >= XML_DEPTH || !is_taken) {
		read_name(parse);
		is_closed = read_attributes(parse, &nobody.attributes);
		parse->too_deep += !is_closed;
		return;
	}
	node = new_node(parse, parse->open);
	node->name = read_name(parse);
	is_closed = read_attributes(parse, &node->attributes);
	split_name(parse, node);
	if (is_void(parse, node->name) || (is_closed && parse->kind == XML_STRICT))
		return;
	parse->open = node;
	parse->depth++;
	read_raw(parse, node);
}

static bool is_named(const struct xml_node *node, const char *name)
{
	size_t len = strlen(node->prefix);

	if (len == 0)
		return strcmp(node->name, name) == 0;
	return strncmp(node->prefix, name, len) == 0 && name[len] == ':' &&
	       strcmp(node->name, name + len + 1) == 0;
}

/* Closes the innermost element of that name, and those inside it. */
static void read_end(struct parse *parse)
{
	struct xml_node *node = parse->open;
	const char *name;
	int depth = parse->depth;

	flush_text(parse);
	parse->at += 2;
	name = read_name(parse);
	parse->at = find(parse, ">");
	parse->at += parse->at < parse->end;
	if (parse->too_deep > 0) {
		parse->too_deep--;
		return;
	}
	for (; node->parent && !is_named(node, name); node = node->parent)
		depth--;
	if (!node->parent)
		return;
	parse->open = node->parent;
	parse->depth = depth - 1;
}

static void skip_past(struct parse *parse, size_t start, const char *text)
{
	parse->at += start;
	parse->at = find(parse, text);
	parse->at += sees(parse, text) ? strlen(text) : 0;
}

static void read_cdata(struct parse *parse)
{
	const char *end;

	parse->at += strlen("<![CDATA[");
	end = find(parse, "]]>");
	str_add(&parse->text, parse->at, (size_t)(end - parse->at));
	parse->at = end + (end < parse->end ? 3 : 0);
}

/* A DOCTYPE may hold declarations in brackets. */
static void skip_declaration(struct parse *parse)
{
	const char *end = find(parse, ">");

	if (memchr(parse->at, '[', (size_t)(end - parse->at)))
		skip_past(parse, 0, "]");
	skip_past(parse, 0, ">");
}

static void read_markup(struct parse *parse)
{
	const char *next = parse->at + 1;

	if (sees(parse, "<!--"))
		skip_past(parse, 4, "-->");
	else if (sees(parse, "<![CDATA["))
		read_cdata(parse);
	else if (sees(parse, "<!"))
		skip_declaration(parse);
	else if (sees(parse, "<?"))
		skip_past(parse, 2, parse->kind == XML_HTML ? ">" : "?>");
	else if (sees(parse, "</"))
		read_end(parse);
	else if (next < parse->end && is_name_start(*next))
		read_start(parse);
	else
		str_byte(&parse->text, *parse->at++);
}

void xml_parse(const char *bytes, size_t len, enum xml_kind kind, struct xml_tree *tree)
{
	struct parse parse = { .at = bytes, .end = bytes + len, .kind = kind, .tree = tree };

	parse.open = tree->root = new_node(&parse, NULL);
	tree->root->name = "";
	while (parse.at < parse.end) {
		const char *markup = find(&parse, "<");

		add_decoded(&parse.text, parse.at, markup);
		parse.at = markup;
		if (markup < parse.end)
			read_markup(&parse);
	}
	flush_text(&parse);
	str_release(&parse.text);
}

void xml_release(struct xml_tree *tree)
{
	arena_release(&tree->arena);
	*tree = (struct xml_tree){ 0 };
}

/* The value behind `name` and "=" between `at` and `end`, quotes taken off; NULL where it is not.
 */
static char *declared(const char *at, const char *end, const char *name)
{
	const char *found = memmem(at, (size_t)(end - at), name, strlen(name));
	const char *start;

	if (!found)
		return NULL;
	found += strlen(name);
	while (found < end && (is_blank(*found) || strchr("=\"'", *found)))
		found++;
	for (start = found; found < end && (is_name(*found) && *found != ':');)
		found++;
	return found > start ? mem_copy(start, (size_t)(found - start)) : NULL;
}

char *xml_encoding(const char *bytes, size_t len)
{
	const char *end = bytes + (len < 1024 ? len : 1024), *stop, *meta;

	if (len >= 5 && memcmp(bytes, "<?xml", 5) == 0) {
		stop = memchr(bytes, '>', (size_t)(end - bytes));
		return stop ? declared(bytes, stop, "encoding") : NULL;
	}
	meta = memmem(bytes, (size_t)(end - bytes), "<meta", 5);
	for (; meta; meta = memmem(stop, (size_t)(end - stop), "<meta", 5)) {
		char *encoding;

		stop = memchr(meta, '>', (size_t)(end - meta));
		encoding = stop ? declared(meta, stop, "charset") : NULL;
		if (encoding || !stop)
			return encoding;
	}
	return NULL;
}

const struct xml_node *xml_child(const struct xml_node *node, const char *space, const char *name)
{
	for (node = node ? node->first : NULL; node; node = node->next) {
		if (node->name && strcmp(node->name, name) == 0 &&
		    (!space || strcmp(node->space, space) == 0))
			return node;
	}
	return NULL;
}

const struct xml_node *xml_again(const struct xml_node *node)
{
	for (const struct xml_node *next = node->next; next; next = next->next) {
		if (next->name && strcmp(next->name, node->name) == 0 &&
		    strcmp(next->space, node->space) == 0)
			return next;
	}
	return NULL;
}

/* The node that follows in the order written. */
static const struct xml_node *step(const struct xml_node *top, const struct xml_node *node)
{
	if (node->first)
		return node->first;
	while (node != top && !node->next)
		node = node->parent;
	return node == top ? NULL : node->next;
}

const struct xml_node *xml_walk(const struct xml_node *top, const struct xml_node *node)
{
	do {
		node = step(top, node);
	} while (node && !node->name);
	return node;
}

const char *xml_attribute(const struct xml_node *node, const char *name)
{
	for (const struct xml_attribute *each = node ? node->attributes : NULL; each;
	     each = each->next) {
		if (strcmp(each->name, name) == 0)
			return each->value;
	}
	return NULL;
}

char *xml_text(const struct xml_node *node)
{
	struct str text = { 0 };

	if (!node)
		return NULL;
	for (const struct xml_node *each = node; each; each = step(node, each))
		str_text(&text, each->text);
	return str_take(&text);
}

static void add_escaped(struct str *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '<':
			str_text(out, "&lt;");
			break;
		case '>':
			str_text(out, "&gt;");
			break;
		case '&':
			str_text(out, "&amp;");
			break;
		case '"':
			str_text(out, "&quot;");
			break;
		default:
			str_byte(out, *text);
		}
	}
}

static void add_start(struct str *out, const struct xml_node *node)
{
	str_format(out, "<%s", node->name);
	for (const struct xml_attribute *each = node->attributes; each; each = each->next) {
		str_format(out, " %s=\"", each->name);
		add_escaped(out, each->value);
		str_byte(out, '"');
	}
	str_byte(out, '>');
}

static void add_end(struct str *out, const struct xml_node *node)
{
	if (node->name && !is_among(node->name, voids, sizeof(voids) / sizeof(*voids)))
		str_format(out, "</%s>", node->name);
}

char *xml_markup(const struct xml_node *node)
{
	struct str out = { 0 };
	const struct xml_node *each = node ? node->first : NULL;

	while (each) {
		if (each->name)
			add_start(&out, each);
		else
			add_escaped(&out, each->text);
		if (each->first) {
			each = each->first;
			continue;
		}
		add_end(&out, each);
		while (each != node && !each->next) {
			each = each->parent;
			if (each != node)
				add_end(&out, each);
		}
		each = each == node ? NULL : each->next;
	}
	return str_take(&out);
}
