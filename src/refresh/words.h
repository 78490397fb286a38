/* SPDX-License-Identifier: MIT */
/*
 * words: the second phase of a refresh: links, and words for searching, of the posts that have none
 * in the index yet.
 */
#ifndef REFRESH_WORDS_H
#define REFRESH_WORDS_H

#include "refresh/run.h"

/* The last transaction is left open. */
int words_read(struct run *run, struct err *err);

#endif
