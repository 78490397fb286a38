/* SPDX-License-Identifier: MIT */
#include "template/expression.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "template/filters.h"
#include "template/lookup.h"

enum { DEEPEST = 24, LONGEST_NUMBER = 64, BYTES_A_STEP = 4096, NAMES_A_STEP = 256 };

struct parser {
	struct render *render;
	const char *at, *end;
	int depth;
};

static const struct value *whole(struct parser *p);

static bool name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static void blanks(struct parser *p)
{
	while (p->at < p->end && isspace((unsigned char)*p->at))
		p->at++;
}

static char peek(struct parser *p)
{
	blanks(p);
	return p->at < p->end ? *p->at : '\0';
}

/* Takes the sign, if it stands here. */
static bool sign(struct parser *p, const char *text)
{
	size_t len = strlen(text);

	blanks(p);
	if ((size_t)(p->end - p->at) < len || memcmp(p->at, text, len) != 0)
		return false;
	p->at += len;
	return true;
}

/* Takes the word, if it stands here whole. */
static bool word(struct parser *p, const char *text)
{
	size_t len = strlen(text);

	blanks(p);
	if ((size_t)(p->end - p->at) < len || memcmp(p->at, text, len) != 0 ||
	    (p->at + len < p->end && name_byte(p->at[len])))
		return false;
	p->at += len;
	return true;
}

static const struct value *text_of(struct parser *p, const char *text)
{
	return render_value(p->render, text, strlen(text));
}

static const struct value *truth(struct parser *p, bool is_true)
{
	return text_of(p, is_true ? "true" : "false");
}

static const struct value *nothing(struct parser *p)
{
	return render_new(p->render, VALUE_NULL);
}

static const struct value *quoted(struct parser *p)
{
	char mark = *p->at++;
	const struct value *value;
	struct str text = { 0 };

	while (p->at < p->end && *p->at != mark) {
		if (*p->at == '\\' && p->at + 1 < p->end && (p->at[1] == mark || p->at[1] == '\\'))
			p->at++;
		str_byte(&text, *p->at++);
	}
	if (p->at < p->end)
		p->at++;
	value = render_value(p->render, str_bytes(&text), text.len);
	str_release(&text);
	return value;
}

static const struct value *number(struct parser *p)
{
	const char *start = p->at;

	p->at++;
	while (p->at < p->end &&
	       (isdigit((unsigned char)*p->at) ||
		(*p->at == '.' && p->at + 1 < p->end && isdigit((unsigned char)p->at[1]))))
		p->at++;
	return render_value(p->render, start, (size_t)(p->at - start));
}

static size_t read_name(struct parser *p, const char **name)
{
	*name = p->at;
	while (p->at < p->end &&
	       (name_byte(*p->at) || (*p->at == '-' && p->at > *name && p->at + 1 < p->end &&
				      name_byte(p->at[1]) && !isdigit((unsigned char)p->at[1]))))
		p->at++;
	return (size_t)(p->at - *name);
}

enum { ARGUMENTS = 8, CALLS = 16 /* one in the other */ };

/* What stands in the brackets of a call. */
struct arguments {
	const char *names[ARGUMENTS]; /* NULL where it has none */
	size_t lens[ARGUMENTS], n;
	const struct value *values[ARGUMENTS], *last; /* the last that is known */
};

static void read_call(struct parser *p, struct arguments *arguments)
{
	p->at++;
	while (peek(p) && *p->at != ')') {
		const char *before = p->at, *key;
		size_t len = name_byte(*p->at) ? read_name(p, &key) : 0;
		bool is_named = len && peek(p) == '=' && p->at + 1 < p->end && p->at[1] != '=';
		const struct value *value;

		p->at = is_named ? p->at + 1 : before;
		value = whole(p);
		arguments->last = value ? value : arguments->last;
		if (arguments->n < ARGUMENTS) {
			arguments->names[arguments->n] = is_named ? key : NULL;
			arguments->lens[arguments->n] = len;
			arguments->values[arguments->n++] = value;
		}
		if (!sign(p, ",") && p->at == before)
			p->at++;
	}
	sign(p, ")");
}

