/* SPDX-License-Identifier: MIT */
/*
 * handmade: sites whose program is not known: a news or blog folder with dated posts in it.
 */
#ifndef SITE_HANDMADE_H
#define SITE_HANDMADE_H

#include "settings/permalink.h"
#include "settings/settings.h"

/* The folder of such a site in the tree: `below` or, where there is news in it, the tree itself
 * (""), or the only folder in the tree. NULL where it is a plain folder. The caller frees. */
char *handmade_find(struct data *data, const char *below);
void handmade_read(struct settings *settings);
void handmade_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
