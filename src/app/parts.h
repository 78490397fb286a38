/* SPDX-License-Identifier: MIT */
/*
 * parts: the document of a post, for who reads it once: a long one in parts, which a thread makes
 * while those before them are read (document_parts() in document/document.h).
 */
#ifndef APP_PARTS_H
#define APP_PARTS_H

#include "document/document.h"

struct parts;

/* What the input borrows outlives the parts. */
struct parts *parts_new(const struct document_input *input);

/* The next part; NULL behind the last. */
struct document *parts_next(struct parts *parts);

/* The part is no longer needed. */
void parts_done(struct parts *parts, struct document *part);

/* At any time. */
void parts_free(struct parts *parts);

#endif
