/* SPDX-License-Identifier: MIT */
/*
 * plain: text without markup, driven into a builder.
 */
#ifndef DOCUMENT_PLAIN_H
#define DOCUMENT_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "document/builder.h"

/* Paragraphs end at empty lines. A newline is a line break where `keep_breaks`, and before a line
 * that is indented or begins like a quote or list item; elsewhere it is a blank. */
void plain_build(struct builder *builder, const char *text, size_t len, bool keep_breaks);

#endif
