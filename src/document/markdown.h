/* SPDX-License-Identifier: MIT */
/*
 * markdown: Markdown (CommonMark 0.30 with GitHub's tables, task lists, strikethrough and bare
 * addresses) driven into a builder by md4c; raw HTML in it goes through html.h.
 */
#ifndef DOCUMENT_MARKDOWN_H
#define DOCUMENT_MARKDOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "document/builder.h"

/* The text is safe (text/safe.h). Where it is made to grow without end, what comes then is shown as
 * it stands. */
void markdown_build(struct builder *builder, const char *text, size_t len, bool keep_breaks);

#endif
