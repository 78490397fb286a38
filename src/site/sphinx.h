/* SPDX-License-Identifier: MIT */
/*
 * sphinx: sites made with Sphinx and ablog: texts anywhere with a post directive in them.
 */
#ifndef SITE_SPHINX_H
#define SITE_SPHINX_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool sphinx_is(struct data *data, const char *path);
void sphinx_read(struct settings *settings);
enum discover sphinx_place(const struct settings *settings, const char *path);
void sphinx_address(const struct settings *settings, const struct page *page, struct str *out);

/* Makes front matter of the directive. */
void sphinx_prepare(const struct settings *settings, const char *path, struct str *text);

#endif
