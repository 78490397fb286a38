/* SPDX-License-Identifier: MIT */
/*
 * origin: the file on this machine that a post was read from.
 */
#ifndef VIEW_ORIGIN_H
#define VIEW_ORIGIN_H

#include "post/post.h"

/* The caller frees; NULL where the post came from elsewhere. */
char *origin_file(const struct post *post);

#endif
