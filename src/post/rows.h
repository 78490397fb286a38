/* SPDX-License-Identifier: MIT */
/*
 * rows: bytes, a line at a time.
 */
#ifndef POST_ROWS_H
#define POST_ROWS_H

#include <stdbool.h>
#include <stddef.h>

struct rows {
	const char *bytes;
	size_t len, at;  /* `at`: where the next line begins */
	unsigned number; /* of the next line, 1-based */
};

struct row {
	const char *text; /* not ended by NUL */
	size_t len;       /* without the newline and blanks at its end */
	unsigned number;
};

/* False at the end of the bytes. */
bool rows_next(struct rows *rows, struct row *row);

/* Whether the line is the text and nothing else. */
bool rows_is(const struct row *row, const char *text);

#endif
