/* SPDX-License-Identifier: MIT */
/*
 * signboard: the address of a site as the README of its source tells it to people.
 */
#ifndef SETTINGS_SIGNBOARD_H
#define SETTINGS_SIGNBOARD_H

#include <stdbool.h>

/*
 * The first address of a host's root that the text says to be the site's ("the source of the
 * https://x.org website", "live at …", a heading that is a link). NULL where it says none: what the
 * site is made with, and where its source lies, is no address of it. The caller frees.
 */
char *signboard_read(const char *text);

/* Whether the address is that of a forge or a place for packages, where no site is at home. */
bool signboard_is_foreign(const char *address);

#endif
