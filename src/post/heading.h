/* SPDX-License-Identifier: MIT */
/*
 * heading: the title of a text that has none in front matter: its first heading.
 */
#ifndef POST_HEADING_H
#define POST_HEADING_H

#include <stddef.h>

#include "post/post.h"

/* The words of the first heading (# x, underlined, <h1>, <title>) in one safe line; NULL where
 * there is none before code or in the first 64 KiB. The caller frees. */
char *heading_find(const char *body, size_t len, enum post_kind kind);

#endif
