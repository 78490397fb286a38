/* SPDX-License-Identifier: MIT */
/*
 * hugo: sites made with Hugo: content/ with sections, page bundles and languages.
 */
#ifndef SITE_HUGO_H
#define SITE_HUGO_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool hugo_is(struct data *data, const char *path);
void hugo_read(struct settings *settings);
enum discover hugo_place(const struct settings *settings, const char *path);
void hugo_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
