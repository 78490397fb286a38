/* SPDX-License-Identifier: MIT */
#include "template/goexpression.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "settings/data.h"
#include "settings/settings.h"
#include "template/gocontext.h"
#include "template/template.h"

enum { ARGUMENTS = 12 };

/* An expression, and how far it is read. */
struct reader {
	struct goscope *scope;
	const struct goterm *dot;
	const char *at, *end;
};

static struct goterm pipeline(struct reader *r);

static bool name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static char peek(struct reader *r)
{
	while (r->at < r->end && isspace((unsigned char)*r->at))
		r->at++;
	return r->at < r->end ? *r->at : '\0';
}

static size_t read_name(struct reader *r, const char **name, bool has_dots)
{
	*name = r->at;
	while (r->at < r->end && (name_byte(*r->at) || (has_dots && *r->at == '.')))
		r->at++;
	return (size_t)(r->at - *name);
}

static bool is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

static struct goterm quoted(struct reader *r)
{
	char mark = *r->at++;
	struct str text = { 0 };
	struct goterm term;

	while (r->at < r->end && *r->at != mark) {
		bool is_escape = mark == '"' && *r->at == '\\' && r->at + 1 < r->end;

		r->at += is_escape;
		str_byte(&text, is_escape && *r->at == 'n'   ? '\n'
				: is_escape && *r->at == 't' ? '\t'
							     : *r->at);
		r->at++;
	}
	r->at += r->at < r->end;
	term = goterm_text(r->scope->render, str_bytes(&text));
	str_release(&text);
	return term;
}

static struct goterm operand(struct reader *r, bool takes_arguments);

static size_t read_arguments(struct reader *r, struct goterm *arguments)
{
	size_t n = 0;

	while (n < ARGUMENTS - 1) {
		char c = peek(r);
		const char *before = r->at;

		if (!c || c == '|' || c == ')')
			break;
		arguments[n] = operand(r, false);
		if (r->at == before)
			break;
		n++;
	}
	return n;
}

/* .a.b of a term, with arguments behind the last name where they belong to it. */
static struct goterm fields(struct reader *r, struct goterm term, bool takes_arguments)
{
	while (r->at + 1 < r->end && *r->at == '.' && name_byte(r->at[1])) {
		struct goterm arguments[ARGUMENTS];
		const char *name;
		size_t len, n = 0;

		r->at++;
		len = read_name(r, &name, false);
		if (takes_arguments && (r->at == r->end || *r->at != '.'))
			n = read_arguments(r, arguments);
		term = gocontext_field(r->scope, &term, name, len, arguments, n);
	}
	return term;
}

static struct goterm variable(struct reader *r)
{
	const char *start = r->at++, *name;
	size_t len = read_name(r, &name, false) + 1;
	const struct render_name *known;

	if (len == 1)
		return r->scope->root;
	known = render_find(r->scope->render, start, len);
	return known ? goterm_value(known->value) : goterm_unknown();
}

static struct goterm bracketed(struct reader *r)
{
	struct goterm term;

	r->at++;
	if (r->scope->depth >= GOEXPRESSION_DEEPEST) {
		r->at = r->end;
		return goterm_unknown();
	}
	r->scope->depth++;
	term = pipeline(r);
	r->scope->depth--;
	if (peek(r) == ')')
		r->at++;
	return term;
}

static struct goterm digits(struct reader *r)
{
	const char *start = r->at++;

	while (r->at < r->end && (isdigit((unsigned char)*r->at) || *r->at == '.'))
		r->at++;
	return goterm_value(render_value(r->scope->render, start, (size_t)(r->at - start)));
}

/* T "key", i18n "key": the words that the site has for it in the page's language. */
static struct goterm translated(struct reader *r, const struct goterm *key)
{
	const struct template_input *input = r->scope->render->shared->input;
	const char *lang = input->page->post->lang, *name = goterm_string(r->scope->render, key);
	char *folder = settings_path(input->settings, "i18n");
	const struct value *all, *words;

	lang = lang ? lang : input->settings->lang ? input->settings->lang : "en";
	all = data_named(input->settings->data, folder, lang);
	words = value_find(all, name);
	if (words && words->kind == VALUE_MAP)
		words = value_find(words, "other");
	for (const struct value *v = all && all->kind == VALUE_LIST ? all->first : NULL; v;
	     v = v->next) {
		if (str_equal(value_text(v, "id"), name))
			words = value_find(v, "translation");
	}
	free(folder);
	return words ? goterm_value(words) : goterm_unknown();
}

