/* SPDX-License-Identifier: MIT */
#include "settings/literal.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"
#include "settings/skim.h"

enum { DEPTH = 24, NODES = 50 * 1000, LONGEST = 512 * 1024 };

struct reader {
	struct skim skim;
	const char *start;
	int nesting;      /* of calls */
	bool is_export;   /* what is read is what the file exports: a function's value is wanted */
	bool is_function; /* its statements are read: "return" gives that value */
	unsigned nodes;
	struct value_tree *tree;
	struct map names; /* of the top level, to their values */
	struct value *exported;
};

static struct value *expression(struct reader *r);
static void statement(struct reader *r);

static struct value *text_value(struct reader *r, const char *text, size_t len, bool is_quoted)
{
	struct value *value = value_new(r->tree, VALUE_TEXT, 0);

	value_set_text(r->tree, value, text, len);
	value->is_quoted = is_quoted;
	return value;
}

/* `words ${expression} words`: NULL where one of the expressions cannot be known. */
static struct value *filled(struct reader *r)
{
	struct str text = { 0 };
	bool is_known = true;
	struct value *value;

	r->skim.at++;
	while (r->skim.at < r->skim.end && *r->skim.at != '`') {
		if (skim_at(&r->skim, "${")) {
			r->skim.at += 2;
			r->skim.depth++;
			value = expression(r);
			r->skim.depth--;
			skim_past(&r->skim, "}");
			is_known &= value && value->kind == VALUE_TEXT;
			str_text(&text, value ? value->text : "");
		} else if (*r->skim.at == '\\' && r->skim.at + 1 < r->skim.end) {
			r->skim.at++;
			skim_escape(&r->skim, &text);
			r->skim.at++;
		} else {
			str_byte(&text, *r->skim.at++);
		}
	}
	r->skim.at += r->skim.at < r->skim.end;
	value = is_known ? text_value(r, str_bytes(&text), text.len, true) : NULL;
	str_release(&text);
	return value;
}

/* A text in quotes; NULL where an f-string of Python has names in it. */
static struct value *quoted(struct reader *r, bool has_names)
{
	struct value *value = NULL;
	struct str text = { 0 };

	if (skim_peek(&r->skim) == '`')
		return filled(r);
	skim_quoted(&r->skim, &text);
	if (!has_names)
		value = text_value(r, str_bytes(&text), text.len, true);
	str_release(&text);
	return value;
}

/* A value that is used again counts again with all it holds: few bytes could say very much. */
static unsigned weight(const struct value *value, unsigned most)
{
	unsigned n = 1;

	for (const struct value *v = value->first; v && n < most; v = v->next)
		n += weight(v, most - n);
	return n;
}

static struct value *keyed(struct reader *r, const struct value *value, const char *key, size_t len)
{
	struct value *copy = value_new(r->tree, value->kind, value->line);

	copy->text = value->text;
	copy->first = value->first;
	copy->last = value->last;
	copy->is_quoted = value->is_quoted;
	value_set_key(r->tree, copy, key, len);
	return copy;
}

static const struct value *named(const struct reader *r, const char *name, size_t len)
{
	return map_find_bytes(&r->names, name, len);
}

static void name_add(struct reader *r, const char *name, size_t len, const struct value *value)
{
	struct value *copy = keyed(r, value, name, len);

	value_add(r->tree->root, copy);
	map_put(&r->names, copy->key, copy);
	r->nodes++;
}

static struct value *copy_of(struct reader *r, const struct value *value)
{
	if (!value || r->nodes >= NODES)
		return NULL;
	r->nodes += weight(value, NODES);
	return keyed(r, value, "", 0);
}

static void add(struct reader *r, struct value *list, struct value *value)
{
	if (value && r->nodes++ < NODES)
		value_add(list, value);
}

/* To the next of a list or map, whatever the last one was; `before` is where that began. */
static void next_item(struct reader *r, const char *before)
{
	skim_blank(&r->skim);
	if (skim_peek(&r->skim) == ',' || r->skim.at == before)
		r->skim.at++;
	skim_blank(&r->skim);
}

