/* SPDX-License-Identifier: MIT */
#include "dialect/myst.h"

#include <ctype.h>
#include <string.h>

#include "dialect/rst.h"
#include "post/linewise.h"

enum { DEEPEST = 8 };

/* A fence whose info is {name} argument. */
struct directive {
	const char *name, *argument;
	size_t name_len, argument_len;
	const char *alt; /* of its options; NULL where absent */
	size_t alt_len;
	const char *content;
	size_t len;
	char mark;
	size_t n_marks;
	struct str *out;
	int depth;
};

static void flatten(const char *text, size_t len, struct str *out, int depth);

static size_t count(const char *text, size_t len, char mark)
{
	size_t n = 0;

	while (n < len && text[n] == mark)
		n++;
	return n;
}

/* The line without the blanks in front. */
static void trim(const struct linewise_line *row, const char **text, size_t *len)
{
	*text = row->text;
	*len = row->len;
	str_trim(text, len);
}

static bool opens(const struct linewise_line *row, struct directive *directive)
{
	const char *text, *close;
	size_t len, n;

	trim(row, &text, &len);
	if (len < 5 || !strchr("`:", *text))
		return false;
	n = count(text, len, *text);
	if (n < 3 || n == len || text[n] != '{')
		return false;
	close = memchr(text + n, '}', len - n);
	if (!close || close == text + n + 1)
		return false;
	directive->mark = *text;
	directive->n_marks = n;
	directive->name = text + n + 1;
	directive->name_len = (size_t)(close - directive->name);
	directive->argument = close + 1;
	directive->argument_len = len - (size_t)(close + 1 - text);
	str_trim(&directive->argument, &directive->argument_len);
	return true;
}

static bool closes(const struct linewise_line *row, const struct directive *directive)
{
	const char *text;
	size_t len;

	trim(row, &text, &len);
	return len >= directive->n_marks && count(text, len, directive->mark) == len;
}

/* An option of a directive ":alt: words"; a line of "---" stands around others. */
static bool is_option(const struct linewise_line *row, struct directive *directive)
{
	const char *text;
	size_t len;

	trim(row, &text, &len);
	if (len > 5 && memcmp(text, ":alt:", 5) == 0) {
		directive->alt = text + 5;
		directive->alt_len = len - 5;
		str_trim(&directive->alt, &directive->alt_len);
	}
	return len > 2 && *text == ':' && isalpha((unsigned char)text[1]) &&
	       memchr(text + 1, ':', len - 1);
}

/* Takes the lines up to the one that closes the fence; the options in front are no content. */
static void take_content(struct linewise *rows, struct directive *directive)
{
	struct linewise_line row;
	bool has_options = directive->mark == '`' || directive->name_len;

	directive->content = rows->bytes + rows->at;
	while (linewise_next(rows, &row)) {
		if (closes(&row, directive)) {
			directive->len = (size_t)(row.text - directive->content);
			return;
		}
		has_options = has_options && is_option(&row, directive);
		if (has_options)
			directive->content = rows->bytes + rows->at;
	}
	directive->len = (size_t)(rows->bytes + rows->at - directive->content);
}

static void as_rst(const struct directive *directive)
{
	str_byte(directive->out, '\n');
	rst_to_markdown(directive->content, directive->len, directive->out);
}

static void as_words(const struct directive *directive)
{
	str_byte(directive->out, '\n');
	flatten(directive->content, directive->len, directive->out, directive->depth + 1);
	str_byte(directive->out, '\n');
}

static void as_image(const struct directive *directive)
{
	str_format(directive->out, "\n![%.*s](%.*s)\n", (int)directive->alt_len,
		   directive->alt ? directive->alt : "", (int)directive->argument_len,
		   directive->argument);
	as_words(directive);
}

static void as_code(const struct directive *directive)
{
	bool has_newline = directive->len && directive->content[directive->len - 1] == '\n';

	str_format(directive->out, "\n````%.*s\n%.*s%s````\n", (int)directive->argument_len,
		   directive->argument, (int)directive->len, directive->content,
		   has_newline ? "" : "\n");
}

