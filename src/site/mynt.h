/* SPDX-License-Identifier: MIT */
/*
 * mynt: sites made with Mynt: config.yml, _posts.
 */
#ifndef SITE_MYNT_H
#define SITE_MYNT_H

#include <stdbool.h>

#include "settings/discover.h"
#include "settings/permalink.h"
#include "settings/settings.h"

bool mynt_is(struct data *data, const char *path);
void mynt_read(struct settings *settings);
enum discover mynt_place(const struct settings *settings, const char *path);
void mynt_address(const struct settings *settings, const struct page *page, struct str *out);

#endif
