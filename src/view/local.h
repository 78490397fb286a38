/* SPDX-License-Identifier: MIT */
/*
 * local: the file on this machine that a post was read from.
 */
#ifndef VIEW_LOCAL_H
#define VIEW_LOCAL_H

#include "post/post.h"

/* The caller frees; NULL where the post came from elsewhere. */
char *local_file(const struct post *post);

#endif
