/* SPDX-License-Identifier: MIT */
/*
 * path: names of files, as texts. '/' separates; nothing here touches the disk.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stdbool.h>

/* "a" + "b" = "a/b", "a/" + "b" = "a/b"; the caller frees. */
char *path_join(const char *folder, const char *name);

/* What follows the last '/'; borrowed. */
const char *path_base(const char *path);

/* The extension of the last name, with its dot ("" where there is none); borrowed. */
const char *path_extension(const char *path);

/* The last name without its extension; the caller frees. */
char *path_stem(const char *path);

/* All before the last '/' ("" where there is none); the caller frees. */
char *path_folder(const char *path);

/* What of the path is below the folder, or NULL where it does not lie there; below "" lies all.
 * Borrowed. */
const char *path_below(const char *path, const char *folder);

/* Whether some folder on the way (not the last name) is called `name`, ASCII case folded. */
bool path_has_folder(const char *path, const char *name);

/* The path as a file:// address that is still legible: only what would end it there is encoded. The
 * caller frees. */
char *path_address(const char *path);

#endif
