/* SPDX-License-Identifier: MIT */
/*
 * rulebook: what links ask their reader to do (actions.yaml), read when the first link is looked
 * at: the rows of a list do without.
 */
#ifndef REFRESH_RULEBOOK_H
#define REFRESH_RULEBOOK_H

#include <stdint.h>

#include "base/notes.h"
#include "post/kinds.h"

struct rulebook;

/* The notes must outlive it. */
struct rulebook *rulebook_new(const struct notes *notes);
void rulebook_free(struct rulebook *rulebook);

/* Of the files' bytes: another one where they changed. */
uint64_t rulebook_hash(const struct rulebook *rulebook);

/* NULL where they cannot be read, with a note. */
struct kinds *rulebook_kinds(struct rulebook *rulebook);

#endif
