/* SPDX-License-Identifier: MIT */
#include "post/rows.h"

#include <string.h>

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

bool rows_next(struct rows *rows, struct row *row)
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

bool rows_is(const struct row *row, const char *text)
{
	return strlen(text) == row->len && memcmp(text, row->text, row->len) == 0;
}
