/* SPDX-License-Identifier: MIT */
/*
 * naming: what a file on a server is by its name, where its bytes do not say it, or have not come.
 */
#ifndef FETCH_NAMING_H
#define FETCH_NAMING_H

#include <stdbool.h>

/* Markdown or plain text. */
bool naming_is_text(const char *path);

/* That, or a page in HTML. */
bool naming_is_post(const char *path);

#endif
