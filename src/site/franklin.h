/* SPDX-License-Identifier: MIT */
/*
 * franklin: sites made with Franklin: Markdown, and settings in config.md that are Julia.
 */
#ifndef SITE_FRANKLIN_H
#define SITE_FRANKLIN_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool franklin_is(struct data *data, const char *path);
void franklin_read(struct settings *settings);
enum discover franklin_place(const struct settings *settings, const char *path);
void franklin_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