/* A function, or one of the words that are values. */
static struct goterm word(struct reader *r, bool takes_arguments)
{
	struct goterm arguments[ARGUMENTS];
	const char *name;
	size_t len = read_name(r, &name, true), n;

	if (is(name, len, "true") || is(name, len, "false"))
		return goterm_value(render_value(r->scope->render, name, len));
	if (is(name, len, "nil"))
		return goterm_value(NULL);
	n = takes_arguments ? read_arguments(r, arguments) : 0;
	if (is(name, len, "partial") || is(name, len, "partialCached"))
		return r->scope->partial(r->scope, arguments, n);
	if (n && (is(name, len, "T") || is(name, len, "i18n")))
		return translated(r, &arguments[0]);
	if (len > 5 && memcmp(name, "site.", 5) == 0) {
		struct reader rest = *r;

		rest.at = name + 4;
		rest.end = name + len;
		return fields(&rest, (struct goterm){ .place = { LOOKUP_SITE, NULL, NULL } },
			      false);
	}
	return goterm_call(r->scope->render, name, len, arguments, n);
}

static struct goterm operand(struct reader *r, bool takes_arguments)
{
	char c = peek(r);

	if (c == '"' || c == '`')
		return quoted(r);
	if (c == '(')
		return fields(r, bracketed(r), takes_arguments);
	if (c == '$')
		return fields(r, variable(r), takes_arguments);
	if (c == '.') {
		if (r->at + 1 < r->end && name_byte(r->at[1]))
			return fields(r, *r->dot, takes_arguments);
		r->at++;
		return *r->dot;
	}
	if (isdigit((unsigned char)c) || c == '-')
		return digits(r);
	if (name_byte(c))
		return word(r, takes_arguments);
	r->at = r->end;
	return goterm_unknown();
}

/* Behind '|': a function or a method that gets the value as its last argument. */
static struct goterm piped(struct reader *r, const struct goterm *value)
{
	struct goterm arguments[ARGUMENTS];
	const char *name;
	size_t len, n;

	peek(r);
	if (r->at < r->end && *r->at == '$')
		r->at++; /* $.Page.RenderString */
	len = read_name(r, &name, true);
	n = read_arguments(r, arguments);
	arguments[n++] = *value;
	if (len == 0)
		return goterm_unknown();
	if (is(name, len, "partial"))
		return r->scope->partial(r->scope, arguments, n);
	return goterm_call(r->scope->render, name, len, arguments, n);
}

static struct goterm pipeline(struct reader *r)
{
	struct goterm value = operand(r, true);

	while (peek(r) == '|') {
		r->at++;
		value = piped(r, &value);
	}
	return value;
}

void goexpression_set(struct goscope *scope, const char *name, size_t len, bool is_new,
		      const struct goterm *term)
{
	struct render_name *known;

	if (!goterm_is_known(term))
		scope->is_lost |= !is_new;
	known = is_new ? NULL : render_find(scope->render, name, len);
	if (known)
		known->value = term->place.value;
	else if (goterm_is_known(term))
		render_name(scope->render, name, len, term->place.value);
}

/* The names in front of := or = ; 0 where there are none. The reader stands behind the sign. */
static size_t declared(struct reader *r, const char **names, size_t *lens, bool *is_new)
{
	struct reader ahead = *r;
	size_t n = 0;

	while (n < 2 && peek(&ahead) == '$') {
		const char *rest;

		names[n] = ahead.at++;
		lens[n++] = 1 + read_name(&ahead, &rest, false);
		if (peek(&ahead) == ',')
			ahead.at++;
	}
	*is_new = peek(&ahead) == ':';
	ahead.at += *is_new;
	if (!n || ahead.at >= ahead.end || *ahead.at != '=')
		return 0;
	ahead.at++;
	*r = ahead;
	return n;
}

bool goexpression_evaluate(struct goscope *scope, const struct goterm *dot, const char *text,
			   size_t len, struct goterm *value)
{
	struct reader r = { scope, dot, text, text + len };
	const char *names[2];
	size_t lens[2], n;
	bool is_new;

	n = declared(&r, names, lens, &is_new);
	*value = pipeline(&r);
	if (peek(&r))
		*value = goterm_unknown();
	if (n)
		goexpression_set(scope, names[0], lens[0], is_new, value);
	return n > 0;
}

void goexpression_range(struct goscope *scope, const struct goterm *dot, const char *text,
			size_t len, struct goexpression_range *range)
{
	struct reader r = { scope, dot, text, text + len };
	bool is_new;

	range->n_names = declared(&r, range->names, range->lens, &is_new);
	range->list = pipeline(&r);
	scope->is_lost |= !goterm_is_known(&range->list);
}
