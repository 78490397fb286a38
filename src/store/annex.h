/* SPDX-License-Identifier: MIT */
/*
 * annex: the pages of a source that are no posts (a talk, the venue) but that are read beside them.
 * They are kept as posts of a source of their own, which no list shows.
 */
#ifndef STORE_ANNEX_H
#define STORE_ANNEX_H

/* The name of that source; the caller frees. */
char *annex_name(const char *source);

/* Makes the name of an annex that of the source it belongs to; others stay. */
void annex_strip(char *source);

#endif
