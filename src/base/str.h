/* SPDX-License-Identifier: MIT */
/*
 * str: bytes that grow, always with a NUL behind them once something was added.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct str {
	char *bytes; /* NULL while nothing was added */
	size_t len;  /* bytes, the NUL not counted */
	size_t room;
};

void str_add(struct str *str, const char *bytes, size_t len);
void str_text(struct str *str, const char *text); /* adds a NUL-ended text; NULL adds nothing */
void str_byte(struct str *str, char byte);
void str_format(struct str *str, const char *format, ...) ERR_PRINTF(2, 3);

/* Whether the byte goes on with a character of UTF-8 that began before it. */
bool str_is_inside(char byte);

/* Makes room for so many more bytes, where it is known how many will come. */
void str_reserve(struct str *str, size_t more);

/* Only the first `len` bytes stay; there are as many or more. */
void str_cut(struct str *str, size_t len);

/* Empty again, the memory kept for reuse. */
void str_clear(struct str *str);

/* The bytes so far, never NULL; borrowed until the next change. */
const char *str_bytes(const struct str *str);

/* The bytes become the caller's to free, never NULL; the str is empty. */
char *str_take(struct str *str);

void str_release(struct str *str);

/* Of plain texts. Letters are folded only where the name says so, and then only ASCII ones. */
bool str_starts(const char *text, const char *start);
bool str_ends(const char *text, const char *end);
bool str_equal(const char *a, const char *b); /* two NULLs are equal */
bool str_equal_folded(const char *a, const char *b);

/* Moves *text and *len inward over ASCII blanks (space, tab, CR, LF, FF, VT). */
void str_trim(const char **text, size_t *len);

#endif
