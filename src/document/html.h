/* SPDX-License-Identifier: MIT */
/*
 * html: HTML, whole or in pieces, driven into a builder.
 *
 * Pieces may come in turns with Markdown: what a piece opens stays open. Tags are told apart from
 * text here; what they mean is tag.h's. A name that is none of HTML's loses its tag and
 * keeps its text, unless it looks like text itself ("Vec<T>", "<NAME>"): no attributes, and closed
 * nowhere.
 */
#ifndef DOCUMENT_HTML_H
#define DOCUMENT_HTML_H

#include <stddef.h>

#include "document/builder.h"

struct html;

/* The source is what pieces come from, all of it: it is searched for end tags. It and the builder
 * are borrowed. Cheap until there is something to do. */
struct html *html_new(struct builder *builder, const char *source, size_t len);

/* Whole tags and comments with text between them; `origin` is where in the source they stand. A
 * comment that does not end takes all of the piece with it; a tag that does not end is text. */
void html_piece(struct html *html, const char *text, size_t len, const char *origin);

void html_free(struct html *html);

#endif
