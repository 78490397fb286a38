/* SPDX-License-Identifier: MIT */
#include "template/shortcode.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/path.h"
#include "base/str.h"
#include "template/embeds.h"
#include "template/expression.h"
#include "template/gotemplate.h"
#include "template/targets.h"

struct shortcode {
	const char *name;
	size_t name_len;
	const char *args, *end;
	bool is_closing; /* {{< /name >}} */
	bool is_whole;   /* {{< name />}} */
};

enum {
	FAR = 4096,         /* bytes in which a shortcode's mark must close */
	BYTES_A_STEP = 256, /* that are gone through for an end */
};

/* Where the mark that closes stands, or NULL. */
static const char *find_close(const struct render *render, const char *from)
{
	const char *end = render->end - from > FAR ? from + FAR : render->end;
	char mark = from[-1] == '<' ? '>' : '%', quote = '\0';

	for (const char *at = from; at + 2 < end; at++) {
		if (quote && *at == quote)
			quote = '\0';
		else if (!quote && (*at == '"' || *at == '`'))
			quote = *at;
		else if (!quote && at[0] == mark && at[1] == '}' && at[2] == '}')
			return at;
	}
	for (const char *at = from; at + 2 < end && *at != '\n'; at++) {
		if (at[0] == mark && at[1] == '}' && at[2] == '}')
			return at;
	}
	return NULL;
}

static bool read(const struct render *render, const char *at, struct shortcode *code,
		 const char **behind)
{
	const char *text, *close;

	if (render->end - at < 6 || at[0] != '{' || at[1] != '{' || !strchr("<%", at[2]))
		return false;
	close = find_close(render, at + 3);
	if (!close)
		return false;
	*behind = close + 3;
	for (text = at + 3; text < close && isspace((unsigned char)*text); text++)
		;
	while (close > text && isspace((unsigned char)close[-1]))
		close--;
	*code = (struct shortcode){ .is_closing = text < close && *text == '/' && text[1] != '*',
				    .is_whole = close > text && close[-1] == '/' };
	text += code->is_closing;
	close -= code->is_whole && !code->is_closing && close > text;
	while (text < close && isspace((unsigned char)*text))
		text++;
	code->name = text;
	while (text < close && !isspace((unsigned char)*text))
		text++;
	code->name_len = (size_t)(text - code->name);
	code->args = text;
	code->end = close;
	return true;
}

static bool is(const struct shortcode *code, const char *name)
{
	return strlen(name) == code->name_len && strncmp(code->name, name, code->name_len) == 0;
}

/* Whether {{< /name begins there: most others need no reading. */
static bool may_close(const struct render *render, const char *at, const struct shortcode *code)
{
	if (render->end - at < 3 || !strchr("<%", at[2]))
		return false;
	for (at += 3; at < render->end && isspace((unsigned char)*at); at++)
		;
	if (at == render->end || *at++ != '/')
		return false;
	while (at < render->end && isspace((unsigned char)*at))
		at++;
	return (size_t)(render->end - at) > code->name_len &&
	       memcmp(at, code->name, code->name_len) == 0;
}

/* Behind {{< /name >}}, which *at goes to; NULL where that is missing. */
static const char *find_end(struct render *render, const struct shortcode *code, const char **at)
{
	struct shortcode other;
	const char *behind;

	for (*at = render->at; (*at = memmem(*at, (size_t)(render->end - *at), "{{", 2));
	     *at += 2) {
		if (!may_close(render, *at, code))
			continue;
		if (read(render, *at, &other, &behind) && other.is_closing &&
		    other.name_len == code->name_len)
			return behind;
		render_steps(render, FAR / BYTES_A_STEP);
	}
	return NULL;
}

/* The text up to the end, which is taken in; NULL where that is missing. */
static const char *take_inner(struct render *render, const struct shortcode *code, size_t *len)
{
	const char *start = render->at, *at, *behind = find_end(render, code, &at);

	render_steps(render, (size_t)((behind ? behind : render->end) - start) / BYTES_A_STEP);
	if (!behind)
		return NULL;
	*len = (size_t)(at - start);
	render->at = behind;
	return start;
}

/* With a comment's marks inside of its own it is shown as it is, without them. */
static void shown(struct render *render, const char *start, const char *behind)
{
	const char *open = memmem(start, (size_t)(behind - start), "/*", 2);
	const char *close = memmem(start, (size_t)(behind - start), "*/", 2);

	if (!open || !close || close < open + 2 || render->is_dead)
		return;
	str_format(render->out, "`{{%c%.*s%c}}`", start[2], (int)(close - open - 2), open + 2,
		   start[2] == '<' ? '>' : '%');
}

static char *first_text(const struct shortcode *code, const char *names)
{
	const char *at = code->args;
	struct expression_argument argument;
	char *first = NULL;

	while (expression_argument(&at, code->end, &argument)) {
		bool is_named = argument.name_len && strlen(names) == argument.name_len &&
				strncmp(names, argument.name, argument.name_len) == 0;

		if (is_named || (!argument.name_len && !first)) {
			free(first);
			first = mem_copy(argument.value ? argument.value : "", argument.value_len);
		}
	}
	return first;
}

