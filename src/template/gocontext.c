/* SPDX-License-Identifier: MIT */
#include "template/gocontext.h"

#include <string.h>

#include "template/expression.h"

static bool is(const char *name, size_t len, const char *word)
{
	return strlen(word) == len && memcmp(name, word, len) == 0;
}

/* The parameters of the call: a list, or a map where they have names. */
static struct value *parameters(const struct goscope *scope)
{
	struct value_tree *values = &scope->render->shared->values;
	struct value *list = render_new(scope->render, VALUE_LIST);
	const char *at = scope->call->args;
	struct expression_argument argument;

	while (expression_argument(&at, scope->call->end, &argument)) {
		struct value *value = lookup_copy(scope->render,
						  expression_words(scope->render, &argument));

		if (argument.name_len)
			list->kind = VALUE_MAP; /* what has no name cannot be asked for then */
		value_set_key(values, value, argument.name, argument.name_len);
		value_add(list, value);
	}
	return list;
}

/* .Get 0, .Get "name" */
static struct goterm parameter(const struct goscope *scope, const struct goterm *key)
{
	struct goterm all = goterm_value(parameters(scope));
	const char *name = goterm_string(scope->render, key);

	if (all.place.value->kind == VALUE_MAP)
		return goterm_value(value_find(all.place.value, name));
	if (strspn(name, "0123456789") != strlen(name))
		return goterm_value(NULL);
	lookup_step(scope->render, name, strlen(name), &all.place);
	return goterm_value(lookup_value(&all.place));
}

static struct goterm inner(const struct goscope *scope)
{
	struct goterm term = goterm_text(scope->render,
					 scope->call->inner ? scope->call->inner : "");

	term.is_markdown = true;
	return term;
}

/* A field of what the template was called with. */
static struct goterm context_field(const struct goscope *scope, const char *name, size_t len,
				   const struct goterm *arguments, size_t n)
{
	if (is(name, len, "Get"))
		return n ? parameter(scope, &arguments[0]) : goterm_unknown();
	if (is(name, len, "Inner") || is(name, len, "InnerDeindent"))
		return inner(scope);
	if (is(name, len, "Params"))
		return goterm_value(parameters(scope));
	if (is(name, len, "IsNamedParams"))
		return goterm_text(scope->render,
				   parameters(scope)->kind == VALUE_MAP ? "true" : "false");
	if (is(name, len, "Ordinal"))
		return goterm_text(scope->render, "0");
	if (is(name, len, "Name"))
		return goterm_value(
			render_value(scope->render, scope->call->name, scope->call->name_len));
	if (is(name, len, "Page"))
		return (struct goterm){ .place = { LOOKUP_PAGE, NULL, NULL } };
	if (is(name, len, "Site"))
		return (struct goterm){ .place = { LOOKUP_SITE, NULL, NULL } };
	return goterm_unknown();
}

struct goterm gocontext_field(const struct goscope *scope, const struct goterm *from,
			      const char *name, size_t len, const struct goterm *arguments,
			      size_t n)
{
	struct goterm term = *from;

	if (from->is_context)
		return context_field(scope, name, len, arguments, n);
	if (from->place.kind == LOOKUP_PAGE && is(name, len, "RenderString") && n)
		return goterm_call(scope->render, name, len, arguments, n);
	if (from->place.kind == LOOKUP_PAGE && is(name, len, "Site"))
		return (struct goterm){ .place = { LOOKUP_SITE, NULL, NULL } };
	if (from->place.kind == LOOKUP_VALUE && !from->place.value)
		return *from; /* a field of nothing */
	if (from->place.kind == LOOKUP_SITE && is(name, len, "Data"))
		name = "data";
	if (n && from->place.kind == LOOKUP_PAGE && is(name, len, "Param")) {
		name = "Params";
		len = 6;
	} else {
		n = 0;
	}
	lookup_step(scope->render, name, len, &term.place);
	if (n && goterm_is_known(&term))
		return gocontext_field(scope, &term, goterm_string(scope->render, &arguments[0]),
				       strlen(goterm_string(scope->render, &arguments[0])), NULL,
				       0);
	/* Front matter, settings and data are known whole. */
	if (term.place.kind == LOOKUP_UNKNOWN && from->place.kind == LOOKUP_VALUE)
		return goterm_value(NULL);
	return term;
}
