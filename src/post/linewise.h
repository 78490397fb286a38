/* SPDX-License-Identifier: MIT */
/*
 * linewise: bytes, a line at a time.
 */
#ifndef POST_LINEWISE_H
#define POST_LINEWISE_H

#include <stdbool.h>
#include <stddef.h>

struct linewise {
	const char *bytes;
	size_t len, at;  /* `at`: where the next line begins */
	unsigned number; /* of the next line, 1-based */
};

struct linewise_line {
	const char *text; /* not ended by NUL */
	size_t len;       /* without the newline and blanks at its end */
	unsigned number;
};

/* False at the end of the bytes. */
bool linewise_next(struct linewise *rows, struct linewise_line *row);

/* Whether the line is the text and nothing else. */
bool linewise_is(const struct linewise_line *row, const char *text);

#endif
