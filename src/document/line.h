/* SPDX-License-Identifier: MIT */
/*
 * line: a text line by line.
 */
#ifndef DOCUMENT_LINE_H
#define DOCUMENT_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct line {
	const char *start, *next; /* its first byte, and that of the line behind it */
	size_t indent;            /* columns of blanks before its body; tabs stop at every fourth */
	const char *body;         /* without blanks at either end */
	size_t len;
};

/* The line at `at`; false at the end. */
bool line_read(const char *at, const char *end, struct line *line);

/* Whether the body begins with those words. */
bool line_starts(const struct line *line, const char *words);

/* How often the byte stands at the start of the body. */
size_t line_run(const struct line *line, char byte);

/* Whether the body begins like a fence of code: with three backticks or tildes. */
bool line_is_fence(const struct line *line);

/* Whether the body begins like a list item: a bullet, or a number with a dot or bracket. */
bool line_is_item(const struct line *line);

#endif
