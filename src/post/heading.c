/* SPDX-License-Identifier: MIT */
#include "post/heading.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/safe.h"

enum { FAR = 64 * 1024 };

/* Words without marks: emphasis, code, links' targets, tags. The caller frees; NULL for none. */
static char *words(const char *text, size_t len)
{
	struct str out = { 0 };
	char *safe;

	for (size_t i = 0; i < len; i++) {
		const char *close = NULL;

		if (text[i] == '<')
			close = memchr(text + i, '>', len - i);
		else if (text[i] == ']' && i + 1 < len && text[i + 1] == '(')
			close = memchr(text + i, ')', len - i);
		else if (text[i] == '{' && i + 1 < len &&
			 (text[i + 1] == '#' || text[i + 1] == ':'))
			close = memchr(text + i, '}', len - i);
		if (close)
			i = (size_t)(close - text);
		else if (text[i] == '\\' && i + 1 < len)
			str_byte(&out, text[++i]);
		else if (!strchr("*`[]", text[i]))
			str_byte(&out, text[i]);
	}
	safe = safe_line_copy(str_bytes(&out));
	str_release(&out);
	if (safe && !*safe) {
		free(safe);
		safe = NULL;
	}
	return safe;
}

static char *element(const char *body, size_t len, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i + n + 1 < len; i++) {
		if (body[i] != '<' || strncasecmp(body + i + 1, name, n) != 0 ||
		    !strchr("> \t\n", body[i + n + 1]))
			continue;
		const char *start = memchr(body + i, '>', len - i);

		for (const char *at = start; at && at + 2 + n < body + len; at++) {
			if (at[0] == '<' && at[1] == '/' && strncasecmp(at + 2, name, n) == 0)
				return words(start + 1, (size_t)(at - start - 1));
		}
		return NULL;
	}
	return NULL;
}

static char *in_html(const char *body, size_t len)
{
	static const char *const names[] = { "h1", "title", "h2" };
	char *title = NULL;

	for (size_t i = 0; !title && i < sizeof(names) / sizeof(names[0]); i++)
		title = element(body, len, names[i]);
	return title;
}

static bool is_underline(const char *line, size_t len)
{
	char mark = len ? *line : '\0';
	size_t n = 0;

	if (mark != '=' && mark != '-')
		return false;
	while (n < len && line[n] == mark)
		n++;
	return n >= 2 && strspn(line + n, " \t\r") >= len - n;
}

static char *hashed(const char *line, size_t len)
{
	size_t n = 0;

	while (n < len && line[n] == '#')
		n++;
	if (n == 0 || n > 6 || n >= len)
		return NULL;
	line += n;
	len -= n;
	str_trim(&line, &len);
	while (len && line[len - 1] == '#')
		len--;
	return words(line, len);
}

static char *in_markdown(const char *body, size_t len)
{
	const char *previous = "";
	size_t previous_len = 0;

	for (size_t at = 0; at < len;) {
		const char *line = body + at;
		const char *newline = memchr(line, '\n', len - at);
		size_t n = newline ? (size_t)(newline - line) : len - at;
		char *title = NULL;

		at += n + 1;
		if (n >= 3 && (strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0))
			return NULL;
		if (*line == '#')
			title = hashed(line, n);
		else if (previous_len && is_underline(line, n))
			title = words(previous, previous_len);
		if (title)
			return title;
		previous = line;
		previous_len = n;
		str_trim(&previous, &previous_len);
		if (previous_len && strchr("->|*+", *previous))
			previous_len = 0;
	}
	return NULL;
}

char *heading_find(const char *body, size_t len, enum post_kind kind)
{
	char *title;

	if (len > FAR)
		len = FAR;
	if (kind == POST_PLAIN)
		return NULL;
	title = kind == POST_HTML ? NULL : in_markdown(body, len);
	return title ? title : in_html(body, len);
}
