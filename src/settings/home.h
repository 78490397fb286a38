/* SPDX-License-Identifier: MIT */
/*
 * home: the address of a site whose generator's settings do not say it: CNAME, netlify.toml, the
 * name of its repository, package.json, what its README says, robots.txt, constants in scripts.
 */
#ifndef SETTINGS_HOME_H
#define SETTINGS_HOME_H

#include "settings/settings.h"

/*
 * Fills in the address where it is missing, and makes the base path and the content's folder such
 * that they are never NULL. `url` is the user's word, which goes before all, or NULL; `shown` the
 * place of the tree, `source` the address that it was asked for by.
 */
void home_find(struct settings *settings, const char *shown, const char *source, const char *url);

#endif
