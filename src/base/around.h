/* SPDX-License-Identifier: MIT */
/*
 * around: the site's checkout that a single file or folder stands in.
 */
#ifndef BASE_AROUND_H
#define BASE_AROUND_H

enum { AROUND_STEPS = 8 }; /* folders looked into, the file's own first */

/*
 * The nearest folder above the file (an absolute path without links) that holds .git or the
 * settings of a site generator; the caller frees. NULL where there is none: the user's home folder,
 * whatever is above it, and folders that everybody may write in never count.
 */
char *around_find(const char *file);

/* The same for a folder; NULL, too, where the folder is such a one itself. */
char *around_find_above(const char *folder);

#endif