/* The argument for the parameter: by its name, or the i-th of those without one. */
static bool find_argument(const struct arguments *arguments, const char *name, size_t len, size_t i,
			  const struct value **value)
{
	for (size_t j = 0; j < arguments->n; j++) {
		bool is_it = arguments->names[j]
				     ? arguments->lens[j] == len &&
					       memcmp(arguments->names[j], name, len) == 0
				     : i-- == 0;

		if (is_it) {
			*value = arguments->values[j];
			return true;
		}
	}
	return false;
}

/* Gives the parameters their values: the arguments, or what stands behind their '='. */
static void name_parameters(struct render *render, const struct render_macro *macro,
			    const struct arguments *arguments)
{
	const char *at = macro->parameters, *end = at + macro->parameters_len;

	for (size_t i = 0; at < end; i++) {
		const char *comma = memchr(at, ',', (size_t)(end - at));
		size_t len = (size_t)((comma ? comma : end) - at);
		const char *equals = memchr(at, '=', len), *name = at;
		size_t name_len = equals ? (size_t)(equals - at) : len;
		const struct value *value = NULL;

		str_trim(&name, &name_len);
		if (!find_argument(arguments, name, name_len, i, &value) && equals)
			value = expression_value(render, equals + 1,
						 len - (size_t)(equals + 1 - at));
		render_name(render, name, name_len, value);
		at = comma ? comma + 1 : end;
	}
}

/* A macro knows those above it, so it cannot call itself. */
static const struct value *call_macro(struct render *render, const struct render_macro *macro,
				      const struct arguments *arguments)
{
	struct render_name *names = render->names;
	struct render_macro *macros = render->shared->macros;
	struct str *out = render->out, text = { 0 };
	const char *words;
	size_t len;
	const struct value *value = NULL;

	if (render->shared->calls >= CALLS)
		return NULL;
	render->shared->calls++;
	render->shared->macros = macro->older;
	name_parameters(render, macro, arguments);
	render->out = &text;
	if (render_text(render, macro->body, macro->len, render->is_html)) {
		words = str_bytes(&text);
		len = text.len;
		str_trim(&words, &len);
		value = render_value(render, words, len);
	}
	render->out = out;
	render->names = names;
	render->shared->macros = macros;
	render->shared->calls--;
	str_release(&text);
	return value;
}

/* Behind the name of a macro or a function; of one that makes paths, its last argument. */
static const struct value *called(struct parser *p, const char *name, size_t len)
{
	static const char *const paths[] = { "get_url", "get_asset", "url_for", "static",
					     "asset",   "url",       "relref",  "ref" };
	const struct render_macro *macros = p->render->shared->macros;
	struct arguments arguments = { .n = 0 };

	read_call(p, &arguments);
	render_steps(p->render, macros ? macros->n / NAMES_A_STEP : 0);
	for (const struct render_macro *m = macros; m; m = m->older) {
		if (strlen(m->name) == len && strncmp(name, m->name, len) == 0)
			return call_macro(p->render, m, &arguments);
	}
	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		if (strlen(paths[i]) == len && strncmp(name, paths[i], len) == 0)
			return arguments.last;
	}
	return NULL;
}

/* site.data.x["y"].z: a name and what is looked up in it. */
static const struct value *path(struct parser *p)
{
	struct lookup place;
	const char *name;
	size_t len;

	while (p->at < p->end && (*p->at == '.' || *p->at == '$'))
		p->at++; /* Hugo's .Site, $.Site */
	len = read_name(p, &name);
	if (p->at < p->end && *p->at == '(')
		return called(p, name, len);
	lookup_start(p->render, name, len, &place);
	while (p->at < p->end) {
		if (*p->at == '.' && p->at + 1 < p->end && name_byte(p->at[1])) {
			p->at++;
			len = read_name(p, &name);
			lookup_step(p->render, name, len, &place);
		} else if (*p->at == '[') {
			p->at++;
			const struct value *key = whole(p);
			const char *text = expression_text(p->render, key);

			sign(p, "]");
			lookup_step(p->render, text, strlen(text), &place);
		} else {
			break;
		}
	}
	if (p->at < p->end && *p->at == '(')
		return called(p, name, len); /* a method; or forms.button("x") of imported macros */
	return lookup_value(&place);
}

