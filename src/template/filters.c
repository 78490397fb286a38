/* SPDX-License-Identifier: MIT */
#include "template/filters.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "post/dates.h"
#include "settings/permalink.h"
#include "template/expression.h"
#include "template/lookup.h"
#include "template/markdownify.h"
#include "text/url.h"

enum { BYTES_A_STEP = 1024 };

struct job {
	struct render *render;
	const struct filters_call *call;
	const struct value *value; /* not NULL */
	const char *text;          /* of the value */
	struct str out;            /* what becomes the result, where the filter gives NULL */
};

static const char *argument(const struct job *job, size_t i)
{
	return i < job->call->n_arguments ? expression_text(job->render, job->call->arguments[i])
					  : "";
}

static double number(const char *text)
{
	double number;

	expression_number(text, &number);
	return number;
}

static const struct value *in_case(struct job *job)
{
	bool is_up = *job->call->name == 'u', is_first = strchr("ct", *job->call->name) != NULL;

	for (const char *at = job->text; *at; at++) {
		unsigned char c = (unsigned char)*at;
		bool is_start = at == job->text || (*job->call->name == 't' && at[-1] == ' ');

		str_byte(&job->out, (char)(is_up || (is_first && is_start) ? toupper(c)
					   : is_first                      ? c
									   : tolower(c)));
	}
	return NULL;
}

static const struct value *trimmed(struct job *job)
{
	const char *text = job->text;
	size_t len = strlen(text);

	str_trim(&text, &len);
	str_add(&job->out, text, len);
	return NULL;
}

static const struct value *escaped(struct job *job)
{
	for (const char *at = job->text; *at; at++) {
		if (*at == '<')
			str_text(&job->out, "&lt;");
		else if (*at == '>')
			str_text(&job->out, "&gt;");
		else if (*at == '"')
			str_text(&job->out, "&quot;");
		else if (*at == '&' && !str_starts(at, "&amp;") && !str_starts(at, "&#"))
			str_text(&job->out, "&amp;");
		else
			str_byte(&job->out, *at);
	}
	return NULL;
}

static const struct value *without_tags(struct job *job)
{
	const char *last = strrchr(job->text, '>');

	for (const char *at = job->text; *at; at++) {
		if (*at == '<' && last && at < last)
			at = strchr(at, '>');
		else
			str_byte(&job->out, *at);
	}
	return NULL;
}

static const struct value *markdown(struct job *job)
{
	markdownify_add(&job->out, job->text);
	return NULL;
}

static const struct value *newlines(struct job *job)
{
	bool is_kept = *job->call->name == 'n';

	for (const char *at = job->text; *at; at++) {
		if (*at != '\n')
			str_byte(&job->out, *at);
		else if (is_kept)
			str_text(&job->out, "<br>\n");
	}
	return NULL;
}

/* replace, replace_first, remove, remove_first */
static const struct value *replaced(struct job *job)
{
	const char *from = argument(job, 0);
	const char *to = strncmp(job->call->name, "remove", 6) == 0 ? "" : argument(job, 1);
	bool is_once = job->call->len > 7;
	const char *at = job->text, *next;

	while (*from && job->out.len <= RENDER_TEXT && (next = strstr(at, from))) {
		str_add(&job->out, at, (size_t)(next - at));
		str_text(&job->out, to);
		at = next + strlen(from);
		if (is_once)
			break;
	}
	str_text(&job->out, at);
	return NULL;
}

static const struct value *appended(struct job *job)
{
	str_format(&job->out, "%s%s", job->text, argument(job, 0));
	return NULL;
}

static const struct value *prepended(struct job *job)
{
	str_format(&job->out, "%s%s", argument(job, 0), job->text);
	return NULL;
}

static const struct value *slug(struct job *job)
{
	permalink_slug(job->text, false, &job->out);
	return NULL;
}

static const struct value *encoded(struct job *job)
{
	char *text = url_encode(job->text, *job->call->name == 'e' ? ":/?#[]@!$&'()*+,;=%" : "");

	str_text(&job->out, text);
	free(text);
	return NULL;
}

static const struct value *cut(struct job *job)
{
	double most = number(argument(job, 0));
	bool is_words = job->call->len > 8;
	const char *at = job->text;

	for (double n = 0; *at && n < (most > 0 ? most : is_words ? 15 : 50); n++) {
		size_t len = is_words ? strcspn(at, " ") + strspn(at + strcspn(at, " "), " ") : 1;

		while (str_is_inside(at[len]))
			len++;
		str_add(&job->out, at, len);
		at += len;
	}
	if (*at)
		str_text(&job->out, "…");
	return NULL;
}

