/* SPDX-License-Identifier: MIT */
/*
 * label: what a source is called where there is little room.
 */
#ifndef VIEW_LABEL_H
#define VIEW_LABEL_H

/* Its title, else what tells its address from others: a URL without scheme, a path's last name.
 * Borrowed from the arguments. */
const char *label_source(const char *title, const char *address);

#endif