static const struct value *list(struct parser *p)
{
	struct value *all = render_new(p->render, VALUE_LIST);

	p->at++;
	while (peek(p) && *p->at != ']') {
		const char *before = p->at;
		const struct value *value = whole(p);

		if (value)
			value_add(all, lookup_copy(p->render, value));
		if (!sign(p, ",") && p->at == before)
			p->at++;
	}
	sign(p, "]");
	return all;
}

/* (1..5), or a value in brackets. */
static const struct value *bracketed(struct parser *p)
{
	const struct value *value, *last;
	double from, to;

	p->at++;
	value = whole(p);
	if (!sign(p, "..")) {
		sign(p, ")");
		return value;
	}
	last = whole(p);
	sign(p, ")");
	if (!value || !last)
		return NULL;
	expression_number(value->text, &from);
	expression_number(last->text, &to);
	return expression_numbers(p->render, from, to);
}

static const struct value *primary(struct parser *p)
{
	static const char *const nothings[] = { "nil", "null", "none", "None", "empty", "blank" };
	char c = peek(p);

	if (c == '"' || c == '\'' || c == '`')
		return quoted(p);
	if (isdigit((unsigned char)c) ||
	    (c == '-' && p->at + 1 < p->end && isdigit((unsigned char)p->at[1])))
		return number(p);
	if (c == '[')
		return list(p);
	if (c == '(')
		return bracketed(p);
	if (word(p, "true") || word(p, "True"))
		return truth(p, true);
	if (word(p, "false") || word(p, "False"))
		return truth(p, false);
	for (size_t i = 0; i < sizeof(nothings) / sizeof(nothings[0]); i++) {
		if (word(p, nothings[i]))
			return nothing(p);
	}
	if (name_byte(c) || c == '.' || c == '$')
		return path(p);
	p->at = p->end;
	return NULL;
}

static void read_arguments(struct parser *p, struct filters_call *call)
{
	bool is_bracketed = peek(p) == '(';

	if (!is_bracketed && peek(p) != ':')
		return;
	p->at++;
	while (p->at < p->end && peek(p) != ')') {
		const char *before = p->at, *key;
		const struct value *value;

		/* A named argument (default: x, allow_false: true): the name says nothing here. */
		if (name_byte(*p->at) && read_name(p, &key) && (peek(p) == ':' || peek(p) == '=') &&
		    p->at[1] != '=')
			p->at++;
		else
			p->at = before;
		value = is_bracketed ? whole(p) : primary(p);
		if (call->n_arguments < FILTERS_ARGUMENTS)
			call->arguments[call->n_arguments++] = value;
		if (!sign(p, ","))
			break;
	}
	if (is_bracketed)
		sign(p, ")");
}

static const struct value *filtered(struct parser *p)
{
	const struct value *value = primary(p);

	while (peek(p) == '|' && p->at + 1 < p->end && p->at[1] != '|') {
		struct filters_call call = { 0 };

		p->at++;
		blanks(p);
		call.len = read_name(p, &call.name);
		if (call.len == 0)
			break;
		read_arguments(p, &call);
		value = filters_apply(p->render, &call, value);
	}
	return value;
}

struct value *expression_numbers(struct render *render, double from, double to)
{
	struct value *all = render_new(render, VALUE_LIST);

	for (double i = from; i <= to && i + 1 > i && render_step(render); i++) {
		struct str digits = { 0 };

		str_format(&digits, "%.0f", i);
		value_add(all, render_value(render, str_bytes(&digits), digits.len));
		str_release(&digits);
	}
	return all;
}

bool expression_number(const char *text, double *number)
{
	char *end;

	*number = 0;
	if (!*text || strnlen(text, LONGEST_NUMBER) == LONGEST_NUMBER)
		return false;
	*number = strtod(text, &end);
	return *end == '\0';
}

