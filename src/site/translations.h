/* SPDX-License-Identifier: MIT */
/*
 * translations: of posts that a site keeps in several languages, side by side, one is shown.
 *
 * They are known by their paths: x.de.md beside x.en.md, de/news/x.md beside en/news/x.md,
 * i18n/de/… beside blog/x.md; or by what their front matter has in common (ref, translationKey …).
 */
#ifndef SITE_TRANSLATIONS_H
#define SITE_TRANSLATIONS_H

#include "site/candidates.h"

/*
 * Keeps of each post the one in the reader's language (`lang`, or NULL), else in the site's own,
 * else in English, else the first; the others leave the candidates and are told.
 */
void translations_choose(struct candidates *candidates, const char *lang, const char *shown);

#endif
