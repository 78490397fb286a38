/* SPDX-License-Identifier: MIT */
#include "settings/literal.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/map.h"
#include "base/str.h"

enum { DEPTH = 24, NODES = 50 * 1000, LONGEST = 512 * 1024 };

struct reader {
	const char *start, *at, *end;
	bool is_python;
	int depth;        /* of brackets; 0: a newline ends what is read, in Python */
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

static bool word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool looking_at(const struct reader *r, const char *text)
{
	size_t len = strlen(text);

	return (size_t)(r->end - r->at) >= len && memcmp(r->at, text, len) == 0;
}

static char peek(const struct reader *r)
{
	return r->at < r->end ? *r->at : '\0';
}

static void skip_line(struct reader *r)
{
	const char *newline = memchr(r->at, '\n', (size_t)(r->end - r->at));

	r->at = newline ? newline : r->end;
}

static void skip_past(struct reader *r, const char *text)
{
	while (r->at < r->end && !looking_at(r, text))
		r->at++;
	if (r->at < r->end)
		r->at += strlen(text);
}

/* Blanks and comments; newlines too where they do not end the statement. */
static void skip_blank(struct reader *r)
{
	while (r->at < r->end) {
		if (r->is_python && *r->at == '#')
			skip_line(r);
		else if (!r->is_python && looking_at(r, "//"))
			skip_line(r);
		else if (!r->is_python && looking_at(r, "/*"))
			skip_past(r, "*/");
		else if (r->is_python && r->depth == 0 && *r->at == '\n')
			return;
		else if (*r->at == '\\' && r->at + 1 < r->end && r->at[1] == '\n')
			r->at += 2;
		else if (isspace((unsigned char)*r->at))
			r->at++;
		else
			return;
	}
}

static struct value *text_value(struct reader *r, const char *text, size_t len, bool is_quoted)
{
	struct value *value = value_new(r->tree, VALUE_TEXT, 0);

	value_set_text(r->tree, value, text, len);
	value->is_quoted = is_quoted;
	return value;
}

static void escape(struct reader *r, struct str *out)
{
	static const char from[] = "ntr0", to[] = "\n\t\r";
	const char *place = strchr(from, *r->at);

	if (*r->at == '\n')
		return;
	if (place && *place != '0' && *place)
		str_byte(out, to[place - from]);
	else if (!place)
		str_byte(out, *r->at);
}

static void quoted_bytes(struct reader *r, const char *mark, struct str *out)
{
	while (r->at < r->end && !looking_at(r, mark)) {
		if (*r->at == '\\' && r->at + 1 < r->end) {
			r->at++;
			escape(r, out);
		} else {
			str_byte(out, *r->at);
		}
		r->at++;
	}
	if (r->at < r->end)
		r->at += strlen(mark);
}

/* `words ${expression} words`: NULL where one of the expressions cannot be known. */
static struct value *filled(struct reader *r)
{
	struct str text = { 0 };
	bool is_known = true;
	struct value *value;

	r->at++;
	while (r->at < r->end && *r->at != '`') {
		if (looking_at(r, "${")) {
			r->at += 2;
			r->depth++;
			value = expression(r);
			r->depth--;
			skip_past(r, "}");
			is_known &= value && value->kind == VALUE_TEXT;
			str_text(&text, value ? value->text : "");
		} else if (*r->at == '\\' && r->at + 1 < r->end) {
			r->at++;
			escape(r, &text);
			r->at++;
		} else {
			str_byte(&text, *r->at++);
		}
	}
	r->at += r->at < r->end;
	value = is_known ? text_value(r, str_bytes(&text), text.len, true) : NULL;
	str_release(&text);
	return value;
}

static struct value *quoted(struct reader *r, bool has_names)
{
	char mark[4] = { *r->at, '\0' };
	struct value *value = NULL;
	struct str text = { 0 };

