/* SPDX-License-Identifier: MIT */
/*
 * posts: made-up posts for measuring: the same for the same number on every machine. Lengths are
 * spread as those of conference sites are (half of them above 3 kB, few above 9 kB), words as those
 * of languages (few of them often, most of them seldom), with links, lists and headings in between.
 */
#ifndef BENCH_POSTS_H
#define BENCH_POSTS_H

#include <stddef.h>

#include "base/str.h"

/* The Markdown file number i, with its front matter. */
void posts_make(size_t i, struct str *out);

/* Its path: a folder a year, a file a post. */
void posts_path(size_t i, struct str *out);

/* Writes n of them below a folder; the bytes of all, or -1. */
long long posts_write(const char *folder, size_t n);

/* Writes a sentence behind the one with that number, which is there; -1 where that fails. */
int posts_append(const char *folder, size_t i);

#endif
