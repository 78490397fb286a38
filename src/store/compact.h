/* SPDX-License-Identifier: MIT */
/*
 * compact: a journal without the lines that later ones made void.
 */
#ifndef STORE_COMPACT_H
#define STORE_COMPACT_H

#include <stddef.h>

#include "base/str.h"

/* Adds to `out` what `bytes` says, in fewer lines: of each post the last of each kind of event, and
 * all lines of the last changes, which can still be taken back. Lines of a newer hallway stay. */
void compact_journal(const char *bytes, size_t len, struct str *out);

#endif