/* The address or path of something of the site, as the site itself would write it. */
static void site_path(struct job *job, bool is_absolute)
{
	const struct settings *settings = job->render->shared->input->settings;
	const char *text = job->text;

	if (url_is_absolute(text) || str_starts(text, "//") || !settings) {
		str_text(&job->out, text);
		return;
	}
	if (is_absolute && settings->address)
		str_text(&job->out, settings->address);
	if (!str_starts(text, settings->base) || !*settings->base)
		str_text(&job->out, settings->base);
	if (*text != '/')
		str_byte(&job->out, '/');
	str_text(&job->out, text);
}

static const struct value *relative_url(struct job *job)
{
	site_path(job, false);
	return NULL;
}

static const struct value *absolute_url(struct job *job)
{
	site_path(job, true);
	return NULL;
}

static bool read_when(const char *text, struct when *when)
{
	if (str_equal(text, "now") || str_equal(text, "today")) {
		*when = (struct when){ true, true, clock_now(), 0 };
		return true;
	}
	return when_parse(text, NULL, when);
}

static const struct value *date(struct job *job)
{
	static const struct {
		const char *filter, *format;
	} formats[] = {
		{ "date_to_string", "%d %b %Y" },
		{ "date_to_long_string", "%d %B %Y" },
		{ "date_to_rfc822", "%a, %d %b %Y %H:%M:%S %z" },
		{ "date_to_xmlschema", "%Y-%m-%dT%H:%M:%S" },
	};
	const char *format = argument(job, 0);
	struct when when;

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		if (strlen(formats[i].filter) == job->call->len &&
		    strncmp(job->call->name, formats[i].filter, job->call->len) == 0)
			format = formats[i].format;
	}
	if (!strchr(format, '%') || !read_when(job->text, &when))
		return job->value;
	dates_format(&when, format, &job->out);
	return NULL;
}

static const struct value *arithmetic(struct job *job)
{
	double a = number(job->text), b = number(argument(job, 0)), result = a;
	const char *name = job->call->name;

	if (strncmp(name, "plus", 4) == 0)
		result = a + b;
	else if (strncmp(name, "minus", 5) == 0)
		result = a - b;
	else if (strncmp(name, "times", 5) == 0)
		result = a * b;
	else if (strncmp(name, "divided_by", 10) == 0)
		result = b != 0 ? a / b : 0;
	else if (strncmp(name, "modulo", 6) == 0)
		result = b != 0 ? a - b * (double)(long long)(a / b) : 0;
	if (strncmp(name, "divided_by", 10) == 0 && !strchr(argument(job, 0), '.') &&
	    !strchr(job->text, '.'))
		result = (double)(long long)result;
	str_format(&job->out, "%.12g", result);
	return NULL;
}

static struct value *new_list(struct job *job)
{
	return render_new(job->render, VALUE_LIST);
}

static const struct value *split(struct job *job)
{
	const char *between = argument(job, 0), *at = job->text;
	struct value *list = new_list(job);

	while (*between && *at && render_step(job->render)) {
		const char *next = strstr(at, between);
		size_t len = next ? (size_t)(next - at) : strlen(at);

		value_add(list, render_value(job->render, at, len));
		at = next ? next + strlen(between) : at + len;
	}
	return list;
}

static const struct value *join(struct job *job)
{
	const char *between = job->call->n_arguments ? argument(job, 0) : " ";

	for (const struct value *v = job->value->first; v && job->out.len <= RENDER_TEXT;
	     v = v->next) {
		if (v != job->value->first)
			str_text(&job->out, between);
		str_text(&job->out, v->text);
	}
	return job->value->kind == VALUE_LIST ? NULL : job->value;
}

static const struct value *element(struct job *job)
{
	struct lookup place = { LOOKUP_VALUE, job->value, NULL };
	bool is_count = *job->call->name == 's' || strncmp(job->call->name, "len", 3) == 0 ||
			*job->call->name == 'c';

	lookup_step(job->render, is_count ? "size" : job->call->name, is_count ? 4 : job->call->len,
		    &place);
	return lookup_value(&place);
}

/* The members of a list whose key has that value, or any where none is named. */
static const struct value *where(struct job *job)
{
	const char *key = argument(job, 0), *wanted = argument(job, 1);
	struct value *list = new_list(job);

	if (job->value->kind != VALUE_LIST && job->value->kind != VALUE_MAP)
		return job->value;
	for (const struct value *v = job->value->first; v && render_look(job->render);
	     v = v->next) {
		const char *text = value_text(v, key);

		if (!text || (job->call->n_arguments > 1 && !str_equal(text, wanted)))
			continue;
		value_add(list, lookup_copy(job->render, v));
	}
	return list;
}

static const struct value *mapped(struct job *job)
{
	struct value *list = new_list(job);

	for (const struct value *v = job->value->first; v && render_look(job->render);
	     v = v->next) {
		const struct value *one = value_find(v, argument(job, 0));

		if (one)
			value_add(list, lookup_copy(job->render, one));
	}
	return list;
}