/* As an admonition that is written with colons. */
static void as_note(const struct directive *directive)
{
	bool has_title = directive->name_len == 10; /* admonition */

	str_format(directive->out, "\n::::%.*s %.*s\n", (int)(has_title ? 4 : directive->name_len),
		   has_title ? "note" : directive->name, (int)directive->argument_len,
		   directive->argument);
	as_words(directive);
	str_text(directive->out, "::::\n");
}

static void as_nothing(const struct directive *directive)
{
	(void)directive;
}

static const struct {
	const char *name;
	void (*add)(const struct directive *directive);
} directives[] = {
	{ "eval-rst", as_rst },     { "image", as_image },
	{ "figure", as_image },     { "code-block", as_code },
	{ "code", as_code },        { "sourcecode", as_code },
	{ "note", as_note },        { "warning", as_note },
	{ "tip", as_note },         { "important", as_note },
	{ "caution", as_note },     { "danger", as_note },
	{ "hint", as_note },        { "attention", as_note },
	{ "error", as_note },       { "admonition", as_note },
	{ "seealso", as_note },     { "toctree", as_nothing },
	{ "contents", as_nothing }, { "datatemplate", as_nothing },
	{ "post", as_nothing },     { "postlist", as_nothing },
	{ "include", as_nothing },
};

static void run(const struct directive *directive)
{
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		if (strlen(directives[i].name) == directive->name_len &&
		    memcmp(directives[i].name, directive->name, directive->name_len) == 0) {
			directives[i].add(directive);
			return;
		}
	}
	as_words(directive);
}

/* {doc}`words <target>` becomes its words; behind it, or NULL where there is no role. */
static const char *role(const char *at, const char *end, struct str *out)
{
	size_t n = 1, len;
	const char *close, *angle;

	while (at + n < end && (isalnum((unsigned char)at[n]) || strchr("-:_.", at[n])))
		n++;
	if (n < 2 || end - at < (ptrdiff_t)n + 3 || at[n] != '}' || at[n + 1] != '`')
		return NULL;
	at += n + 2;
	close = memchr(at, '`', (size_t)(end - at));
	if (!close)
		return NULL;
	angle = close > at && close[-1] == '>' ? memchr(at, '<', (size_t)(close - at)) : NULL;
	len = (size_t)((angle && angle > at ? angle : close) - at);
	str_trim(&at, &len);
	str_add(out, at, len);
	return close + 1;
}

static void add_line(const struct linewise_line *row, struct str *out)
{
	const char *at = row->text, *end = at + row->len;

	while (at < end) {
		const char *behind = *at == '{' ? role(at, end, out) : NULL;

		if (!behind)
			str_byte(out, *at);
		at = behind ? behind : at + 1;
	}
}

static void flatten(const char *text, size_t len, struct str *out, int depth)
{
	struct linewise rows = { text, len, 0, 1 };
	struct linewise_line row;
	char mark = '\0'; /* of the code that is open */
	size_t n = 0;

	while (linewise_next(&rows, &row)) {
		struct directive directive = { .out = out, .depth = depth };
		size_t marks = row.len && strchr("`~", *row.text)
				       ? count(row.text, row.len, *row.text)
				       : 0;

		if (!mark && depth < DEEPEST && opens(&row, &directive)) {
			take_content(&rows, &directive);
			run(&directive);
			continue;
		}
		if (mark)
			str_add(out, row.text, row.len);
		else
			add_line(&row, out);
		str_add(out, "\n", rows.at > 0 && rows.bytes[rows.at - 1] == '\n');
		if (!mark && marks >= 3) {
			mark = *row.text;
			n = marks;
		} else if (mark && marks >= n && marks == row.len && *row.text == mark) {
			mark = '\0';
		}
	}
}

bool myst_flatten(const char *text, size_t len, struct str *out)
{
	if (!memmem(text, len, "`{", 2) && !memmem(text, len, ":{", 2) &&
	    !memmem(text, len, "}`", 2))
		return false;
	flatten(text, len, out, 0);
	str_text(out, "");
	return true;
}
