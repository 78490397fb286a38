/* SPDX-License-Identifier: MIT */
/*
 * eleventy: sites made with Eleventy (11ty).
 */
#ifndef POST_ELEVENTY_H
#define POST_ELEVENTY_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool eleventy_is(struct data *data, const char *path);
void eleventy_read(struct settings *settings);
enum discover eleventy_place(const struct settings *settings, const char *path);
void eleventy_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
