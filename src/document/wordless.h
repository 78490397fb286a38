/* SPDX-License-Identifier: MIT */
/*
 * wordless: links and images without words of their own.
 */
#ifndef DOCUMENT_WORDLESS_H
#define DOCUMENT_WORDLESS_H

#include <stdbool.h>
#include <stddef.h>

#include "document/element.h"

/* What stands for a link, image or embed that holds no words: what its tag says, the host or file
 * that it leads to, or all of its target; "" where it may as well be left out. The caller frees. */
char *wordless_name(enum element element, const struct traits *traits);

/* Whether the words are the target, all of it or without what every address begins with. */
bool wordless_is_address(const char *words, size_t len, const char *target);

#endif
