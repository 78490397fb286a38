/* SPDX-License-Identifier: MIT */
/*
 * spare: an index for this run only, in a folder for temporary files, where the one of the user
 * cannot be kept: on a home that may only be read, on a full disk.
 */
#ifndef APP_SPARE_H
#define APP_SPARE_H

#include "base/notes.h"
#include "store/index.h"

/* The index, and its path in *path, which the caller frees. NULL where there is no such place. */
struct index *spare_open(const struct notes *notes, char **path);

/* Takes away the files of a spare index that is closed, and their folder. */
void spare_remove(const char *path);

#endif
