/* SPDX-License-Identifier: MIT */
/*
 * locate: where a file of a site is seen by everybody: by the user's rule, the generator's or what
 * it says itself.
 */
#ifndef SITE_LOCATE_H
#define SITE_LOCATE_H

#include "settings/permalink.h"
#include "settings/settings.h"

/*
 * The public URL of a page; where the site has no address, its path ("/news/x/"). NULL where that
 * is not known either. `rule` is the user's rule for permalinks, or NULL. The caller frees.
 */
char *locate_page(const struct settings *settings, const char *rule, const struct page *page);

/* file:///… of a path below a root (a folder's path or its file:// address), or NULL for a NULL
 * root. The caller frees. */
char *locate_file(const char *root, const char *path);

#endif
