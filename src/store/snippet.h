/* SPDX-License-Identifier: MIT */
/*
 * snippet: the words of a body around what a query found there, in one line.
 */
#ifndef STORE_SNIPPET_H
#define STORE_SNIPPET_H

#include "base/str.h"
#include "post/post.h"
#include "store/query.h"

enum { SNIPPET_MOST = 256 * 1024 }; /* bytes of a body that are looked at */

struct snippet_mark {
	size_t from, to; /* bytes of the snippet */
};

struct snippet {
	struct str text;
	struct snippet_mark *marks;
	size_t n_marks;
};

/* False where none of the terms is in the body: then nothing has to be released. */
bool snippet_make(const char *body, size_t len, enum post_kind kind,
		  const struct query_node *const *terms, size_t n_terms, struct snippet *snippet);
void snippet_release(struct snippet *snippet);

/* What is read of Markdown or HTML, roughly: its words without its marks, in one line. */
void snippet_plain(const char *body, size_t len, enum post_kind kind, struct str *out);

#endif
