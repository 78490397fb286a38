/* SPDX-License-Identifier: MIT */
/*
 * memo: what was found last in the full text. While a query is typed, all but its last word is what
 * it was a key ago; a word that most posts have costs more than all the rest of an answer.
 */
#ifndef STORE_MEMO_H
#define STORE_MEMO_H

#include "store/handle.h"
#include "store/set.h"

/* What the expression gave, where nothing was committed since; else NULL. Borrowed until the next
 * memo_keep(). */
const struct set *memo_find(struct index *index, const char *expression);

/* Takes a copy; the one that was not asked for longest goes. */
void memo_keep(struct index *index, const char *expression, const struct set *set);

void memo_forget(struct index *index);

#endif
