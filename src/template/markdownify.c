/* SPDX-License-Identifier: MIT */
#include "template/markdownify.h"

#include <ctype.h>
#include <string.h>

/* What is left of the line, and which marks close nowhere in it: one search in vain is enough. */
struct rest {
	const char *at, *end;
	unsigned unclosed;
};

enum { TAG = 1 << 0, TARGET = 1 << 1, BRACKET = 1 << 2, EMPHASIS = 1 << 3 /* and three more */ };

static void inline_marks(struct rest rest, struct str *out, int depth);

static void add_inside(const char *tag, const char *text, size_t len, struct str *out, int depth)
{
	str_format(out, "<%s>", tag);
	inline_marks((struct rest){ text, text + len, 0 }, out, depth + 1);
	str_format(out, "</%s>", tag);
}

void markdownify_escape(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '<')
			str_text(out, "&lt;");
		else if (text[i] == '&')
			str_text(out, "&amp;");
		else
			str_byte(out, text[i]);
	}
}

/* `code`; behind it, or NULL where there is none. */
static const char *code(const struct rest *rest, struct str *out)
{
	const char *close = memchr(rest->at + 1, '`', (size_t)(rest->end - rest->at - 1));

	if (!close || close == rest->at + 1)
		return NULL;
	str_text(out, "<code>");
	markdownify_escape(out, rest->at + 1, (size_t)(close - rest->at - 1));
	str_text(out, "</code>");
	return close + 1;
}

/* **strong**, *emphasis* and the same with low lines, which do not stand inside of words. */
static const char *emphasis(struct rest *rest, struct str *out, int depth)
{
	const char mark[] = { *rest->at, *rest->at };
	size_t n = rest->end - rest->at > 1 && rest->at[1] == mark[0] ? 2 : 1;
	unsigned which = (unsigned)EMPHASIS << (n - 1 + (*mark == '_' ? 2 : 0));
	const char *start = rest->at + n, *close = start;

	if (rest->unclosed & which || start >= rest->end || isspace((unsigned char)*start))
		return NULL;
	while ((close = memmem(close, (size_t)(rest->end - close), mark, n))) {
		bool is_closing = close > start && !isspace((unsigned char)close[-1]) &&
				  (n == 2 || close + 1 == rest->end || close[1] != mark[0]);

		if (is_closing &&
		    (*mark == '*' || close + n == rest->end || !isalnum((unsigned char)close[n])))
			break;
		close++;
	}
	if (!close) {
		rest->unclosed |= which;
		return NULL;
	}
	add_inside(n == 2 ? "strong" : "em", start, (size_t)(close - start), out, depth);
	return close + n;
}

/* [words](target "title") */
static const char *link(struct rest *rest, struct str *out, int depth)
{
	const char *words = rest->at + 1, *target = words, *close = NULL;
	size_t len;

	if (rest->unclosed & (TARGET | BRACKET))
		return NULL;
	while (target + 1 < rest->end && (target[0] != ']' || target[1] != '(') && *target != '[')
		target++;
	if (target + 1 >= rest->end)
		rest->unclosed |= TARGET;
	else if (*target == ']')
		close = memchr(target, ')', (size_t)(rest->end - target));
	if (!close) {
		rest->unclosed |= *target == ']' ? BRACKET : 0;
		return NULL;
	}
	len = (size_t)(close - target - 2);
	for (size_t i = 0; i < len; i++) {
		if (strchr(" \t\"<", target[2 + i]))
			len = i;
	}
	str_format(out, "<a href=\"%.*s\">", (int)len, target + 2);
	inline_marks((struct rest){ words, target, 0 }, out, depth + 1);
	str_text(out, "</a>");
	return close + 1;
}

/* A tag, with what stands in it. */
static const char *tag(struct rest *rest, struct str *out)
{
	const char *close = rest->unclosed & TAG
				    ? NULL
				    : memchr(rest->at, '>', (size_t)(rest->end - rest->at));

	if (!close) {
		rest->unclosed |= TAG;
		return NULL;
	}
	str_add(out, rest->at, (size_t)(close + 1 - rest->at));
	return close + 1;
}

static const char *mark(struct rest *rest, bool is_in_word, struct str *out, int depth)
{
	if (*rest->at == '`')
		return code(rest, out);
	if (depth > 4)
		return NULL;
	if (*rest->at == '*' || (*rest->at == '_' && !is_in_word))
		return emphasis(rest, out, depth);
	return *rest->at == '[' ? link(rest, out, depth) : NULL;
}

static void inline_marks(struct rest rest, struct str *out, int depth)
{
	const char *start = rest.at;

	while (rest.at < rest.end) {
		bool is_in_word = rest.at > start && isalnum((unsigned char)rest.at[-1]);
		bool is_escaped = *rest.at == '\\' && rest.at + 1 < rest.end &&
				  ispunct((unsigned char)rest.at[1]);
		const char *behind = NULL;

		if (*rest.at == '<') {
			behind = tag(&rest, out);
		} else if (!is_escaped) {
			behind = mark(&rest, is_in_word, out, depth);
		}
		rest.at += is_escaped;
		if (!behind)
			str_byte(out, *rest.at);
		rest.at = behind ? behind : rest.at + 1;
	}
}

void markdownify_add(struct str *out, const char *text)
{
	size_t len = strlen(text);

	str_trim(&text, &len);
	if (memchr(text, '\n', len)) {
		str_text(out, "\n\n");
		str_add(out, text, len);
		str_text(out, "\n\n");
	} else {
		inline_marks((struct rest){ text, text + len, 0 }, out, 0);
	}
}
