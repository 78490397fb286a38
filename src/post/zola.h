/* SPDX-License-Identifier: MIT */
/*
 * zola: sites made with Zola: content/ with TOML front matter.
 */
#ifndef POST_ZOLA_H
#define POST_ZOLA_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool zola_is(struct data *data, const char *path);
void zola_read(struct settings *settings);
enum discover zola_place(const struct settings *settings, const char *path);
void zola_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
