/* SPDX-License-Identifier: MIT */
/*
 * ahead: reads the files of a site in a thread beside the caller's, some ahead of the posts that
 * are put into the index meanwhile, and in the caller's where it would wait. While it is there
 * nobody else may use the site but to look at its candidates; notes of the site come from either
 * thread.
 */
#ifndef REFRESH_AHEAD_H
#define REFRESH_AHEAD_H

#include <stdbool.h>
#include <stddef.h>

#include "post/post.h"
#include "site/site.h"

struct ahead;

/* One file that was read. */
struct ahead_file {
	size_t entry;
	bool is_post;
	struct post post; /* only where it is one */
};

/* Reads the entries in their order. They and the site must outlive it. */
struct ahead *ahead_new(struct site *site, const size_t *entries, size_t n_entries);

/* The next file, borrowed until some more were asked for. NULL when all were given. */
struct ahead_file *ahead_next(struct ahead *ahead);

/* Stops reading, and drops what was not given. */
void ahead_free(struct ahead *ahead);

#endif
