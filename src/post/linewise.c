/* SPDX-License-Identifier: MIT */
#include "post/linewise.h"

#include <string.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

bool linewise_next(struct linewise *rows, struct linewise_line *row)
{
	const char *start = rows->bytes + rows->at, *newline;

	if (rows->at >= rows->len)
		return false;
	newline = memchr(start, '\n', rows->len - rows->at);
	row->text = start;
	row->len = newline ? (size_t)(newline - start) : rows->len - rows->at;
	row->number = rows->number++;
	rows->at += row->len + (newline ? 1 : 0);
	while (row->len > 0 && is_blank(row->text[row->len - 1]))
		row->len--;
	return true;
}

bool linewise_is(const struct linewise_line *row, const char *text)
{
	return strlen(text) == row->len && memcmp(text, row->text, row->len) == 0;
}
