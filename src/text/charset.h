/* SPDX-License-Identifier: MIT */
/*
 * charset: bytes in some encoding in, UTF-8 out.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include <stddef.h>

#include "base/str.h"

/*
 * Adds the bytes as UTF-8 and gives the name of the encoding they were read as: that of a byte order
 * mark (which is dropped), else `declared` (a MIME charset; NULL if none) where the bytes are valid in
 * it, else UTF-8 where they are valid, else UTF-16 where it shows, else Windows-1252. Never fails.
 */
const char *charset_decode(const char *bytes, size_t len, const char *declared, struct str *out);

#endif
