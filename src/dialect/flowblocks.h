/* SPDX-License-Identifier: MIT */
/*
 * flowblocks: a body of Lektor's that is made of blocks (#### text ####, with fields of their own)
 * as Markdown.
 */
#ifndef DIALECT_FLOWBLOCKS_H
#define DIALECT_FLOWBLOCKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Adds the blocks' words; fields that say how a block looks are left out. False, and nothing added,
 * where the text does not begin with a block. */
bool flowblocks_flatten(const char *text, size_t len, struct str *out);

#endif
