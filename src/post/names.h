/* SPDX-License-Identifier: MIT */
/*
 * names: who wrote a post, out of what front matter and feeds say.
 */
#ifndef POST_NAMES_H
#define POST_NAMES_H

#include "base/map.h"
#include "base/strings.h"
#include "format/value.h"

/*
 * Adds each name in the text: "A, B and C", "A & B", "A; B". An address goes where a name is left
 * ("A <a@b.org>", "a@b.org (A)"), as do links and other markup. The organising team of "Diversity
 * and Inclusion" is one name. An id gives the name that `authors` has for it (const char *; may be
 * NULL).
 */
void names_split(const char *text, const struct map *authors, struct strings *names);

/* The same for a scalar, a list, a map with a name in it, a list of those. */
void names_read(const struct value *value, const struct map *authors, struct strings *names);

/* Of a map about a person: the name, and what the site calls them; NULL where there is none.
 * Borrowed. */
const char *names_in(const struct value *map);
const char *names_id(const struct value *map);

#endif
