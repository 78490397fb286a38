/* SPDX-License-Identifier: MIT */
/*
 * known: what the index says of a source besides its posts, and what the next refresh is to know.
 *
 * All of it goes into the transaction that is open, or a new one; -1 is the index's failure.
 */
#ifndef REFRESH_KNOWN_H
#define REFRESH_KNOWN_H

#include <stdbool.h>

#include "refresh/run.h"

/* Whether what the index holds of the source was read in the way it would be now. */
bool known_is_current(const struct run *run);

/*
 * Before the posts of a site or a feed. `is_fresh`: all of it has to be read again. The fingerprint
 * of a source that is new is put at once, so a first run that is cut short is gone on with; a
 * changed one only when all was read again.
 */
int known_begin(struct run *run, bool *is_fresh, struct err *err);

/* After them, or where nothing changed. */
int known_end(struct run *run, struct err *err);

/* Where the source failed, by run->err. Its posts stay. */
int known_fail(struct run *run, struct err *err);

#endif
