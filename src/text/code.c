/* SPDX-License-Identifier: MIT */
#include "text/code.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

/* The byte behind the newline of the line that `at` is in. */
static size_t next_line(const char *text, size_t len, size_t at)
{
	const char *newline = memchr(text + at, '\n', len - at);

	return newline ? (size_t)(newline - text) + 1 : len;
}

static size_t skip_blanks(const char *text, size_t len, size_t at)
{
	while (at < len && (text[at] == ' ' || text[at] == '\t'))
		at++;
	return at;
}

static bool is_blank_line(const char *text, size_t len, size_t at)
{
	at = skip_blanks(text, len, at);
	return at == len || text[at] == '\n' || text[at] == '\r';
}

static size_t run_of(const char *text, size_t len, size_t at, char byte)
{
	size_t n = 0;

	while (at + n < len && text[at + n] == byte)
		n++;
	return n;
}

/* Each skip_ gives the end of the code that begins at `at`, or `at` where none does. */

static size_t skip_fence(const char *text, size_t len, size_t at)
{
	size_t first = skip_blanks(text, len, at), n, line;
	char mark;

	if (first == len || (text[first] != '`' && text[first] != '~'))
		return at;
	mark = text[first];
	n = run_of(text, len, first, mark);
	line = next_line(text, len, first);
	/* ```a``` is a span. */
	if (n < 3 || (mark == '`' && memchr(text + first + n, '`', line - first - n)))
		return at;
	while (line < len) {
		size_t start = skip_blanks(text, len, line);
		size_t closing = run_of(text, len, start, mark);

		line = next_line(text, len, line);
		if (closing >= n && is_blank_line(text, len, start + closing))
			break;
	}
	return line;
}

/* Columns of the blanks at the start of the line. */
static size_t indent_of(const char *text, size_t len, size_t at)
{
	size_t columns = 0;

	for (; at < len && (text[at] == ' ' || text[at] == '\t'); at++)
		columns += text[at] == '\t' ? 4 - columns % 4 : 1;
	return columns;
}

/* Whether the line is a list's item: what is indented below it may belong to the item. */
static bool is_item(const char *text, size_t len, size_t at)
{
	size_t n;

	at = skip_blanks(text, len, at);
	for (n = 0; at + n < len && text[at + n] >= '0' && text[at + n] <= '9'; n++)
		;
	at += n;
	return at + 1 < len && strchr(n > 0 ? ".)" : "-*+", text[at]) && text[at] &&
	       (text[at + 1] == ' ' || text[at + 1] == '\t');
}

/* HTML is often indented without being code. */
static bool is_indented(const char *text, size_t len, size_t at, size_t least)
{
	size_t first = skip_blanks(text, len, at);

	return indent_of(text, len, at) >= least && first < len && text[first] != '<' &&
	       !is_blank_line(text, len, at);
}

static size_t skip_indented(const char *text, size_t len, size_t at, size_t least)
{
	while (at < len && is_indented(text, len, at, least))
		at = next_line(text, len, at);
	return at;
}

static size_t paragraph_end(const char *text, size_t len, size_t at)
{
	do
		at = next_line(text, len, at);
	while (at < len && !is_blank_line(text, len, at));
	return at;
}

static size_t skip_span(const char *text, size_t len, size_t at)
{
	size_t n = run_of(text, len, at, '`'), end = paragraph_end(text, len, at);
	size_t i = at + n;

	while (i < end) {
		size_t closing = run_of(text, end, i, '`');

		if (closing == n)
			return i + n;
		i += closing ? closing : 1;
	}
	return at;
}

static bool starts_tag(const char *text, size_t len, size_t at, const char *tag)
{
	size_t n = strlen(tag);

	return at + n < len && strncasecmp(text + at, tag, n) == 0 &&
	       (text[at + n] == '>' || text[at + n] == ' ' || text[at + n] == '\n');
}

static size_t find_tag(const char *text, size_t len, size_t at, const char *tag)
{
	for (; at + strlen(tag) <= len; at++)
		if (text[at] == '<' && strncasecmp(text + at, tag, strlen(tag)) == 0)
			return at;
	return len;
}

static size_t skip_element(const char *text, size_t len, size_t at)
{
	if (starts_tag(text, len, at, "<pre"))
		return find_tag(text, len, at, "</pre");
	if (starts_tag(text, len, at, "<code"))
		return find_tag(text, len, at, "</code");
	return at;
}

static void add(struct code_ranges *ranges, size_t start, size_t end)
{
	ranges->items = mem_grow(ranges->items, ranges->n_items, sizeof(*ranges->items));
	ranges->items[ranges->n_items++] = (struct code_range){ start, end };
}

static size_t skip_inline(const char *text, size_t len, size_t at)
{
	if (text[at] == '`')
		return skip_span(text, len, at);
	return text[at] == '<' ? skip_element(text, len, at) : at;
}

/* The code spans and elements up to the end of the line in which the last of them ends. */
static size_t find_in_line(const char *text, size_t len, size_t at, struct code_ranges *ranges)
{
	while (at < len && text[at] != '\n') {
		size_t end = skip_inline(text, len, at);

		if (end > at)
			add(ranges, at, end);
		/* An unmatched run of backticks is passed whole. */
		if (end == at)
			end += text[at] == '`' ? run_of(text, len, at, '`') : 1;
		at = end;
	}
	return at < len ? at + 1 : len;
}

void code_find(const char *text, size_t len, struct code_ranges *ranges)
{
	enum { CODE_INDENT = 4, CODE_INDENT_IN_LIST = 8 };
	bool is_after_blank = true;
	size_t at = 0, least = CODE_INDENT;

	while (at < len) {
		size_t end = skip_fence(text, len, at);

		if (end == at && is_after_blank)
			end = skip_indented(text, len, at, least);
		if (end == at && is_item(text, len, at))
			least = CODE_INDENT_IN_LIST;
		else if (indent_of(text, len, at) == 0 && !is_blank_line(text, len, at))
			least = CODE_INDENT;
		is_after_blank = end > at || is_blank_line(text, len, at);
		if (end > at)
			add(ranges, at, end);
		at = end > at ? end : find_in_line(text, len, at, ranges);
	}
}

void code_release(struct code_ranges *ranges)
{
	free(ranges->items);
	*ranges = (struct code_ranges){ 0 };
}
