/* SPDX-License-Identifier: MIT */
#include "template/markdownify.h"

#include <ctype.h>
#include <string.h>

/* What is left of the line. */
struct rest {
	const char *at, *end;
};

static void inline_marks(struct rest rest, struct str *out, int depth);

static void add_inside(const char *tag, const char *text, size_t len, struct str *out, int depth)
{
	str_format(out, "<%s>", tag);
	inline_marks((struct rest){ text, text + len }, out, depth + 1);
	str_format(out, "</%s>", tag);
}

static void add_escaped(const char *text, size_t len, struct str *out)
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
	add_escaped(rest->at + 1, (size_t)(close - rest->at - 1), out);
	str_text(out, "</code>");
	return close + 1;
}

/* **strong**, *emphasis* and the same with low lines, which do not stand inside of words. */
static const char *emphasis(const struct rest *rest, struct str *out, int depth)
{
	const char mark[] = { *rest->at, *rest->at };
	size_t n = rest->end - rest->at > 1 && rest->at[1] == mark[0] ? 2 : 1;
	const char *start = rest->at + n, *close = start;

	if (start >= rest->end || isspace((unsigned char)*start))
		return NULL;
	while ((close = memmem(close, (size_t)(rest->end - close), mark, n))) {
		bool is_closing = close > start && !isspace((unsigned char)close[-1]) &&
				  (n == 2 || close + 1 == rest->end || close[1] != mark[0]);

		if (is_closing &&
		    (*mark == '*' || close + n == rest->end || !isalnum((unsigned char)close[n])))
			break;
		close++;
	}
	if (!close)
		return NULL;
	add_inside(n == 2 ? "strong" : "em", start, (size_t)(close - start), out, depth);
	return close + n;
}

/* [words](target "title") */
static const char *link(const struct rest *rest, struct str *out, int depth)
{
	const char *words = rest->at + 1, *target, *close;
	size_t len;

	target = memmem(words, (size_t)(rest->end - words), "](", 2);
	close = target ? memchr(target, ')', (size_t)(rest->end - target)) : NULL;
	if (!close || memchr(words, '[', (size_t)(target - words)))
		return NULL;
	len = (size_t)(close - target - 2);
	for (size_t i = 0; i < len; i++) {
		if (strchr(" \t\"<", target[2 + i]))
			len = i;
	}
	str_format(out, "<a href=\"%.*s\">", (int)len, target + 2);
	inline_marks((struct rest){ words, target }, out, depth + 1);
	str_text(out, "</a>");
	return close + 1;
}

static const char *mark(const struct rest *rest, bool is_in_word, struct str *out, int depth)
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

		if (*rest.at == '<') { /* a tag, with what stands in it */
			behind = memchr(rest.at, '>', (size_t)(rest.end - rest.at));
			behind = behind ? behind + 1 : NULL;
			if (behind)
				str_add(out, rest.at, (size_t)(behind - rest.at));
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
		inline_marks((struct rest){ text, text + len }, out, 0);
	}
}
