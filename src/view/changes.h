/* SPDX-License-Identifier: MIT */
/*
 * changes: what changed in a post since it was read, as a document: removed words as [-words-],
 * struck out, and added ones as {+words+}, underlined.
 */
#ifndef VIEW_CHANGES_H
#define VIEW_CHANGES_H

#include "document/document.h"
#include "post/post.h"

/* `old_body` is what the post's body was. The caller frees the document. */
struct document *changes_document(const struct post *post, const char *old_body);

#endif
