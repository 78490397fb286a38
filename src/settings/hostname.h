/* SPDX-License-Identifier: MIT */
/*
 * hostname: the host that a repository is called by: 2024.example.org, name.github.io.
 */
#ifndef SETTINGS_HOSTNAME_H
#define SETTINGS_HOSTNAME_H

#include "settings/data.h"

/*
 * The host, or NULL. Looked at are the site's folder of the tree, the names in the place of the
 * tree and in the address that it was asked for by, and the remotes that .git/config knows. The
 * caller frees.
 */
char *hostname_find(struct data *data, const char *folder, const char *shown, const char *source);

/*
 * The host that a forge shows the pages of a repository's owner at (OWNER.github.io), where the
 * site lies below the repository's name there: `base` is "/NAME". NULL where nothing says so. The
 * caller frees.
 */
char *hostname_of_pages(struct data *data, const char *source, const char *base);

#endif
