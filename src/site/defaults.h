/* SPDX-License-Identifier: MIT */
/*
 * defaults: what a Jekyll site's settings say of all files of a folder or a kind, for those whose
 * front matter does not say it itself.
 *
 *	defaults:
 *	  - scope: {path: _posts/2024, type: posts}
 *	    values: {author: ada, lang: en}
 */
#ifndef SITE_DEFAULTS_H
#define SITE_DEFAULTS_H

#include "post/front.h"
#include "settings/settings.h"

/*
 * Adds them to the front matter of a file of that type (posts, pages, a collection), `path` below
 * the site's folder: what the narrowest scope says of a key counts. Pictures and descriptions are
 * left out: all pages would have the same. Nothing to a file that has no front matter. Borrows from
 * the settings.
 */
void defaults_complete(const struct settings *settings, const char *path, const char *type,
		       struct front *front);

#endif
