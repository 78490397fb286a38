/* SPDX-License-Identifier: MIT */
/*
 * harvest: the posts that a folder listing links to, and those of the folders that it lists.
 *
 * Each file is asked for with the validators of last time; what did not change, and what cannot be
 * had just now, is what came then (pantry.h).
 */
#ifndef FETCH_HARVEST_H
#define FETCH_HARVEST_H

#include "base/tree.h"

enum { HARVEST_DEPTH = 4 };

struct harvest;
struct job;
struct signpost;

/* Asks for all of them; the job is ready when the last has come. One that does not come is a note.
 * It becomes the job's. */
void harvest_start(struct job *job, const struct signpost *page);

/* The files, when the job is ready. */
void harvest_take(struct harvest *harvest, struct tree *tree);

void harvest_free(struct harvest *harvest);

#endif
