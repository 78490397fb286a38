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

bool line_is_item(const struct line *line)
{
	size_t n = 0;

	if (line->len == 0)
		return false;
	if (strchr("-+*", *line->body))
		n = 1;
	while (n < line->len && n < 10 && line->body[n] >= '0' && line->body[n] <= '9')
		n++;
	if (n > 0 && !strchr("-+*", *line->body) && n < line->len && strchr(".)", line->body[n]))
		n++;
	else if (!strchr("-+*", *line->body))
		return false;
	return n == line->len || line->body[n] == ' ' || line->body[n] == '\t';
}
