/* SPDX-License-Identifier: MIT */
/*
 * zola: sites made with Zola: content/ with TOML front matter.
 */
#ifndef SITE_ZOLA_H
#define SITE_ZOLA_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool zola_is(struct data *data, const char *path);
void zola_read(struct settings *settings);
enum discover zola_place(const struct settings *settings, const char *path);
void zola_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
