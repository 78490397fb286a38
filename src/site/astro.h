/* SPDX-License-Identifier: MIT */
/*
 * astro: sites made with Astro: content collections.
 */
#ifndef SITE_ASTRO_H
#define SITE_ASTRO_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool astro_is(struct data *data, const char *path);
void astro_read(struct settings *settings);
enum discover astro_place(const struct settings *settings, const char *path);
void astro_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
