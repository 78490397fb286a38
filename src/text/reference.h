/* SPDX-License-Identifier: MIT */
/*
 * reference: character references of HTML ("&amp;", "&#8217;", "&#x2019;") as text.
 *
 * The named ones are those of HTML 5. What is decoded may be anything, control characters too: it
 * is made safe later. NUL, surrogates and what is no character become U+FFFD; U+E000 and U+E001,
 * between which the program itself puts template tags, are dropped.
 */
#ifndef TEXT_REFERENCE_H
#define TEXT_REFERENCE_H

#include <stddef.h>

#include "base/str.h"

/* Adds what the reference at the start of `text` stands for and gives its length; 0 where there is
 * none. A few old names are known without their semicolon. */
size_t reference_decode(const char *text, size_t len, struct str *out);

/* The same where its semicolon is there; otherwise nothing is added: "?a=1&copy=2" is an address.
 */
size_t reference_whole(const char *text, size_t len, struct str *out);

/* Adds the text with all references in it decoded. */
void reference_text(const char *text, size_t len, struct str *out);

/* The same for an attribute's value (HTML, 13.2.5.73): what has no semicolon stays where a letter,
 * a digit or '=' follows it, so "?a=1&copy=2" is left alone. */
void reference_value(const char *text, size_t len, struct str *out);

/* Adds one character as UTF-8, with the same exceptions. */
void reference_char(unsigned code, struct str *out);

#endif
