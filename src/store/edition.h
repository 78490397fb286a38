/* SPDX-License-Identifier: MIT */
/*
 * edition: a post as one file of one source gave it: a row of `posts`, and its body.
 */
#ifndef STORE_EDITION_H
#define STORE_EDITION_H

#include "store/handle.h"

/* Adds a new row, which leads itself; its n in *n. */
int edition_insert(struct index *index, int64_t s, const struct post *post, int64_t *n,
		   struct err *err);

int edition_delete(struct index *index, int64_t n, struct err *err);

/* All of it with the body; false where it is not there. */
bool edition_load(struct index *index, int64_t n, struct post *post);

/* Hash of all that is kept of a post: the same where nothing has to be written. */
uint64_t edition_print(const struct post *post);
bool edition_is(struct index *index, int64_t n, uint64_t print);

/* Hash of title and body; 0 where the post is not there. */
uint64_t edition_content(struct index *index, int64_t n);

/* Forgets which addresses are in the tables: after an abort they may not be. */
void edition_forget(struct index *index);

/* An id as the number that stands in the tables, and back. False where it is no id. */
bool edition_number(const char *id, int64_t *number);
void edition_name(int64_t number, char id[POST_ID_ROOM]);

#endif
