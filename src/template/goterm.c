/* SPDX-License-Identifier: MIT */
#include "template/goterm.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "template/expression.h"
#include "template/filters.h"
#include "template/targets.h"

struct goterm goterm_unknown(void)
{
	return (struct goterm){ .place = { LOOKUP_UNKNOWN, NULL, NULL } };
}

struct goterm goterm_value(const struct value *value)
{
	return (struct goterm){ .place = { LOOKUP_VALUE, value, NULL } };
}

struct goterm goterm_text(struct render *render, const char *text)
{
	return goterm_value(render_value(render, text, strlen(text)));
}

bool goterm_is_known(const struct goterm *term)
{
	return term->place.kind != LOOKUP_UNKNOWN;
}

bool goterm_is_true(const struct goterm *term)
{
	if (term->is_context || term->place.kind == LOOKUP_PAGE || term->place.kind == LOOKUP_SITE)
		return true;
	return expression_is_true(term->place.value) &&
	       !(term->place.value->kind == VALUE_TEXT && str_equal(term->place.value->text, "0"));
}

const char *goterm_string(struct render *render, const struct goterm *term)
{
	return term->place.kind == LOOKUP_VALUE ? expression_text(render, term->place.value) : "";
}

struct job {
	struct render *render;
	const char *name;
	const struct goterm *arguments;
	size_t n;
	const char *
		filter; /* of ours, that does the same; or what tells functions of one kind apart */
};

static const char *text(const struct job *job, size_t i)
{
	return i < job->n ? goterm_string(job->render, &job->arguments[i]) : "";
}

static double number(const struct job *job, size_t i)
{
	double number;

	expression_number(text(job, i), &number);
	return number;
}

static struct goterm truth(struct job *job, bool is_true)
{
	return goterm_text(job->render, is_true ? "true" : "false");
}

static struct goterm argument(const struct job *job, size_t i)
{
	return i < job->n ? job->arguments[i] : goterm_value(NULL);
}

static struct goterm otherwise(struct job *job)
{
	struct goterm value = argument(job, 1);

	return goterm_is_true(&value) ? value : argument(job, 0);
}

static struct goterm choose(struct job *job)
{
	struct goterm condition = argument(job, 0);

	return argument(job, goterm_is_true(&condition) ? 1 : 2);
}

static struct goterm print(struct job *job)
{
	struct str out = { 0 };
	size_t next = 1;

	if (*job->filter != 'f') {
		for (size_t i = 0; i < job->n; i++)
			str_text(&out, text(job, i));
	}
	for (const char *at = *job->filter == 'f' ? text(job, 0) : ""; *at; at++) {
		if (*at != '%') {
			str_byte(&out, *at);
			continue;
		}
		at += 1 + strspn(at + 1, "-+ #0123456789.");
		if (!*at)
			break;
		if (*at == '%')
			str_byte(&out, '%');
		else if (*at == 'q')
			str_format(&out, "\"%s\"", text(job, next++));
		else
			str_text(&out, text(job, next++));
	}
	struct goterm result = goterm_text(job->render, str_bytes(&out));

	str_release(&out);
	return result;
}

static int order(const struct job *job, size_t i)
{
	return expression_order(text(job, 0), text(job, i));
}

static struct goterm equal(struct job *job)
{
	bool is_same = false;

	for (size_t i = 1; i < job->n; i++)
		is_same |= order(job, i) == 0;
	return truth(job, is_same == (*job->filter == '='));
}

static struct goterm compared(struct job *job)
{
	int result = order(job, 1);

	if (*job->filter == '<')
		return truth(job, job->filter[1] ? result <= 0 : result < 0);
	return truth(job, job->filter[1] ? result >= 0 : result > 0);
}

/* and, or: the argument that decides. */
static struct goterm joined(struct job *job)
{
	bool is_and = *job->filter == '&';

	for (size_t i = 0; i + 1 < job->n; i++) {
		if (goterm_is_true(&job->arguments[i]) != is_and)
			return job->arguments[i];
	}
	return argument(job, job->n ? job->n - 1 : 0);
}

static struct goterm negated(struct job *job)
{
	struct goterm value = argument(job, 0);

	return truth(job, !goterm_is_true(&value));
}

static struct goterm arithmetic(struct job *job)
{
	double a = number(job, 0), b = number(job, 1), result = a;
	struct str out = { 0 };

	if ((*job->filter == '/' || *job->filter == '%') && b == 0)
		return goterm_unknown();
	if (*job->filter == '+')
		result = a + b;
	else if (*job->filter == '-')
		result = a - b;
	else if (*job->filter == '*')
		result = a * b;
	else if (*job->filter == '/')
		result = strchr(text(job, 0), '.') || strchr(text(job, 1), '.')
				 ? a / b
				 : (double)(long long)(a / b);
	else
		result = a - b * (double)(long long)(a / b);
	str_format(&out, "%.12g", result);
	struct goterm sum = goterm_text(job->render, str_bytes(&out));

