/* SPDX-License-Identifier: MIT */
/*
 * astro: sites made with Astro: content collections.
 */
#ifndef POST_ASTRO_H
#define POST_ASTRO_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool astro_is(struct data *data, const char *path);
void astro_read(struct settings *settings);
enum discover astro_place(const struct settings *settings, const char *path);
void astro_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
