/* SPDX-License-Identifier: MIT */
#include "template/untouched.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

enum { LONGEST_MARK = 64 };

struct finder {
	const char *text;
	size_t len, at;
	bool is_html;
	bool is_in_list;     /* an indented line may go on with an item */
	bool is_after_blank; /* the line before was blank, or there was none */
	unsigned unclosed;   /* elements that are not closed any more: no need to look again */
	struct untouched *found;
};

struct line {
	size_t start, end, next; /* `end` without the newline */
	size_t indent;           /* columns */
	size_t first;            /* the first byte that is no blank */
};

static void add(struct finder *finder, size_t start, size_t end, enum untouched_kind kind)
{
	struct untouched *found = finder->found;

	if (start >= end)
		return;
	found->runs = mem_grow(found->runs, found->n_runs, sizeof(*found->runs));
	found->runs[found->n_runs++] = (struct untouched_run){ start, end, kind };
}

static void read_line(const struct finder *finder, size_t at, struct line *line)
{
	const char *newline = memchr(finder->text + at, '\n', finder->len - at);

	line->start = at;
	line->end = newline ? (size_t)(newline - finder->text) : finder->len;
	line->next = newline ? line->end + 1 : finder->len;
	line->indent = 0;
	for (line->first = at; line->first < line->end; line->first++) {
		char c = finder->text[line->first];

		if (c != ' ' && c != '\t' && c != '\r')
			break;
		line->indent += c == '\t' ? 4 - line->indent % 4 : c == ' ';
	}
}

static bool is_blank(const struct line *line)
{
	return line->first == line->end;
}

/* How many of '`' or '~' open a fence on the line; 0 where it opens none. A quote's '>' may stand
 * before. */
static size_t fence(const struct finder *finder, const struct line *line, char *mark)
{
	size_t at = line->first, n = 0;

	while (at < line->end && (finder->text[at] == '>' || finder->text[at] == ' '))
		at++;
	*mark = at < line->end ? finder->text[at] : '\0';
	if (*mark != '`' && *mark != '~')
		return 0;
	while (at + n < line->end && finder->text[at + n] == *mark)
		n++;
	if (n < 3 || (*mark == '`' && memchr(finder->text + at + n, '`', line->end - at - n)))
		return 0;
	return n;
}

static bool closes(const struct finder *finder, const struct line *line, char mark, size_t least)
{
	char other;
	size_t n = fence(finder, line, &other), at = line->end;

	if (n < least || other != mark)
		return false;
	while (at > line->start && isspace((unsigned char)finder->text[at - 1]))
		at--;
	return finder->text[at - 1] == mark;
}

/* Over a fenced block that opens on `line`. */
static bool fenced(struct finder *finder, const struct line *line)
{
	struct line inner = *line;
	char mark;
	size_t n = fence(finder, line, &mark);

	if (n == 0)
		return false;
	while (inner.next < finder->len) {
		read_line(finder, inner.next, &inner);
		if (closes(finder, &inner, mark, n))
			break;
	}
	add(finder, line->start, inner.next, UNTOUCHED_FENCE);
	finder->at = inner.next;
	finder->is_after_blank = false;
	return true;
}

static bool is_item(const struct finder *finder, const struct line *line)
{
	const char *at = finder->text + line->first, *end = finder->text + line->end;

	if (at < end && strchr("-*+", *at))
		return at + 1 == end || at[1] == ' ' || at[1] == '\t';
	while (at < end && isdigit((unsigned char)*at))
		at++;
	return at > finder->text + line->first && at < end && (*at == '.' || *at == ')') &&
	       (at + 1 == end || at[1] == ' ' || at[1] == '\t');
}

/* Lines of four blanks behind a blank one, where no list is open and no tag stands alone. */
static bool indented(struct finder *finder, const struct line *line)
{
	struct line inner = *line;
	size_t end = line->next;
	const char *first = finder->text + line->first;

	if (line->indent < 4 || !finder->is_after_blank || finder->is_in_list)
		return false;
	if (first + 1 < finder->text + line->end && first[0] == '{' && first[1] == '%')
		return false;
	while (inner.next < finder->len) {
		read_line(finder, inner.next, &inner);
		if (!is_blank(&inner) && inner.indent < 4)
			break;
		if (!is_blank(&inner))
			end = inner.next;
	}
	add(finder, line->start, end, UNTOUCHED_INDENTED);
	finder->at = end;
	finder->is_after_blank = false;
	return true;
}

static const char *const code_elements[] = { "pre", "code", "script", "style", "textarea" };

enum { N_CODE_ELEMENTS = 5, COMMENT = 1 << N_CODE_ELEMENTS };

/* Behind the tag that closes the element, or 0. */
static size_t closing_tag(const struct finder *finder, size_t at, const char *name)
{
	size_t n = strlen(name);

	while (at + n + 3 <= finder->len) {
		const char *next = memchr(finder->text + at, '<', finder->len - at - n - 2);

		if (!next)
			return 0;
		at = (size_t)(next - finder->text) + 1;
		if (*next == '<' && next[1] == '/' && strncasecmp(next + 2, name, n) == 0)
			return at + n + 2;
	}
	return 0;
}

