/* SPDX-License-Identifier: MIT */
#include "document/line.h"

#include <string.h>

#include "base/str.h"

bool line_read(const char *at, const char *end, struct line *line)
{
	const char *stop;

	if (at == end)
		return false;
	stop = memchr(at, '\n', (size_t)(end - at));
	line->start = at;
	line->next = stop ? stop + 1 : end;
	line->indent = 0;
	for (; at < end && (*at == ' ' || *at == '\t'); at++)
		line->indent += *at == ' ' ? 1 : 4 - line->indent % 4;
	line->body = at;
	line->len = (size_t)((stop ? stop : end) - at);
	str_trim(&line->body, &line->len);
	return true;
}

bool line_starts(const struct line *line, const char *words)
{
	size_t n = strlen(words);

	return line->len >= n && memcmp(line->body, words, n) == 0;
}

size_t line_run(const struct line *line, char byte)
{
	size_t n = 0;

	while (n < line->len && line->body[n] == byte)
		n++;
	return n;
}

bool line_is_fence(const struct line *line)
{
	return line_run(line, '`') >= 3 || line_run(line, '~') >= 3;
}

bool line_is_item(const struct line *line)
{
	const char *body = line->body;
	size_t n = 0;

	if (line->len == 0)
		return false;
	if (*body == '-' || *body == '+' || *body == '*') {
		n = 1;
	} else {
		while (n < line->len && n < 10 && body[n] >= '0' && body[n] <= '9')
			n++;
		if (n == 0 || n == line->len || (body[n] != '.' && body[n] != ')'))
			return false;
		n++;
	}
	return n == line->len || body[n] == ' ' || body[n] == '\t';
}
