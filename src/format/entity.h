/* SPDX-License-Identifier: MIT */
/*
 * entity: the character references of HTML (&amp; &#8212; &#x60;) as the characters they stand for.
 */
#ifndef FORMAT_ENTITY_H
#define FORMAT_ENTITY_H

#include <stddef.h>

#include "base/str.h"

/*
 * The reference at the start of the text, which begins with '&' and ends with ';': adds its
 * character to `out` (may be NULL) and gives its length, or adds nothing and gives 0 where it is
 * none that is known.
 */
size_t entity_read(const char *text, size_t len, struct str *out);

/* Adds the text with its references decoded, once; whatever only looks like one stays. */
void entity_decode(const char *text, size_t len, struct str *out);

#endif
