/* SPDX-License-Identifier: MIT */
/*
 * side: what a character is to a quotation mark, dash or dot beside it.
 */
#ifndef LAYOUT_SIDE_H
#define LAYOUT_SIDE_H

#include <stdbool.h>
#include <stddef.h>

enum side {
	SIDE_BLANK,
	SIDE_OPENING, /* a bracket or a quotation mark that opens */
	SIDE_DASH,
	SIDE_LETTER,
	SIDE_DENSE, /* of a script that puts no blanks between words, or endings right behind a
		       quotation */
	SIDE_DIGIT,
	SIDE_OTHER
};

/* Of the first character; `len` is at least 1. */
enum side side_of(const char *text, size_t len);

/* Of one of ASCII. */
enum side side_of_byte(char byte);

bool side_is_word(enum side side);

#endif
