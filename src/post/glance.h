/* SPDX-License-Identifier: MIT */
/*
 * glance: the front matter of a file of a tree, for who wants to see how a site writes before its
 * posts are read. Nothing is told of it.
 */
#ifndef POST_GLANCE_H
#define POST_GLANCE_H

#include <stddef.h>

#include "base/tree.h"
#include "post/front.h"
#include "post/when.h"

enum { GLANCE_LIMIT = 1024 * 1024 }; /* bytes; a larger file has none */

/* Its root is NULL where the file has none or cannot be read. front_release() it. */
void glance_front(struct tree *tree, size_t entry, struct front *front);

/* When the post was published, as its front matter or its path says; not known where neither does.
 */
struct when glance_date(const struct front *front, const char *path);

#endif
