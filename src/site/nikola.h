/* SPDX-License-Identifier: MIT */
/*
 * nikola: sites made with Nikola: conf.py, posts/ with their heads in front or in a file beside
 * them.
 */
#ifndef SITE_NIKOLA_H
#define SITE_NIKOLA_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool nikola_is(struct data *data, const char *path);
void nikola_read(struct settings *settings);
enum discover nikola_place(const struct settings *settings, const char *path);
void nikola_address(const struct settings *settings, const struct page *page, struct str *out);

/* Puts the head that stands in a file of its own (x.meta) in front of the text. */
void nikola_prepare(const struct settings *settings, const char *path, struct str *text);

#endif
