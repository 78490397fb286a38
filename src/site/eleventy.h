/* SPDX-License-Identifier: MIT */
/*
 * eleventy: sites made with Eleventy (11ty).
 */
#ifndef SITE_ELEVENTY_H
#define SITE_ELEVENTY_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool eleventy_is(struct data *data, const char *path);
void eleventy_read(struct settings *settings);
enum discover eleventy_place(const struct settings *settings, const char *path);
void eleventy_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
