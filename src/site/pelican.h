/* SPDX-License-Identifier: MIT */
/*
 * pelican: sites made with Pelican: pelicanconf.py, and articles below its PATH.
 */
#ifndef SITE_PELICAN_H
#define SITE_PELICAN_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool pelican_is(struct data *data, const char *path);
void pelican_read(struct settings *settings);
enum discover pelican_place(const struct settings *settings, const char *path);
void pelican_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
