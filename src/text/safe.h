/* SPDX-License-Identifier: MIT */
/*
 * safe: the one door through which text from a source comes in.
 *
 * What leaves it is valid UTF-8 (RFC 3629; bad bytes become U+FFFD); without C0, C1 and DEL but
 * newline and tab (CR LF and CR become newline; U+0080-U+009F become what Windows-1252 means by the
 * byte, as HTML has it, or U+FFFD); without bidi embeddings, overrides and isolates (U+202A-202E,
 * U+2066-2069), U+2028/2029 as newlines, no byte order marks or other invisible format characters
 * but ZWJ, ZWNJ, ZWSP, soft hyphen, word joiner and variation selectors; at most four combining
 * marks on a base. Call it after entities are decoded and runs joined.
 */
#ifndef TEXT_SAFE_H
#define TEXT_SAFE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Adds the safe text; newlines and tabs stay. Quick where the text is printable ASCII. */
void safe_text(const char *text, size_t len, struct str *out);

/* The same for what stands in one line (titles, names, errors, paths): runs of blanks, tabs and
 * newlines become one blank, none at the ends. */
void safe_line(const char *text, size_t len, struct str *out);

/* The caller frees; safe_line_copy(NULL) is NULL. */
char *safe_text_copy(const char *text);
char *safe_line_copy(const char *text);

/* Whether the bytes are safe already. */
bool safe_is(const char *text, size_t len);

#endif
