/* SPDX-License-Identifier: MIT */
/*
 * opml: lists of subscriptions as feed readers exchange them (OPML 2.0).
 */
#ifndef CONFIG_OPML_H
#define CONFIG_OPML_H

#include <stddef.h>

#include "base/err.h"
#include "base/str.h"
#include "config/sources.h"

/* Adds a source for each outline that has an address (xmlUrl, else url or htmlUrl), with its title
 * as the name, wherever it stands. It never fails: what is no OPML has no outlines. */
void opml_read(const char *bytes, size_t len, struct sources *sources);

/* Adds the document; paths are written as file:///. */
void opml_write(const struct sources *sources, struct str *out);

/* Subscribes in sources.yaml to all that the bytes list and is not there yet; gives their number,
 * or -1. */
int opml_import(const char *path, const char *bytes, size_t len, struct err *err);

#endif