	if (r->is_python && r->end - r->at >= 3 && r->at[1] == *r->at && r->at[2] == *r->at)
		memset(mark, *r->at, 3);
	if (*mark == '`')
		return filled(r);
	r->at += strlen(mark);
	quoted_bytes(r, mark, &text);
	if (!has_names)
		value = text_value(r, str_bytes(&text), text.len, true);
	str_release(&text);
	return value;
}

static void skip_quoted(struct reader *r)
{
	struct str text = { 0 };
	char mark[4] = { *r->at, '\0' };

	if (r->is_python && r->end - r->at >= 3 && r->at[1] == *r->at && r->at[2] == *r->at)
		memset(mark, *r->at, 3);
	r->at += strlen(mark);
	quoted_bytes(r, mark, &text);
	str_release(&text);
}

static bool is_quote(const struct reader *r, char c)
{
	return c == '"' || c == '\'' || (c == '`' && !r->is_python);
}

/* Over one bracket with all it holds. */
static void skip_bracket(struct reader *r)
{
	int open = 0;
	int depth = r->depth;

	r->depth = depth + 1;
	while (r->at < r->end) {
		skip_blank(r);
		char c = peek(r);

		if (is_quote(r, c)) {
			skip_quoted(r);
			continue;
		}
		if (c && strchr("([{", c))
			open++;
		if (c && strchr(")]}", c))
			open--;
		if (r->at < r->end)
			r->at++;
		if (open <= 0)
			break;
	}
	r->depth = depth;
}

/* To where the value ends that is being read and cannot be understood. */
static void skip_value(struct reader *r)
{
	while (r->at < r->end) {
		skip_blank(r);
		char c = peek(r);

		if (!c || strchr(",;)]}", c) || (c == '\n' && r->is_python))
			return;
		if (is_quote(r, c))
			skip_quoted(r);
		else if (strchr("([{", c))
			skip_bracket(r);
		else if (!r->is_python && r->depth == 0 && c == 'c' && looking_at(r, "const "))
			return;
		else
			r->at++;
	}
}

static size_t read_word(struct reader *r, const char **word)
{
	*word = r->at;
	while (r->at < r->end && word_byte(*r->at))
		r->at++;
	return (size_t)(r->at - *word);
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
	skip_blank(r);
	if (peek(r) == ',' || r->at == before)
		r->at++;
	skip_blank(r);
}

/* After '(' or '[': the values up to the bracket that closes it. */
static struct value *list(struct reader *r, char close)
{
	struct value *all = value_new(r->tree, VALUE_LIST, 0);

	r->depth++;
	skip_blank(r);
	while (r->at < r->end && *r->at != close) {
		const char *before = r->at;

		add(r, all, expression(r));
		next_item(r, before);
	}
	r->depth--;
	if (r->at < r->end)
		r->at++;
	return all;
}

/* A key of a map: a word or a text; the length, or 0 where it is something else. */
static size_t map_key(struct reader *r, const char **key)
{
	struct value *text;

	if (!is_quote(r, peek(r)))
		return read_word(r, key);
	text = quoted(r, false);
	*key = text ? text->text : "";
	return strlen(*key);
}

static void member(struct reader *r, struct value *map)
{
	const char *key;
	size_t len = map_key(r, &key);
	const struct value *value = NULL;

	skip_blank(r);
	if (len && peek(r) == ':') {
		r->at++;
		value = expression(r);
	} else if (len && (peek(r) == ',' || peek(r) == '}')) {
		value = copy_of(r, named(r, key, len));
	} else {
		skip_value(r);
	}
	if (value)
		add(r, map, keyed(r, value, key, len));
}

static struct value *map(struct reader *r)
{
	struct value *all = value_new(r->tree, VALUE_MAP, 0);

	r->at++;
	r->depth++;
	skip_blank(r);
	while (r->at < r->end && *r->at != '}') {
		const char *before = r->at;

		member(r, all);
		next_item(r, before);
	}
	r->depth--;
	if (r->at < r->end)
		r->at++;
	return all;
}

/* What a function of the file gives back last: the text of its last `return "…"`. */
static struct value *returned(struct reader *r, const char *name, size_t len)
{
	struct reader inner = *r;
	struct value *value = NULL;