	str_release(&out);
	return sum;
}

/* One of our filters: the text comes first, what the filter takes behind it. */
static struct goterm filtered(struct job *job)
{
	struct filters_call call = { .name = job->filter, .len = strlen(job->filter) };

	for (size_t i = 1; i < job->n && call.n_arguments < FILTERS_ARGUMENTS; i++)
		call.arguments[call.n_arguments++] = job->arguments[i].place.value;
	return goterm_value(filters_apply(job->render, &call, argument(job, 0).place.value));
}

/* The same where the text comes last. */
static struct goterm filtered_last(struct job *job)
{
	struct filters_call call = { .name = job->filter, .len = strlen(job->filter) };
	struct goterm last = argument(job, job->n ? job->n - 1 : 0);

	for (size_t i = 0; i + 1 < job->n && call.n_arguments < FILTERS_ARGUMENTS; i++)
		call.arguments[call.n_arguments++] = job->arguments[i].place.value;
	last.place.value = filters_apply(job->render, &call, last.place.value);
	return last;
}

static struct goterm passed(struct job *job)
{
	return argument(job, job->n ? job->n - 1 : 0);
}

static struct goterm markdown(struct job *job)
{
	struct goterm term = passed(job);

	term.is_markdown = true;
	return term;
}

static struct goterm highlight(struct job *job)
{
	const char *code = text(job, 0);
	size_t len = strlen(code);
	struct str fence = { 0 };

	str_trim(&code, &len);
	str_format(&fence, "````%s\n%.*s\n````", text(job, 1), (int)len, code);
	struct goterm term = goterm_text(job->render, str_bytes(&fence));

	str_release(&fence);
	term.is_markdown = true;
	return term;
}

static struct goterm nothing(struct job *job)
{
	(void)job;
	return goterm_value(NULL);
}

static struct goterm reference(struct job *job)
{
	char *url = targets_of(job->render->shared->input, text(job, job->n ? job->n - 1 : 0));
	struct goterm term = url ? goterm_text(job->render, url) : goterm_unknown();

	free(url);
	return term;
}

static struct goterm element(struct job *job)
{
	struct goterm term = argument(job, 0);

	for (size_t i = 1; i < job->n; i++) {
		const char *key = text(job, i);

		if (!term.place.value)
			return goterm_value(NULL);
		lookup_step(job->render, key, strlen(key), &term.place);
		if (term.place.kind == LOOKUP_UNKNOWN)
			return goterm_value(NULL);
	}
	return term;
}

static struct goterm counted(struct job *job)
{
	struct goterm term = argument(job, 0);

	if (!term.place.value)
		return goterm_text(job->render, "0");
	lookup_step(job->render, "size", 4, &term.place);
	return term;
}

static struct value *new_list(struct job *job, enum value_kind kind)
{
	return render_new(job->render, kind);
}

static void add_copy(struct job *job, struct value *list, const struct value *value)
{
	if (value)
		value_add(list, lookup_copy(job->render, value));
}

static struct goterm slice(struct job *job)
{
	struct value *list = new_list(job, VALUE_LIST);

	for (size_t i = 0; i < job->n; i++)
		add_copy(job, list, argument(job, i).place.value);
	return goterm_value(list);
}

static struct goterm dict(struct job *job)
{
	struct value *map = new_list(job, VALUE_MAP);

	for (size_t i = 0; i + 1 < job->n; i += 2) {
		const char *key = text(job, i);

		if (!job->arguments[i + 1].place.value)
			continue;
		add_copy(job, map, job->arguments[i + 1].place.value);
		value_set_key(&job->render->shared->values, map->last, key, strlen(key));
	}
	return goterm_value(map);
}

/* seq 3, seq 2 5 */
static struct goterm sequence(struct job *job)
{
	if (job->n > 2)
		return goterm_unknown();
	return goterm_value(expression_numbers(job->render, job->n > 1 ? number(job, 0) : 1,
					       number(job, job->n > 1)));
}

static struct goterm is_in(struct job *job)
{
	return truth(job,
		     expression_contains(job->render, argument(job, 0).place.value, text(job, 1)));
}

static struct goterm starts(struct job *job)
{
	return truth(job,
		     (*job->filter == '^' ? str_starts : str_ends)(text(job, 0), text(job, 1)));
}

/* trim TEXT SET, and the same at one end */
static struct goterm trimmed(struct job *job)
{
	const char *at = text(job, 0), *set = job->n > 1 ? text(job, 1) : " \t\r\n";
	size_t len = strlen(at);

