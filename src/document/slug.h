/* SPDX-License-Identifier: MIT */
/*
 * slug: the names that parts of a document are found by.
 */
#ifndef DOCUMENT_SLUG_H
#define DOCUMENT_SLUG_H

#include <stddef.h>

#include "base/map.h"
#include "base/str.h"

/* Names and the blocks they stand for. */
struct slugs {
	struct map exact, folded; /* to numbers of blocks */
	struct map counts;        /* how often a heading's name was wanted */
};

/* Block 0 is none. The first block of a name keeps it. */
void slug_put(struct slugs *slugs, const char *name, size_t block);

/* As it is written, else percent-decoded, else folded (text/fold.h); 0 where there is none. */
size_t slug_find(const struct slugs *slugs, const char *name);

/*
 * Names a heading of these words as GitHub and kramdown do, and puts both names; the same words
 * again get "-1", "-2". Adds GitHub's name to `out`.
 */
void slug_heading(struct slugs *slugs, const char *words, size_t len, size_t block,
		  struct str *out);

void slug_release(struct slugs *slugs);

#endif