int expression_order(const char *a, const char *b)
{
	double x, y;

	if (expression_number(a, &x) && expression_number(b, &y))
		return (x > y) - (x < y);
	return strcmp(a, b);
}

static const char *plain_text(const struct value *value)
{
	return value && value->kind == VALUE_TEXT ? value->text : "";
}

static const struct value *sum(struct parser *p)
{
	static const char *const operators[] = { "+", "~", "-" };
	const struct value *left = filtered(p);

	for (size_t i = 0; i < sizeof(operators) / sizeof(operators[0]);) {
		if (!sign(p, operators[i])) {
			i++;
			continue;
		}
		const struct value *right = filtered(p);
		struct str text = { 0 };
		double a, b;

		if (i != 1 && expression_number(plain_text(left), &a) &&
		    expression_number(plain_text(right), &b))
			str_format(&text, "%.12g", i == 2 ? a - b : a + b);
		else if (left && right && i != 2)
			str_format(&text, "%s%s", expression_text(p->render, left),
				   expression_text(p->render, right));
		left = left && right ? render_value(p->render, str_bytes(&text), text.len) : NULL;
		str_release(&text);
		i = 0;
	}
	return left;
}

static bool is_empty(const struct value *value)
{
	return !value || value->kind == VALUE_NULL ||
	       (value->kind == VALUE_TEXT ? !*value->text : !value->first);
}

static bool is_same(const struct value *a, const struct value *b)
{
	if (is_empty(a) || is_empty(b))
		return is_empty(a) && is_empty(b);
	return a->kind == VALUE_TEXT && b->kind == VALUE_TEXT &&
	       expression_order(a->text, b->text) == 0;
}

bool expression_contains(struct render *render, const struct value *all, const char *one)
{
	if (!all)
		return false;
	if (all->kind == VALUE_TEXT) {
		render_steps(render, strlen(all->text) / BYTES_A_STEP);
		return strstr(all->text, one) != NULL;
	}
	for (const struct value *v = all->first; v && render_look(render); v = v->next) {
		if (str_equal(all->kind == VALUE_MAP ? v->key : v->text, one))
			return true;
	}
	return false;
}

static bool holds(struct parser *p, const struct value *all, const struct value *one)
{
	return one && one->kind == VALUE_TEXT && expression_contains(p->render, all, one->text);
}

static const struct value *compared(struct parser *p)
{
	static const char *const operators[] = { "==", "!=", "<>", "<=", ">=", "<", ">" };
	const struct value *left = sum(p), *right;
	size_t which = 0;

	if (word(p, "contains"))
		return truth(p, holds(p, left, sum(p)));
	if (word(p, "in"))
		return truth(p, holds(p, sum(p), left));
	if (word(p, "is")) {
		bool is_not = word(p, "not");

		if (word(p, "defined") || word(p, "none") || word(p, "None"))
			return truth(p, (p->at[-1] == 'd') == (!is_empty(left) == !is_not));
		p->at = p->end;
		return NULL;
	}
	while (which < 7 && !sign(p, operators[which]))
		which++;
	if (which == 7)
		return left;
	right = sum(p);
	render_steps(p->render, strlen(plain_text(left)) / BYTES_A_STEP);
	if (which <= 2)
		return truth(p, is_same(left, right) == (which == 0));
	if (is_empty(left) || is_empty(right))
		return truth(p, false);
	int order = expression_order(plain_text(left), plain_text(right));
	const bool results[] = { order <= 0, order >= 0, order<0, order> 0 };

	return truth(p, results[which - 3]);
}

static const struct value *negated(struct parser *p)
{
	if (word(p, "not") || (peek(p) == '!' && p->at + 1 < p->end && p->at[1] != '=' && p->at++))
		return truth(p, !expression_is_true(compared(p)));
	return compared(p);
}

static const struct value *joined(struct parser *p)
{
	const struct value *value = negated(p);

	for (;;) {
		if (word(p, "and") || sign(p, "&&")) {
			const struct value *right = negated(p);

			value = truth(p, expression_is_true(value) && expression_is_true(right));
		} else if (word(p, "or") || sign(p, "||")) {
			const struct value *right = joined(p);

			value = expression_is_true(value) ? value : right;
		} else {
			return value;
		}
	}
}