static const struct value *reversed(struct job *job)
{
	struct value *list = new_list(job);

	for (const struct value *v = job->value->first; v && render_look(job->render);
	     v = v->next) {
		struct value *copy = lookup_copy(job->render, v);

		copy->next = list->first;
		list->first = copy;
		list->last = list->last ? list->last : copy;
	}
	return list;
}

struct sortable {
	const struct value *value;
	const char *key;
	size_t place; /* what is the same stays in its order */
};

static int by_key(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int order = expression_order(x->key, y->key);

	return order ? order : (x->place > y->place) - (x->place < y->place);
}

static int by_folded_key(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	int order = strcasecmp(x->key, y->key);

	return order ? order : (x->place > y->place) - (x->place < y->place);
}

static const struct value *sorted(struct job *job)
{
	struct value *list = new_list(job);
	struct sortable *all = NULL;
	size_t n = 0;

	for (const struct value *v = job->value->first; v && render_look(job->render);
	     v = v->next) {
		const char *key = job->call->n_arguments ? value_text(v, argument(job, 0))
							 : v->text;

		all = mem_grow(all, n, sizeof(*all));
		all[n] = (struct sortable){ v, key ? key : "", n };
		n++;
	}
	if (n)
		qsort(all, n, sizeof(*all), job->call->len > 4 ? by_folded_key : by_key);
	for (size_t i = 0; i < n; i++)
		value_add(list, lookup_copy(job->render, all[i].value));
	free(all);
	return list;
}

/* What needs running, or more than is here: its result cannot be known. */
static const struct value *unknown(struct job *job)
{
	(void)job;
	return NULL;
}

static const struct {
	const char *name;
	const struct value *(*apply)(struct job *job);
} filters[] = {
	{ "upcase", in_case },
	{ "upper", in_case },
	{ "downcase", in_case },
	{ "lower", in_case },
	{ "capitalize", in_case },
	{ "title", in_case },
	{ "strip", trimmed },
	{ "trim", trimmed },
	{ "lstrip", trimmed },
	{ "rstrip", trimmed },
	{ "escape", escaped },
	{ "escape_once", escaped },
	{ "xml_escape", escaped },
	{ "e", escaped },
	{ "strip_html", without_tags },
	{ "striptags", without_tags },
	{ "markdownify", markdown },
	{ "markdown", markdown },
	{ "strip_newlines", newlines },
	{ "newline_to_br", newlines },
	{ "nl2br", newlines },
	{ "replace", replaced },
	{ "replace_first", replaced },
	{ "remove", replaced },
	{ "remove_first", replaced },
	{ "append", appended },
	{ "prepend", prepended },
	{ "slugify", slug },
	{ "slug", slug },
	{ "url_encode", encoded },
	{ "urlencode", encoded },
	{ "cgi_escape", encoded },
	{ "encodeURI", encoded },
	{ "truncate", cut },
	{ "truncatewords", cut },
	{ "relative_url", relative_url },
	{ "url", relative_url },
	{ "absolute_url", absolute_url },
	{ "absoluteUrl", absolute_url },
	{ "date", date },
	{ "strftime", date },
	{ "date_to_string", date },
	{ "date_to_long_string", date },
	{ "date_to_rfc822", date },
	{ "date_to_xmlschema", date },
	{ "plus", arithmetic },
	{ "minus", arithmetic },
	{ "times", arithmetic },
	{ "divided_by", arithmetic },
	{ "modulo", arithmetic },
	{ "split", split },
	{ "join", join },
	{ "size", element },
	{ "length", element },
	{ "count", element },
	{ "first", element },
	{ "last", element },
	{ "where", where },
	{ "map", mapped },
	{ "reverse", reversed },
	{ "sort", sorted },
	{ "sort_natural", sorted },
	{ "where_exp", unknown },
	{ "group_by", unknown },
	{ "group_by_exp", unknown },
};

static bool is_default(const struct filters_call *call)
{
	return (call->len == 7 && strncmp(call->name, "default", 7) == 0) ||
	       (call->len == 1 && *call->name == 'd');
}

const struct value *filters_apply(struct render *render, const struct filters_call *call,
				  const struct value *value)
{
	struct job job = { .render = render, .call = call, .value = value };

	if (is_default(call))
		return expression_is_true(value) || !call->n_arguments ? value : call->arguments[0];
	if (!value)
		return NULL;
	job.text = expression_text(render, value);
	render_steps(render, strlen(job.text) / BYTES_A_STEP);
	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
		if (strlen(filters[i].name) != call->len ||
		    strncmp(filters[i].name, call->name, call->len) != 0)
			continue;
		const struct value *result = filters[i].apply(&job);

		if (!result && filters[i].apply != unknown && filters[i].apply != element)
			result = render_value(render, str_bytes(&job.out), job.out.len);
		str_release(&job.out);
		return result;
	}
	return value;
}
