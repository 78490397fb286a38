/* SPDX-License-Identifier: MIT */
/*
 * rst: reStructuredText as Markdown, as far as posts use it: titles, links, images, code, notes,
 * lists.
 */
#ifndef POST_RST_H
#define POST_RST_H

#include <stddef.h>

#include "base/str.h"

/* Adds the text as Markdown. */
void rst_to_markdown(const char *text, size_t len, struct str *out);

/* A title and a list of fields (:date: 2024-01-02) at the start, as Pelican has them, become front
 * matter; nothing is changed where there are none. */
void rst_prepare(struct str *text);

#endif
