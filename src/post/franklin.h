/* SPDX-License-Identifier: MIT */
/*
 * franklin: sites made with Franklin: Markdown, and settings in config.md that are Julia.
 */
#ifndef POST_FRANKLIN_H
#define POST_FRANKLIN_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool franklin_is(struct data *data, const char *path);
void franklin_read(struct settings *settings);
enum discover franklin_place(const struct settings *settings, const char *path);
void franklin_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
