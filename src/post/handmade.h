/* SPDX-License-Identifier: MIT */
/*
 * handmade: sites whose program is not known: a news or blog folder with dated posts in it.
 */
#ifndef POST_HANDMADE_H
#define POST_HANDMADE_H

#include <stdbool.h>

#include "post/permalink.h"
#include "post/settings.h"

/* Whether the tree is of such a site, and no plain folder; of a part of it (else ""), whether there
 * is news in that. */
bool handmade_is(struct data *data, const char *below);
void handmade_read(struct settings *settings);
void handmade_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