	r->nodes += 100;
	for (inner.at = r->start; inner.at + len < r->end; inner.at++) {
		if (memcmp(inner.at, name, len) != 0 || word_byte(inner.at[len]))
			continue;
		if (inner.at > r->start && word_byte(inner.at[-1]))
			continue;
		const char *brace = memchr(inner.at, '{', (size_t)(r->end - inner.at));

		if (!brace)
			return NULL;
		inner.at = brace;
		skip_bracket(&inner);
		for (const char *p = brace; p + 8 < inner.at; p++) {
			struct reader value_at = inner;

			value_at.at = p + 7;
			if (memcmp(p, "return ", 7) == 0 && is_quote(r, *value_at.at))
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
	size_t len = read_word(r, &word);
	const struct value *value = named(r, word, len);

	if (len == 3 && memcmp(word, "new", 3) == 0) {
		skip_value(r);
		return NULL;
	}
	for (;;) {
		if (peek(r) == '.' || looking_at(r, "?.")) {
			r->at += peek(r) == '.' ? 1 : 2;
			len = read_word(r, &word);
			char *key = arena_copy(&r->tree->arena, word, len);

			value = value_find(value, key);
		} else if (peek(r) == '(') {
			r->at++;
			value = called(r, word, len, list(r, ')'));
			len = 0;
		} else if (peek(r) == '[') {
			skip_bracket(r);
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
		r->at += len;
		if (!constants[i].text)
			return value_new(r->tree, VALUE_NULL, 0);
		return text_value(r, constants[i].text, strlen(constants[i].text), false);
	}
	return NULL;
}

static struct value *number(struct reader *r)
{
	const char *start = r->at;

	while (r->at < r->end && (isalnum((unsigned char)*r->at) || strchr("+-._", *r->at)))
		r->at++;
	return text_value(r, start, (size_t)(r->at - start), false);
}

/* (a), (a, b), () — a value in brackets or a tuple; or what stands before =>. */
static struct value *bracketed(struct reader *r)
{
	struct value *all;
	bool is_tuple = false;

	r->at++;
	all = list(r, ')');
	is_tuple = r->is_python && r->at[-1] == ')' && all->first && all->first->next;
	if (r->is_python && all->first && !all->first->next) {
		const char *p = r->at - 2;

		while (p > r->start && isspace((unsigned char)*p))
			p--;
		is_tuple = *p == ',';
	}
	return is_tuple || !all->first || all->first->next ? all : all->first;
}

static struct value *word_value(struct reader *r)
{
	const char *start = r->at, *word;
	size_t len = read_word(r, &word);
	char last = r->at < r->end ? *r->at : '\0';
	struct value *value;

	if (r->is_python && len <= 2 && is_quote(r, last))
		return quoted(r, memchr(word, 'f', len) || memchr(word, 'F', len));
	r->at = start;
	value = constant(r, word, len);
	return value || r->at != start ? value : name_value(r);
}

static struct value *operand(struct reader *r)
{
	char c = peek(r);

	if (is_quote(r, c))
		return quoted(r, false);
	if (c == '{')
		return map(r);
	if (c == '[') {
		r->at++;
		return list(r, ']');
	}
	if (c == '(')
		return bracketed(r);
	if (isdigit((unsigned char)c) || c == '-')
		return number(r);
	if (word_byte(c))
		return word_value(r);
	skip_value(r);
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

	r->at++;
	yes = expression(r);
	skip_blank(r);
	if (peek(r) == ':') {
		r->at++;
		no = expression(r);
	}
	return is_something(yes) ? yes : no;
}

static struct value *rest(struct reader *r, struct value *value)
{
	struct value *other;

	if (looking_at(r, "||") || looking_at(r, "??") || (r->is_python && looking_at(r, "or "))) {
		r->at += 2;
		other = expression(r);
		return is_something(value) ? value : other;
	}
	if (peek(r) == '+') {
		r->at++;
		return joined(r, value, expression(r));
	}
	if (r->is_python && is_quote(r, peek(r)))
		return joined(r, value, expression(r));
	if (!r->is_python && peek(r) == '?')
		return either(r);
	if (looking_at(r, "as ") || looking_at(r, "satisfies ")) {
		skip_value(r);
		return value;
	}
	skip_value(r);
	return NULL;
}

static bool take_word(struct reader *r, const char *word)
{
	size_t len = strlen(word);

	if (!looking_at(r, word) || (r->at + len < r->end && word_byte(r->at[len])))
		return false;
	r->at += len;
	skip_blank(r);
	return true;
}

/* Over what stands before a function's body or value; false where there is no function. */
static bool skip_parameters(struct reader *r)
{
	const char *word;

	take_word(r, "async");
	if (take_word(r, "function")) {
		if (peek(r) == '*')
			r->at++;
		read_word(r, &word);
		skip_blank(r);
		if (peek(r) != '(')
			return false;
		skip_bracket(r);
		while (r->at < r->end && *r->at != '{')
			r->at++;
		return true;
	}
	if (peek(r) == '(')
		skip_bracket(r);
	else if (!read_word(r, &word))
		return false;
	skip_blank(r);
	if (!looking_at(r, "=>"))
		return false;
	r->at += 2;
	skip_blank(r);
	return true;
}

/* The statements of a function, its brace next. What it returned last is its value. */
static struct value *body(struct reader *r)
{
	struct value *outer = r->exported, *value;
	bool was_function = r->is_function;
	int depth = r->depth;

	r->at++;
	r->exported = NULL;
	r->is_function = true;
	r->is_export = false;
	r->depth = 0;
	while (r->at < r->end && r->nodes < NODES) {
		skip_blank(r);
		if (peek(r) == '}')
			break;
		if (r->at < r->end)
			statement(r);
	}
	r->at += r->at < r->end;
	value = r->exported;
	r->exported = outer;
	r->is_function = was_function;
	r->is_export = true;
	r->depth = depth;
	return value;
}

/* The value of the function that stands here, or NULL, and nothing read, where none does. */
static struct value *function(struct reader *r)
{
	const char *start = r->at;

	if (!skip_parameters(r)) {
		r->at = start;
		return NULL;
	}
	return peek(r) == '{' ? body(r) : expression(r);
}

static struct value *expression(struct reader *r)
{
	struct value *value = NULL;

	skip_blank(r);
	if (r->nesting >= DEPTH || r->nodes >= NODES) {
		skip_value(r);
		return NULL;
	}
	r->nesting++;
	if (r->is_export)
		value = function(r);
	if (!value)
		value = operand(r);
	skip_blank(r);
	char c = peek(r);

	if (c && !strchr(",;)]}:", c) && !(c == '\n' && r->is_python) &&
	    !(r->depth == 0 && !r->is_python && (isalpha((unsigned char)c) || c == '@')))
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

	r->at++;
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
	while (r->at < r->end && !strchr("=;\n", *r->at))
		r->at++;
}

static void statement(struct reader *r)
{
	struct value *value;
	const char *word;
	size_t len = read_word(r, &word);

	if (len == 0) {
		if (is_quote(r, peek(r)))
			skip_quoted(r);
		else if (strchr("([{", peek(r)))
			skip_bracket(r);
		else
			r->at++;
		return;
	}
	if (len == 7 && memcmp(word, "default", 7) == 0 && !r->is_python) {
		export_value(r);
		return;
	}
	if (r->is_function && len == 6 && memcmp(word, "return", 6) == 0) {
		value = expression(r);
		r->exported = value ? value : r->exported;
		return;
	}
	if (r->is_python && word > r->start && word[-1] != '\n') {
		skip_line(r); /* inside an if: perhaps, perhaps not */
		return;
	}
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
		r->at++;
	if (peek(r) == ':')
		skip_type(r);
	if (peek(r) == '=' && r->at + 1 < r->end && !strchr("=>", r->at[1]))
		assign(r, word, len);
	else if (r->is_python)
		skip_line(r);
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
			    .at = bytes,
			    .end = bytes + (len < LONGEST ? len : LONGEST),
			    .is_python = language == LITERAL_PYTHON,
			    .tree = tree };

	tree->root = value_new(tree, VALUE_MAP, 1);
	while (r.at < r.end && r.nodes < NODES) {
		skip_blank(&r);
		if (peek(&r) == '\n')
			r.at++;
		else if (r.at < r.end)
			statement(&r);
	}
	spread(&r);
	map_release(&r.names);
}
