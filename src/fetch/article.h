/* SPDX-License-Identifier: MIT */
/*
 * article: the post that an HTML page shows, without what stands around it.
 */
#ifndef FETCH_ARTICLE_H
#define FETCH_ARTICLE_H

#include <stddef.h>

#include "base/str.h"

/*
 * Adds the post of the page (UTF-8) as a file that a site could have: front matter in JSON with
 * what the page's head says of it (title, date, author, excerpt, cover, lang), then the markup of
 * its article element, else of its main one, else all of its body. Navigation, forms and scripts
 * are gone.
 */
void article_read(const char *bytes, size_t len, struct str *out);

#endif
