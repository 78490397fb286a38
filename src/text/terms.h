/* SPDX-License-Identifier: MIT */
/*
 * terms: the words of a text as searches count them, folded (text/fold.h).
 *
 * A term is a run of letters, digits and their marks; whatever else stands between is no term and
 * parts them ("e-mail" is two). Of scripts that are written without blanks (Han, kana, Thai, Lao,
 * Khmer, Myanmar) each character is one. Longer terms are cut at 64 folded bytes, so that no text
 * can fill an index with one.
 */
#ifndef TEXT_TERMS_H
#define TEXT_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct term {
	size_t from, to;    /* bytes of the text */
	const char *folded; /* until the next call; ends in NUL */
	size_t folded_len;
};

struct terms {
	const char *text; /* UTF-8 */
	size_t len, at;
	struct str folded; /* room for the last one; terms_release() frees it */
};

/* { .text = text, .len = len } is the start. False at the end. */
bool terms_next(struct terms *terms, struct term *term);

void terms_release(struct terms *terms);

#endif
