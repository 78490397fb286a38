/* SPDX-License-Identifier: MIT */
/*
 * aside: the pages of a site that are no posts (a talk, the venue), but that its posts lead to.
 *
 * Those of a folder on this machine are looked for when a reader follows a link; those of an
 * archive are kept in the index when it is read, because it is not at hand later.
 */
#ifndef REFRESH_ASIDE_H
#define REFRESH_ASIDE_H

#include "post/links.h"
#include "refresh/run.h"

/* Remembers which pages of its site a post may lead to. */
void aside_want(struct run *run, const struct post *post, const struct links *links);

/*
 * Puts the pages that were wanted into the index, and those that they lead to: the nearest first,
 * and together a quarter of the size of the posts at most (but 256 KiB anyway). Pages that are
 * there already are read again where their files changed, and go with them. The last transaction is
 * left open.
 */
int aside_keep(struct run *run, struct err *err);

/* Puts the page of a source's site that is published at `url` into the index, where there is one:
 * from the files of a local source, from the same host where the source is remote. Of a local
 * one EVENT_DONE tells its id. -1 where it cannot be had; the failure was told. */
int aside_page(const struct refresh *refresh, const struct source *source, const char *url);

#endif
