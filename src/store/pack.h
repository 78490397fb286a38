/* SPDX-License-Identifier: MIT */
/*
 * pack: a piece of text in fewer bytes: what is often in Markdown in Latin letters takes few bits
 * (Huffman codes that never change). Text in other letters is not made shorter.
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Puts in place of what is in `out` as much of the text as fits in `room` bytes, and gives how much
 * that is; 0 where nothing is won by it. */
size_t pack_text(const char *text, size_t len, size_t room, struct str *out);

/* Adds what was packed; false where it is no such thing. Damage shows as other text or as false. */
bool pack_open(const char *bytes, size_t len, struct str *text);

#endif