/* After '(' or '[': the values up to the bracket that closes it. */
static struct value *list(struct reader *r, char close)
{
	struct value *all = value_new(r->tree, VALUE_LIST, 0);

	r->skim.depth++;
	skim_blank(&r->skim);
	while (r->skim.at < r->skim.end && *r->skim.at != close) {
		const char *before = r->skim.at;

		add(r, all, expression(r));
		next_item(r, before);
	}
	r->skim.depth--;
	if (r->skim.at < r->skim.end)
		r->skim.at++;
	return all;
}

/* A key of a map: a word or a text; the length, or 0 where it is something else. */
static size_t map_key(struct reader *r, const char **key)
{
	struct value *text;

	if (!skim_is_quote(&r->skim, skim_peek(&r->skim)))
		return skim_word(&r->skim, key);
	text = quoted(r, false);
	*key = text ? text->text : "";
	return strlen(*key);
}

static void member(struct reader *r, struct value *map)
{
	const char *key;
	size_t len = map_key(r, &key);
	const struct value *value = NULL;

	skim_blank(&r->skim);
	if (len && skim_peek(&r->skim) == ':') {
		r->skim.at++;
		value = expression(r);
	} else if (len && (skim_peek(&r->skim) == ',' || skim_peek(&r->skim) == '}')) {
		value = copy_of(r, named(r, key, len));
	} else {
		skim_value(&r->skim);
	}
	if (value)
		add(r, map, keyed(r, value, key, len));
}

static struct value *map(struct reader *r)
{
	struct value *all = value_new(r->tree, VALUE_MAP, 0);

	r->skim.at++;
	r->skim.depth++;
	skim_blank(&r->skim);
	while (r->skim.at < r->skim.end && *r->skim.at != '}') {
		const char *before = r->skim.at;

		member(r, all);
		next_item(r, before);
	}
	r->skim.depth--;
	if (r->skim.at < r->skim.end)
		r->skim.at++;
	return all;
}

/* What a function of the file gives back last: the text of its last `return "…"`. */
static struct value *returned(struct reader *r, const char *name, size_t len)
{
	struct reader inner = *r;
	struct value *value = NULL;

	r->nodes += 100;
	for (inner.skim.at = r->start; inner.skim.at + len < r->skim.end; inner.skim.at++) {
		if (memcmp(inner.skim.at, name, len) != 0 || skim_is_word(inner.skim.at[len]))
			continue;
		if (inner.skim.at > r->start && skim_is_word(inner.skim.at[-1]))
			continue;
		const char *brace = memchr(inner.skim.at, '{',
					   (size_t)(r->skim.end - inner.skim.at));

		if (!brace)
			return NULL;
		inner.skim.at = brace;
		skim_bracket(&inner.skim);
		for (const char *p = brace; p + 8 < inner.skim.at; p++) {
			struct reader value_at = inner;

			value_at.skim.at = p + 7;
			if (memcmp(p, "return ", 7) == 0 &&
			    skim_is_quote(&r->skim, *value_at.skim.at))
				value = quoted(&value_at, false);
		}
		return value;
	}
	return NULL;
}

/* The arguments of a call stand in `arguments`: what its value may be. */
static struct value *called(struct reader *r, const char *name, size_t len, struct value *arguments)
{
	static const char *const fallbacks[] = { "getenv", "get", "env", "config", "str", "_" };
	struct value *last = arguments->last;

	if (last && last == arguments->first && last->kind != VALUE_TEXT)
		return last; /* defineConfig({…}) */
	for (size_t i = 0; last && i < sizeof(fallbacks) / sizeof(fallbacks[0]); i++) {
		if (strlen(fallbacks[i]) == len && memcmp(name, fallbacks[i], len) == 0)
			return i < 4 && last == arguments->first ? NULL : copy_of(r, last);
	}
	return arguments->first || r->nodes > NODES ? NULL : returned(r, name, len);
}

