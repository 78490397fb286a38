/* SPDX-License-Identifier: MIT */
/*
 * aside: a page of a site that is no post (a talk, the venue), found by the address that links to
 * it.
 */
#ifndef REFRESH_ASIDE_H
#define REFRESH_ASIDE_H

#include "refresh/refresh.h"

/* The file of a local source's site that is published at `url`, as a path on disk; the caller
 * frees. NULL where the source is not local or none of its files is. */
char *aside_find(const struct refresh *refresh, const struct source *source, const char *url);

#endif
