/* SPDX-License-Identifier: MIT */
/*
 * hexo: sites made with Hexo: source/_posts.
 */
#ifndef SITE_HEXO_H
#define SITE_HEXO_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool hexo_is(struct data *data, const char *path);
void hexo_read(struct settings *settings);
enum discover hexo_place(const struct settings *settings, const char *path);
void hexo_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