/* A name, with what is looked up in it or called on it. */
static struct value *name_value(struct reader *r)
{
	const char *word;
	size_t len = skim_word(&r->skim, &word);
	const struct value *value = named(r, word, len);

	if (len == 3 && memcmp(word, "new", 3) == 0) {
		skim_value(&r->skim);
		return NULL;
	}
	for (;;) {
		if (skim_peek(&r->skim) == '.' || skim_at(&r->skim, "?.")) {
			r->skim.at += skim_peek(&r->skim) == '.' ? 1 : 2;
			len = skim_word(&r->skim, &word);
			char *key = arena_copy(&r->tree->arena, word, len);

			value = value_find(value, key);
		} else if (skim_peek(&r->skim) == '(') {
			r->skim.at++;
			value = called(r, word, len, list(r, ')'));
			len = 0;
		} else if (skim_peek(&r->skim) == '[') {
			skim_bracket(&r->skim);
			value = NULL;
		} else {
			return copy_of(r, value);
		}
	}
}

static struct value *constant(struct reader *r, const char *word, size_t len)
{
	static const struct {
		const char *word, *text;
	} constants[] = {
		{ "true", "true" },    { "false", "false" }, { "True", "true" },
		{ "False", "false" },  { "null", NULL },     { "None", NULL },
		{ "undefined", NULL },
	};

	for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++) {
		if (strlen(constants[i].word) != len || memcmp(word, constants[i].word, len) != 0)
			continue;
		r->skim.at += len;
		if (!constants[i].text)
			return value_new(r->tree, VALUE_NULL, 0);
		return text_value(r, constants[i].text, strlen(constants[i].text), false);
	}
	return NULL;
}

static struct value *number(struct reader *r)
{
	const char *start = r->skim.at;

	while (r->skim.at < r->skim.end &&
	       (isalnum((unsigned char)*r->skim.at) || strchr("+-._", *r->skim.at)))
		r->skim.at++;
	return text_value(r, start, (size_t)(r->skim.at - start), false);
}

/* (a), (a, b), () — a value in brackets or a tuple; or what stands before =>. */
static struct value *bracketed(struct reader *r)
{
	struct value *all;
	bool is_tuple = false;

	r->skim.at++;
	all = list(r, ')');
	is_tuple = r->skim.is_python && r->skim.at[-1] == ')' && all->first && all->first->next;
	if (r->skim.is_python && all->first && !all->first->next) {
		const char *p = r->skim.at - 2;

		while (p > r->start && isspace((unsigned char)*p))
			p--;
		is_tuple = *p == ',';
	}
	return is_tuple || !all->first || all->first->next ? all : all->first;
}

static struct value *word_value(struct reader *r)
{
	const char *start = r->skim.at, *word;
	size_t len = skim_word(&r->skim, &word);
	char last = r->skim.at < r->skim.end ? *r->skim.at : '\0';
	struct value *value;

	if (r->skim.is_python && len <= 2 && skim_is_quote(&r->skim, last))
		return quoted(r, memchr(word, 'f', len) || memchr(word, 'F', len));
	r->skim.at = start;
	value = constant(r, word, len);
	return value || r->skim.at != start ? value : name_value(r);
}

static struct value *operand(struct reader *r)
{
	char c = skim_peek(&r->skim);

	if (skim_is_quote(&r->skim, c))
		return quoted(r, false);
	if (c == '{')
		return map(r);
	if (c == '[') {
		r->skim.at++;
		return list(r, ']');
	}
	if (c == '(')
		return bracketed(r);
	if (isdigit((unsigned char)c) || c == '-')
		return number(r);
	if (skim_is_word(c))
		return word_value(r);
	skim_value(&r->skim);
	return NULL;
}

static struct value *joined(struct reader *r, const struct value *a, const struct value *b)
{
	struct str text = { 0 };
	struct value *both;

