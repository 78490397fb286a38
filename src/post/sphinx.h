/* SPDX-License-Identifier: MIT */
/*
 * sphinx: sites made with Sphinx and ablog: texts anywhere with a post directive in them.
 */
#ifndef POST_SPHINX_H
#define POST_SPHINX_H

#include <stdbool.h>

#include "post/discover.h"
#include "post/permalink.h"
#include "post/settings.h"

bool sphinx_is(struct data *data, const char *path);
void sphinx_read(struct settings *settings);
enum discover sphinx_place(const struct settings *settings, const char *path);
void sphinx_address(const struct settings *settings, const struct page *page, struct str *out);

/* Makes front matter of the directive. */
void sphinx_prepare(const struct settings *settings, const char *path, struct str *text);

#endif
