/* SPDX-License-Identifier: MIT */
/*
 * rst: reStructuredText as Markdown, as far as posts use it: titles, links, images, code, notes,
 * lists.
 */
#ifndef DIALECT_RST_H
#define DIALECT_RST_H

#include <stddef.h>

#include "base/str.h"

/* Adds the text as Markdown. */
void rst_to_markdown(const char *text, size_t len, struct str *out);

#endif