static void reference(struct render *render, const struct shortcode *code)
{
	char *path = first_text(code, "path");
	char *url = path ? targets_of(render->shared->input, path) : NULL;

	if (url)
		render_add(render, url);
	else if (path && *path == '#')
		render_add(render, path);
	else if (path && *path == '/')
		render_add(render, path);
	else
		render_placeholder(render, path ? path : "ref", path ? strlen(path) : 3);
	free(url);
	free(path);
}

static void highlight(struct render *render, const struct shortcode *code)
{
	char *language = first_text(code, "lang");
	size_t len;
	const char *inner = take_inner(render, code, &len);

	if (inner)
		embeds_code(render, language ? language : "", language ? strlen(language) : 0,
			    inner, len);
	free(language);
}

static void parameter(struct render *render, const struct shortcode *code)
{
	char *name = first_text(code, "name");
	struct str path = { 0 };
	const struct value *value;

	str_format(&path, "page.%s | default: site.Params.%s", name ? name : "x",
		   name ? name : "x");
	value = expression_value(render, str_bytes(&path), path.len);
	if (value && value->kind == VALUE_TEXT)
		render_add(render, value->text);
	else
		render_placeholder(render, name ? name : "param", name ? strlen(name) : 5);
	str_release(&path);
	free(name);
}

/* A summary in front of what is folded away. */
static void details(struct render *render, const struct shortcode *code)
{
	char *summary = first_text(code, "summary");

	if (summary && *summary)
		str_format(render->out, render->is_html ? "<strong>%s</strong>\n" : "**%s**\n",
			   summary);
	free(summary);
}

static void comment(struct render *render, const struct shortcode *code)
{
	size_t len;

	take_inner(render, code, &len);
}

static const struct {
	const char *name;
	void (*run)(struct render *render, const struct shortcode *code);
} shortcodes[] = {
	{ "ref", reference },   { "relref", reference }, { "highlight", highlight },
	{ "param", parameter }, { "details", details },  { "comment", comment },
};

static bool has_end(struct render *render, const struct shortcode *code)
{
	struct render ahead = *render;
	size_t len;

	return take_inner(&ahead, code, &len) != NULL;
}

/* What stands between the call and its end, resolved, to be released; false where it has no end. */
static bool take_resolved(struct render *render, const struct shortcode *code, struct str *inner)
{
	struct str *out = render->out;
	size_t len;
	const char *text = code->is_whole ? NULL : take_inner(render, code, &len);

	if (!text)
		return false;
	render->out = inner;
	render_text(render, text, len, render->is_html);
	render->out = out;
	return true;
}

/* By the site's own template; false where it has none, or one that needs more than is known. */
static bool own(struct render *render, const struct shortcode *code)
{
	struct gotemplate_call call = { code->name, code->name_len, code->args, code->end, NULL };
	size_t unresolved = render->shared->unresolved;
	const char *at = render->at;
	struct str inner = { 0 };
	bool is_done;

	if (!gotemplate_has(render, code->name, code->name_len))
		return false;
	if (take_resolved(render, code, &inner))
		call.inner = str_bytes(&inner);
	is_done = gotemplate_run(render, &call);
	if (!is_done) {
		render->at = at;
		render->shared->unresolved = unresolved;
	}
	str_release(&inner);
	return is_done;
}

static bool remark(struct render *render, const struct shortcode *code)
{
	struct str inner = { 0 };
	bool is_remark = embeds_is_remark(code->name, code->name_len) &&
			 take_resolved(render, code, &inner);

	if (is_remark)
		embeds_remark(render, code->name, code->name_len, code->args, code->end,
			      str_bytes(&inner));
	str_release(&inner);
	return is_remark;
}

static bool built_in(struct render *render, const struct shortcode *code)
{
	for (size_t i = 0; i < sizeof(shortcodes) / sizeof(shortcodes[0]); i++) {
		if (is(code, shortcodes[i].name)) {
			shortcodes[i].run(render, code);
			return true;
		}
	}
	return embeds_call(render, code->name, code->name_len, code->args, code->end);
}

/* What no template explains keeps its inner text. */
static void run(struct render *render, const struct shortcode *code)
{
	if (own(render, code) || built_in(render, code) || remark(render, code) ||
	    (!code->is_whole && has_end(render, code)))
		return;
	embeds_unknown(render, code->name, code->name_len, code->args, code->end);
}

bool shortcode_run(struct render *render)
{
	const char *start = render->at, *behind;
	struct shortcode code;

	if (!read(render, start, &code, &behind))
		return false;
	render->at = behind;
	if (code.name_len >= 2 && strncmp(code.name, "/*", 2) == 0)
		shown(render, start, behind);
	else if (!code.is_closing && !render->is_dead)
		run(render, &code);
	return true;
}
