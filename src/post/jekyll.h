/* SPDX-License-Identifier: MIT */
/*
 * jekyll: sites made with Jekyll: _config.yml, _posts, collections of news.
 */
#ifndef POST_JEKYLL_H
#define POST_JEKYLL_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool jekyll_is(struct data *data, const char *path);
void jekyll_read(struct settings *settings);
enum discover jekyll_place(const struct settings *settings, const char *path);
void jekyll_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