static size_t comment(struct finder *finder, size_t at)
{
	const char *close = memmem(finder->text + at, finder->len - at, "-->", 3);

	if (close)
		return (size_t)(close - finder->text) + 3;
	finder->unclosed |= COMMENT;
	return 0;
}

/* Where the element or comment ends that starts at `at`, if it holds code; else 0. */
static size_t element(struct finder *finder, size_t at, size_t end)
{
	const char *text = finder->text;

	if (end - at > 4 && strncmp(text + at, "<!--", 4) == 0)
		return finder->unclosed & COMMENT ? 0 : comment(finder, at);
	for (size_t i = 0; i < N_CODE_ELEMENTS; i++) {
		size_t n = strlen(code_elements[i]), close;

		if (end - at < n + 2 || finder->unclosed & 1U << i ||
		    strncasecmp(text + at + 1, code_elements[i], n) != 0 ||
		    !strchr("> \t\r\n", text[at + 1 + n]))
			continue;
		close = closing_tag(finder, at + n, code_elements[i]);
		if (!close)
			finder->unclosed |= 1U << i;
		return close;
	}
	return 0;
}

/* The end of the paragraph that a line starts: a blank line, a fence, the end. */
static size_t paragraph_end(struct finder *finder, const struct line *line)
{
	struct line inner = *line;
	char mark;

	while (inner.next < finder->len) {
		size_t end = inner.next;

		read_line(finder, inner.next, &inner);
		if (is_blank(&inner) || fence(finder, &inner, &mark))
			return end;
		finder->is_in_list |= is_item(finder, &inner);
	}
	return finder->len;
}

static size_t run_of_ticks(const char *text, size_t at, size_t end)
{
	size_t n = 0;

	while (at + n < end && text[at + n] == '`')
		n++;
	return n;
}

/* For each length of a mark the last place where it stands, so that no search is in vain. */
static void last_ticks(const struct finder *finder, size_t at, size_t end, size_t *last)
{
	memset(last, 0, LONGEST_MARK * sizeof(*last));
	while (at < end) {
		const char *tick = memchr(finder->text + at, '`', end - at);
		size_t n;

		if (!tick)
			return;
		at = (size_t)(tick - finder->text);
		n = run_of_ticks(finder->text, at, end);
		if (n < LONGEST_MARK)
			last[n] = at;
		at += n;
	}
}

/* Behind the span that opens with n ticks at `at`, or 0. */
static size_t span_end(const struct finder *finder, size_t at, size_t n, size_t end)
{
	for (at += n; at < end;) {
		const char *tick = memchr(finder->text + at, '`', end - at);
		size_t m;

		if (!tick)
			return 0;
		at = (size_t)(tick - finder->text);
		m = run_of_ticks(finder->text, at, end);
		at += m;
		if (m == n)
			return at;
	}
	return 0;
}

/* The spans and elements of a paragraph; `finder->at` ends behind it. */
static void paragraph(struct finder *finder, const struct line *line)
{
	size_t at = line->start, end = finder->is_html ? finder->len : paragraph_end(finder, line);
	size_t last[LONGEST_MARK];

	last_ticks(finder, at, end, last);
	while (at < end) {
		const char *text = finder->text;
		size_t n = text[at] == '`' && !finder->is_html ? run_of_ticks(text, at, end) : 0;
		size_t close = 0;

		if (text[at] == '\\' && at + 1 < end && !finder->is_html) {
			at += 2;
			continue;
		}
		if (n && n < LONGEST_MARK && last[n] > at)
			close = span_end(finder, at, n, end);
		else if (text[at] == '<')
			close = element(finder, at, end);
		if (close) {
			add(finder, at, close, n ? UNTOUCHED_SPAN : UNTOUCHED_HTML);
			at = close;
		} else {
			at += n ? n : 1;
		}
	}
	finder->at = at > end ? at : end;
}

static void next_block(struct finder *finder)
{
	struct line line;

	read_line(finder, finder->at, &line);
	if (is_blank(&line)) {
		finder->is_after_blank = true;
		finder->at = line.next;
		return;
	}
	if (fenced(finder, &line) || indented(finder, &line))
		return;
	if (is_item(finder, &line))
		finder->is_in_list = true;
	else if (line.indent == 0 && finder->is_after_blank)
		finder->is_in_list = false;
	finder->is_after_blank = false;
	paragraph(finder, &line);
}

void untouched_find(const char *text, size_t len, bool is_html, struct untouched *untouched)
{
	struct finder finder = { .text = text,
				 .len = len,
				 .is_html = is_html,
				 .is_after_blank = true,
				 .found = untouched };

	*untouched = (struct untouched){ 0 };
	while (finder.at < len) {
		struct line line = { 0 };

		if (!is_html)
			next_block(&finder);
		else
			paragraph(&finder, &line);
	}
}

const struct untouched_run *untouched_at(const struct untouched *untouched, size_t at)
{
	size_t low = 0, high = untouched->n_runs;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (untouched->runs[middle].end <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < untouched->n_runs ? &untouched->runs[low] : NULL;
}

void untouched_release(struct untouched *untouched)
{
	free(untouched->runs);
	*untouched = (struct untouched){ 0 };
}
