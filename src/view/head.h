/* SPDX-License-Identifier: MIT */
/*
 * head: the lines that stand between a post's title and its body.
 */
#ifndef VIEW_HEAD_H
#define VIEW_HEAD_H

#include <stdbool.h>

#include "base/strings.h"
#include "post/post.h"

/* Adds: authors, day and category; the cover's words; what was repaired or is wrong. */
void head_lines(const struct post *post, bool is_ascii, struct strings *lines);

#endif