	while (len && *job->filter != '>' && strchr(set, *at)) {
		at++;
		len--;
	}
	while (len && *job->filter != '<' && strchr(set, at[len - 1]))
		len--;
	return goterm_value(render_value(job->render, at, len));
}

static struct goterm site(struct job *job)
{
	(void)job;
	return (struct goterm){ .place = { LOOKUP_SITE, NULL, NULL } };
}

static const struct {
	const char *name;
	struct goterm (*apply)(struct job *job);
	const char *filter;
} functions[] = {
	{ "default", otherwise, "" },
	{ "cond", choose, "" },
	{ "printf", print, "f" },
	{ "print", print, "p" },
	{ "println", print, "p" },
	{ "warnf", nothing, "" },
	{ "errorf", nothing, "" },
	{ "eq", equal, "=" },
	{ "ne", equal, "!" },
	{ "lt", compared, "<" },
	{ "le", compared, "<=" },
	{ "gt", compared, ">" },
	{ "ge", compared, ">=" },
	{ "and", joined, "&" },
	{ "or", joined, "|" },
	{ "not", negated, "" },
	{ "add", arithmetic, "+" },
	{ "sub", arithmetic, "-" },
	{ "mul", arithmetic, "*" },
	{ "div", arithmetic, "/" },
	{ "mod", arithmetic, "%" },
	{ "upper", filtered, "upcase" },
	{ "ToUpper", filtered, "upcase" },
	{ "lower", filtered, "downcase" },
	{ "ToLower", filtered, "downcase" },
	{ "title", filtered, "title" },
	{ "Title", filtered, "title" },
	{ "humanize", filtered, "capitalize" },
	{ "urlize", filtered, "slugify" },
	{ "anchorize", filtered, "slugify" },
	{ "plainify", filtered, "strip_html" },
	{ "replace", filtered, "replace" },
	{ "Replace", filtered, "replace" },
	{ "split", filtered, "split" },
	{ "Split", filtered, "split" },
	{ "delimit", filtered, "join" },
	{ "sort", filtered, "sort" },
	{ "truncate", filtered_last, "truncate" },
	{ "relURL", filtered, "relative_url" },
	{ "relLangURL", filtered, "relative_url" },
	{ "absURL", filtered, "absolute_url" },
	{ "absLangURL", filtered, "absolute_url" },
	{ "ref", reference, "" },
	{ "relref", reference, "" },
	{ "markdownify", markdown, "" },
	{ "RenderString", markdown, "" },
	{ "highlight", highlight, "" },
	{ "safeHTML", passed, "" },
	{ "safeHTMLAttr", passed, "" },
	{ "safeURL", passed, "" },
	{ "safeCSS", passed, "" },
	{ "safeJS", passed, "" },
	{ "htmlEscape", passed, "" },
	{ "htmlUnescape", passed, "" },
	{ "emojify", passed, "" },
	{ "string", passed, "" },
	{ "int", passed, "" },
	{ "float", passed, "" },
	{ "trim", trimmed, "" },
	{ "Trim", trimmed, "" },
	{ "TrimSpace", trimmed, "" },
	{ "chomp", trimmed, ">" },
	{ "TrimLeft", trimmed, "<" },
	{ "TrimRight", trimmed, ">" },
	{ "hasPrefix", starts, "^" },
	{ "HasPrefix", starts, "^" },
	{ "hasSuffix", starts, "$" },
	{ "HasSuffix", starts, "$" },
	{ "in", is_in, "" },
	{ "Contains", is_in, "" },
	{ "isset", is_in, "" },
	{ "len", counted, "" },
	{ "index", element, "" },
	{ "slice", slice, "" },
	{ "dict", dict, "" },
	{ "seq", sequence, "" },
	{ "site", site, "" },
};

struct goterm goterm_call(struct render *render, const char *name, size_t len,
			  const struct goterm *arguments, size_t n_arguments)
{
	const char *dot = memrchr(name, '.', len);
	struct job job = { .render = render, .arguments = arguments, .n = n_arguments };

	if (dot) {
		len -= (size_t)(dot + 1 - name);
		name = dot + 1;
	}
	for (size_t i = 0; i < n_arguments; i++) {
		/* What one function needs and cannot be known leaves its result unknown. */
		if (!goterm_is_known(&arguments[i]))
			return goterm_unknown();
	}
	for (size_t i = 0; i < sizeof(functions) / sizeof(functions[0]); i++) {
		if (strlen(functions[i].name) != len || strncmp(functions[i].name, name, len) != 0)
			continue;
		job.filter = functions[i].filter;
		return functions[i].apply(&job);
	}
	return goterm_unknown();
}
