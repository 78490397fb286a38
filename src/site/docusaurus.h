/* SPDX-License-Identifier: MIT */
/*
 * docusaurus: sites made with Docusaurus: blog/ and other folders of its blog plugin.
 */
#ifndef SITE_DOCUSAURUS_H
#define SITE_DOCUSAURUS_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool docusaurus_is(struct data *data, const char *path);
void docusaurus_read(struct settings *settings);
enum discover docusaurus_place(const struct settings *settings, const char *path);
void docusaurus_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
