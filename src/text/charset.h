/* SPDX-License-Identifier: MIT */
/*
 * charset: bytes in some encoding in, UTF-8 out.
 */
#ifndef TEXT_CHARSET_H
#define TEXT_CHARSET_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/*
 * Adds the bytes as UTF-8 and gives the name of the encoding they were read as: that of a byte
 * order mark (which is dropped), else `declared` (a MIME charset; NULL if none) where the bytes are
 * valid in it, else UTF-16 where it shows, else UTF-8 where they are valid, else Windows-1252.
 * Never fails.
 *
 * What is declared as ASCII or Latin-1 is Windows-1252 (WHATWG Encoding), but UTF-8 where it is
 * valid and more than ASCII. Single bad bytes in a text that is UTF-8 otherwise are read as
 * Windows-1252. The name is `declared` itself or lives as long as the program.
 */
const char *charset_decode(const char *bytes, size_t len, const char *declared, struct str *out);

/* The same with nothing declared, of bytes that are not needed any longer: where they are UTF-8
 * they are not copied but moved to `out`, which is empty. */
const char *charset_take(struct str *bytes, struct str *out);

/* The character of a byte in Windows-1252; the five undefined ones are C1 controls. */
uint32_t charset_windows(unsigned char byte);

#endif
