/* SPDX-License-Identifier: MIT */
/*
 * label: what a source is called where there is little room: by its title, and by what tells its
 * address from others where it has none or another source has the same (a conference's sites of
 * two years).
 */
#ifndef VIEW_LABEL_H
#define VIEW_LABEL_H

#include "base/strings.h"

/* The sources that are shown; { 0 } knows none. */
struct label {
	struct strings titles; /* "" where a source has none */
};

void label_add(struct label *label, const char *title);
void label_clear(struct label *label);

/* The title, else the URL without scheme or a path's last name. Borrowed from the arguments. */
const char *label_source(const struct label *label, const char *title, const char *address);

#endif