	if (!a || !b || a->kind != VALUE_TEXT || b->kind != VALUE_TEXT)
		return NULL;
	str_text(&text, a->text);
	str_text(&text, b->text);
	both = text_value(r, str_bytes(&text), text.len, true);
	str_release(&text);
	return both;
}

static bool is_something(const struct value *value)
{
	return value && value->kind != VALUE_NULL &&
	       !(value->kind == VALUE_TEXT && (!*value->text || str_equal(value->text, "false")));
}

/* a ? b : c is b where that has a value, else c: what a site is built with is not known here. */
static struct value *either(struct reader *r)
{
	struct value *yes, *no = NULL;

	r->skim.at++;
	yes = expression(r);
	skim_blank(&r->skim);
	if (skim_peek(&r->skim) == ':') {
		r->skim.at++;
		no = expression(r);
	}
	return is_something(yes) ? yes : no;
}

static struct value *rest(struct reader *r, struct value *value)
{
	struct value *other;

	if (skim_at(&r->skim, "||") || skim_at(&r->skim, "??") ||
	    (r->skim.is_python && skim_at(&r->skim, "or "))) {
		r->skim.at += 2;
		other = expression(r);
		return is_something(value) ? value : other;
	}
	if (skim_peek(&r->skim) == '+') {
		r->skim.at++;
		return joined(r, value, expression(r));
	}
	if (r->skim.is_python && skim_is_quote(&r->skim, skim_peek(&r->skim)))
		return joined(r, value, expression(r));
	if (!r->skim.is_python && skim_peek(&r->skim) == '?')
		return either(r);
	if (skim_at(&r->skim, "as ") || skim_at(&r->skim, "satisfies ")) {
		skim_value(&r->skim);
		return value;
	}
	skim_value(&r->skim);
	return NULL;
}

static bool take_word(struct reader *r, const char *word)
{
	size_t len = strlen(word);

	if (!skim_at(&r->skim, word) ||
	    (r->skim.at + len < r->skim.end && skim_is_word(r->skim.at[len])))
		return false;
	r->skim.at += len;
	skim_blank(&r->skim);
	return true;
}

/* Over what stands before a function's body or value; false where there is no function. */
static bool skip_parameters(struct reader *r)
{
	const char *word;

	take_word(r, "async");
	if (take_word(r, "function")) {
		if (skim_peek(&r->skim) == '*')
			r->skim.at++;
		skim_word(&r->skim, &word);
		skim_blank(&r->skim);
		if (skim_peek(&r->skim) != '(')
			return false;
		skim_bracket(&r->skim);
		while (r->skim.at < r->skim.end && *r->skim.at != '{')
			r->skim.at++;
		return true;
	}
	if (skim_peek(&r->skim) == '(')
		skim_bracket(&r->skim);
	else if (!skim_word(&r->skim, &word))
		return false;
	skim_blank(&r->skim);
	if (!skim_at(&r->skim, "=>"))
		return false;
	r->skim.at += 2;
	skim_blank(&r->skim);
	return true;
}

/* The statements of a function, its brace next. What it returned last is its value. */
static struct value *body(struct reader *r)
{
	struct value *outer = r->exported, *value;
	bool was_function = r->is_function;
	int depth = r->skim.depth;

	r->skim.at++;
	r->exported = NULL;
	r->is_function = true;
	r->is_export = false;
	r->skim.depth = 0;
	while (r->skim.at < r->skim.end && r->nodes < NODES) {
		skim_blank(&r->skim);
		if (skim_peek(&r->skim) == '}')
			break;
		if (r->skim.at < r->skim.end)
			statement(r);
	}
	r->skim.at += r->skim.at < r->skim.end;
	value = r->exported;
	r->exported = outer;
	r->is_function = was_function;
	r->is_export = true;
	r->skim.depth = depth;
	return value;
}

/* The value of the function that stands here, or NULL, and nothing read, where none does. */
static struct value *function(struct reader *r)
{
	const char *start = r->skim.at;

	if (!skip_parameters(r)) {
		r->skim.at = start;
		return NULL;
	}
	return skim_peek(&r->skim) == '{' ? body(r) : expression(r);
}

