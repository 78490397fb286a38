/* SPDX-License-Identifier: MIT */
/*
 * hexo: sites made with Hexo: source/_posts.
 */
#ifndef POST_HEXO_H
#define POST_HEXO_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool hexo_is(struct data *data, const char *path);
void hexo_read(struct settings *settings);
enum discover hexo_place(const struct settings *settings, const char *path);
void hexo_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
