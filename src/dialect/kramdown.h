/* SPDX-License-Identifier: MIT */
/*
 * kramdown: attribute lists of kramdown and Python-Markdown ({: .note}, {:toc}, {::comment}) taken
 * out.
 */
#ifndef DIALECT_KRAMDOWN_H
#define DIALECT_KRAMDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/*
 * Adds the Markdown without them; an id on a heading becomes {#id}. Only what is attached to a
 * block or the end of a span goes, and nothing in code. False, and nothing added, where there are
 * none.
 */
bool kramdown_strip(const char *text, size_t len, struct str *out);

#endif