static struct value *expression(struct reader *r)
{
	struct value *value = NULL;

	skim_blank(&r->skim);
	if (r->nesting >= DEPTH || r->nodes >= NODES) {
		skim_value(&r->skim);
		return NULL;
	}
	r->nesting++;
	if (r->is_export)
		value = function(r);
	if (!value)
		value = operand(r);
	skim_blank(&r->skim);
	char c = skim_peek(&r->skim);

	if (c && !strchr(",;)]}:", c) && !(c == '\n' && r->skim.is_python) &&
	    !(r->skim.depth == 0 && !r->skim.is_python && (isalpha((unsigned char)c) || c == '@')))
		value = rest(r, value);
	r->nesting--;
	return value;
}

static void export_value(struct reader *r)
{
	struct value *value;

	r->is_export = true;
	value = expression(r);
	r->is_export = false;
	if (value)
		r->exported = value;
}

static void assign(struct reader *r, const char *name, size_t len)
{
	struct value *value;

	r->skim.at++;
	if (len == 7 && memcmp(name, "exports", 7) == 0) {
		export_value(r);
		return;
	}
	value = expression(r);
	if (value)
		name_add(r, name, len, value);
}

/* `: Type` of TypeScript and Python, up to the '='. */
static void skip_type(struct reader *r)
{
	while (r->skim.at < r->skim.end && !strchr("=;\n", *r->skim.at))
		r->skim.at++;
}

static void statement(struct reader *r)
{
	struct value *value;
	const char *word;
	size_t len = skim_word(&r->skim, &word);

	if (len == 0) {
		if (skim_is_quote(&r->skim, skim_peek(&r->skim)))
			skim_over(&r->skim);
		else if (strchr("([{", skim_peek(&r->skim)))
			skim_bracket(&r->skim);
		else
			r->skim.at++;
		return;
	}
	if (len == 7 && memcmp(word, "default", 7) == 0 && !r->skim.is_python) {
		export_value(r);
		return;
	}
	if (r->is_function && len == 6 && memcmp(word, "return", 6) == 0) {
		value = expression(r);
		r->exported = value ? value : r->exported;
		return;
	}
	if (r->skim.is_python && word > r->start && word[-1] != '\n') {
		skim_line(&r->skim); /* inside an if: perhaps, perhaps not */
		return;
	}
	while (r->skim.at < r->skim.end && (*r->skim.at == ' ' || *r->skim.at == '\t'))
		r->skim.at++;
	if (skim_peek(&r->skim) == ':')
		skip_type(r);
	if (skim_peek(&r->skim) == '=' && r->skim.at + 1 < r->skim.end &&
	    !strchr("=>", r->skim.at[1]))
		assign(r, word, len);
	else if (r->skim.is_python)
		skim_line(&r->skim);
}

/* The members of what is exported become names of their own; a list is all there is. */
static void spread(struct reader *r)
{
	const struct value *next;

	if (r->exported && r->exported->kind == VALUE_LIST)
		r->tree->root = r->exported;
	if (!r->exported || r->exported->kind != VALUE_MAP)
		return;
	for (const struct value *v = r->exported->first; v; v = next) {
		next = v->next;
		name_add(r, v->key, strlen(v->key), v);
	}
}

void literal_parse(const char *bytes, size_t len, enum literal_language language,
		   struct value_tree *tree)
{
	struct reader r = { .start = bytes,
			    .skim = { .at = bytes,
				      .end = bytes + (len < LONGEST ? len : LONGEST),
				      .is_python = language == LITERAL_PYTHON },
			    .tree = tree };

	tree->root = value_new(tree, VALUE_MAP, 1);
	while (r.skim.at < r.skim.end && r.nodes < NODES) {
		skim_blank(&r.skim);
		if (skim_peek(&r.skim) == '\n')
			r.skim.at++;
		else if (r.skim.at < r.skim.end)
			statement(&r);
	}
	spread(&r);
	map_release(&r.names);
}
