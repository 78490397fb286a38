/* SPDX-License-Identifier: MIT */
/*
 * jekyll: sites made with Jekyll: _config.yml, _posts, collections of news.
 */
#ifndef SITE_JEKYLL_H
#define SITE_JEKYLL_H

#include <stdbool.h>

#include "post/front.h"
#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool jekyll_is(struct data *data, const char *path);
void jekyll_read(struct settings *settings);
enum discover jekyll_place(const struct settings *settings, const char *path);
void jekyll_complete(const struct settings *settings, const char *path, struct front *front);
void jekyll_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
