/* SPDX-License-Identifier: MIT */
/*
 * lektor: sites made with Lektor: a contents.lr in a folder for each post.
 */
#ifndef SITE_LEKTOR_H
#define SITE_LEKTOR_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool lektor_is(struct data *data, const char *path);
void lektor_read(struct settings *settings);
enum discover lektor_place(const struct settings *settings, const char *path);
void lektor_address(const struct settings *settings, const struct page *page, struct str *out);

/* Makes front matter and a body of the fields. */
void lektor_prepare(const struct settings *settings, const char *path, struct str *text);

#endif
