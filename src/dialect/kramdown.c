/* SPDX-License-Identifier: MIT */
#include "dialect/kramdown.h"

#include <ctype.h>
#include <string.h>

#include "template/untouched.h"

enum { LONGEST = 512 };

struct stripper {
	const char *text;
	size_t len, at, done;
	struct str *out;
	size_t line, words,
		end; /* of the line that was asked for last; `words`: behind its blanks */
	bool has_line;
	bool has_no_close; /* no {::comment} closes any more */
};

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Behind the '}' of a list that opens at `at`; 0 where it does not close soon. */
static size_t list_end(const struct stripper *s, size_t at)
{
	size_t end = at + 2;
	char quote = '\0';

	for (; end < s->len && end - at < LONGEST; end++) {
		char c = s->text[end];

		if (quote)
			quote = c == quote ? '\0' : quote;
		else if (c == '"' || c == '\'')
			quote = c;
		else if (c == '}')
			return end + 1;
		else if (c == '{' || (c == '\n' && end + 1 < s->len && s->text[end + 1] == '\n'))
			return 0;
	}
	return 0;
}

/* Whether it says something of classes, ids or attributes, as Elixir's {:ok, x} does not. */
static bool is_attributes(const struct stripper *s, size_t at, size_t end)
{
	size_t first = at + 2;

	if (s->text[first] == ':' || s->text[first] == '/')
		return true;
	while (first < end && isspace((unsigned char)s->text[first]))
		first++;
	if (strchr(".#", s->text[first]))
		return isalpha((unsigned char)s->text[first + 1]) || s->text[first + 1] == '_';
	return memchr(s->text + first, '=', end - first) &&
	       !memchr(s->text + first, ',', end - first);
}

static size_t line_end(const struct stripper *s, size_t at)
{
	const char *newline = memchr(s->text + at, '\n', s->len - at);

	return newline ? (size_t)(newline - s->text) : s->len;
}

/* A long line is looked through once, however many lists it has. */
static void find_line(struct stripper *s, size_t at)
{
	const char *newline;

	if (s->has_line && s->line <= at && at <= s->end)
		return;
	newline = at > 0 ? memrchr(s->text, '\n', at) : NULL;
	s->has_line = true;
	s->line = newline ? (size_t)(newline + 1 - s->text) : 0;
	s->end = line_end(s, at);
	for (s->words = s->line; s->words < s->end; s->words++) {
		if (!blank(s->text[s->words]) && s->text[s->words] != '>')
			break;
	}
}

/* Whether only blanks stand from there to the end of the line. */
static bool ends_line(const struct stripper *s, size_t at)
{
	while (at < s->len && (blank(s->text[at]) || s->text[at] == '>'))
		at++;
	return at == s->len || s->text[at] == '\n';
}

/* Adds what stands before `to` and goes on behind `behind`. */
static void cut(struct stripper *s, size_t to, size_t behind)
{
	if (to > s->done)
		str_add(s->out, s->text + s->done, to - s->done);
	s->done = behind > s->done ? behind : s->done;
	s->at = s->done;
}

/* The item of a list that only holds the place of a table of contents. */
static size_t toc_item(const struct stripper *s, size_t line)
{
	const char *newline = line > 1 ? memrchr(s->text, '\n', line - 1) : NULL;
	size_t above = newline ? (size_t)(newline + 1 - s->text) : 0, at = above;

	while (at < line && blank(s->text[at]))
		at++;
	return at < line && (strchr("-*+", s->text[at]) || isdigit((unsigned char)s->text[at]))
		       ? above
		       : line;
}

/* A list that has a line for itself. */
static void strip_block(struct stripper *s, size_t at, size_t end, size_t line)
{
	size_t next = line_end(s, end);
	const char *inside = s->text + at + 2;

	while (blank(*inside))
		inside++;
	if (strncmp(inside, "toc", 3) == 0)
		line = toc_item(s, line);
	if (strncmp(inside, ":comment", 8) == 0) {
		const char *close = s->has_no_close ? NULL
						    : memmem(s->text + end, s->len - end, "{:/", 3);

		s->has_no_close = !close;
		end = close ? (size_t)(close - s->text) : end;
		next = line_end(s, end);
	}
	cut(s, line, next + (next < s->len));
}

/* {: #id …} behind a heading's words stays as {#id}. */
static void keep_id(struct stripper *s, size_t at, size_t end, size_t line)
{
	const char *hash = memchr(s->text + at, '#', end - at);
	size_t n = 1;

	if (s->text[line] != '#' || !hash || hash[-1] == '"' || hash[-1] == '=')
		return;
	while (hash + n < s->text + end &&
	       (isalnum((unsigned char)hash[n]) || strchr("-_:.", hash[n])))
		n++;
	str_text(s->out, " {");
	str_add(s->out, hash, n);
	str_byte(s->out, '}');
}

static void strip_one(struct stripper *s, size_t at)
{
	size_t end = list_end(s, at), line, before = at;
	bool is_last = end && ends_line(s, end);

	s->at = at + 2;
	if (!end)
		return;
	find_line(s, at);
	line = s->line;
	if (s->words == at && is_last && !memchr(s->text + at, ',', end - at)) {
		strip_block(s, at, end, line);
		return;
	}
	if (!is_attributes(s, at, end))
		return;
	while (before > line && blank(s->text[before - 1]))
		before--;
	if (is_last) {
		cut(s, before, end);
		keep_id(s, at, end, line);
	} else if (at == before || !strchr("-*+>", s->text[before - 1])) {
		if (at > line && strchr(")*_`]>\"}", s->text[at - 1]))
			cut(s, at, end);
		else if (s->text[at + 2] == ':' || s->text[at + 2] == '/')
			cut(s, at, end);
	} else {
		cut(s, at, end); /* - {:.class} item */
	}
}

bool kramdown_strip(const char *text, size_t len, struct str *out)
{
	struct stripper s = { .text = text, .len = len, .out = out };
	struct untouched code;

	if (!memchr(text, '{', len) || !memmem(text, len, "{:", 2))
		return false;
	untouched_find(text, len, false, &code);
	while (s.at < len) {
		const char *brace = memmem(text + s.at, len - s.at, "{:", 2);
		const struct untouched_run *run;

		if (!brace)
			break;
		s.at = (size_t)(brace - text);
		run = untouched_at(&code, s.at);
		if (run && run->start <= s.at)
			s.at = run->end;
		else
			strip_one(&s, s.at);
	}
	cut(&s, len, len);
	untouched_release(&code);
	return true;
}
