/* SPDX-License-Identifier: MIT */
/*
 * subscribe: sources.yaml changed for the user: only the lines of the one source, so that comments
 * and layout stay as they were.
 */
#ifndef CONFIG_SUBSCRIBE_H
#define CONFIG_SUBSCRIBE_H

#include "base/err.h"

/* Adds what was typed at the end, with a name for it or NULL; makes the file where there is none. A
 * source that is there already is a failure. */
int subscribe_add(const char *path, const char *typed, const char *name, struct err *err);

/* Takes out the source with that address or name; it is a failure where there is none. *address
 * (which may be NULL) gets its normal address, for the caller to free; NULL after a failure. */
int subscribe_remove(const char *path, const char *typed, char **address, struct err *err);

#endif
