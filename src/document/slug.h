/* SPDX-License-Identifier: MIT */
/*
 * slug: the names that parts of a document are found by.
 */
#ifndef DOCUMENT_SLUG_H
#define DOCUMENT_SLUG_H

#include <stddef.h>

#include "base/map.h"
#include "base/str.h"

struct slug {
	const char *name;
	size_t block;
};

struct slugs {
	struct slug *items;
	size_t n_items;
	struct map counts; /* how often a heading's name was wanted */
};

/* Block 0 is none. The first block of a name keeps it. The name is borrowed. */
void slug_put(struct slugs *slugs, const char *name, size_t block);

/* The block of a name as it is written, else percent-decoded, else folded (text/fold.h); 0 where
 * there is none. */
size_t slug_find(const struct slugs *slugs, const char *name);

/* Adds the name that GitHub gives to a heading of these words; wanted again it gets "-1", "-2". */
void slug_github(struct slugs *slugs, const char *words, size_t len, struct str *out);

/* Adds the name that kramdown gives to it the first time, where that is another one; else nothing.
 */
void slug_kramdown(const char *words, size_t len, struct str *out);

void slug_release(struct slugs *slugs);

#endif
