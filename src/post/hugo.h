/* SPDX-License-Identifier: MIT */
/*
 * hugo: sites made with Hugo: content/ with sections, page bundles and languages.
 */
#ifndef POST_HUGO_H
#define POST_HUGO_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool hugo_is(struct data *data, const char *path);
void hugo_read(struct settings *settings);
enum discover hugo_place(const struct settings *settings, const char *path);
void hugo_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
