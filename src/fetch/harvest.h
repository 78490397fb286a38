/* SPDX-License-Identifier: MIT */
/*
 * harvest: the posts that a folder listing links to, and those of the folders that it lists.
 */
#ifndef FETCH_HARVEST_H
#define FETCH_HARVEST_H

struct job;
struct signpost;

enum { HARVEST_DEPTH = 4 };

/* Asks for all of them; the job is ready when the last has come. One that does not come is a note.
 */
void harvest_start(struct job *job, const struct signpost *page);

#endif