static const struct value *whole(struct parser *p)
{
	const struct value *value = NULL;

	if (p->depth >= DEEPEST) {
		p->at = p->end;
		return NULL;
	}
	p->depth++;
	value = joined(p);
	if (word(p, "if")) {
		const struct value *condition = joined(p);
		const struct value *otherwise = word(p, "else") ? whole(p) : nothing(p);

		value = expression_is_true(condition) ? value : otherwise;
	}
	p->depth--;
	return value;
}

const struct value *expression_value(struct render *render, const char *text, size_t len)
{
	struct parser parser = { render, text, text + len, 0 };
	const struct value *value = whole(&parser);

	return peek(&parser) == '\0' ? value : NULL;
}

bool expression_is_true(const struct value *value)
{
	return !is_empty(value) && !(value->kind == VALUE_TEXT && str_equal(value->text, "false"));
}

bool expression_holds(struct render *render, const char *text, size_t len)
{
	return expression_is_true(expression_value(render, text, len));
}

const char *expression_text(struct render *render, const struct value *value)
{
	struct str all = { 0 };
	const char *text;

	if (!value || value->kind == VALUE_NULL || value->kind == VALUE_MAP)
		return "";
	if (value->kind == VALUE_TEXT)
		return value->text;
	for (const struct value *v = value->first;
	     v && all.len <= RENDER_TEXT && render_look(render); v = v->next)
		str_text(&all, v->kind == VALUE_TEXT ? v->text : "");
	text = render_value(render, str_bytes(&all), all.len)->text;
	str_release(&all);
	return text;
}

size_t expression_word(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && !isspace((unsigned char)text[n]) && text[n] != ',')
		n++;
	return n;
}

static void argument_text(const char **at, const char *end, struct expression_argument *argument)
{
	char mark = **at;
	const char *close = NULL;

	argument->is_quoted = mark == '"' || mark == '\'' || mark == '`';
	if (argument->is_quoted)
		close = memchr(*at + 1, mark, (size_t)(end - *at - 1));
	while (close && mark == '"' && close[-1] == '\\' &&
	       memchr(close + 1, mark, (size_t)(end - close - 1)))
		close = memchr(close + 1, mark, (size_t)(end - close - 1));
	if (close) {
		argument->value = *at + 1;
		argument->value_len = (size_t)(close - *at - 1);
		*at = close + 1;
		return;
	}
	argument->is_quoted = false;
	argument->value = *at;
	while (*at < end && !isspace((unsigned char)**at) && **at != ',')
		(*at)++;
	argument->value_len = (size_t)(*at - argument->value);
}

const struct value *expression_words(struct render *render,
				     const struct expression_argument *argument)
{
	const struct value *value;
	struct str text = { 0 };

	for (size_t i = 0; i < argument->value_len; i++) {
		i += argument->is_quoted && argument->value[i] == '\\' &&
		     i + 1 < argument->value_len && argument->value[i + 1] == '"';
		str_byte(&text, argument->value[i]);
	}
	value = render_value(render, str_bytes(&text), text.len);
	str_release(&text);
	return value;
}

bool expression_argument(const char **at, const char *end, struct expression_argument *argument)
{
	const char *p;

	*argument = (struct expression_argument){ .name = "" };
	while (*at < end && (isspace((unsigned char)**at) || **at == ','))
		(*at)++;
	if (*at >= end)
		return false;
	for (p = *at; p < end && (name_byte(*p) || *p == '-'); p++)
		;
	if (p > *at && p < end && (*p == '=' || *p == ':') && p + 1 < end &&
	    (*p == '=' || isspace((unsigned char)p[1]) || isdigit((unsigned char)p[1]) ||
	     p[1] == '"' || p[1] == '\'')) {
		argument->name = *at;
		argument->name_len = (size_t)(p - *at);
		for (p++; p < end && isspace((unsigned char)*p); p++)
			;
		*at = p;
		if (p >= end)
			return true;
	}
	argument_text(at, end, argument);
	return true;
}
