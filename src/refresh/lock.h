/* SPDX-License-Identifier: MIT */
/*
 * lock: one program at a time writes an index. Readers need no lock.
 */
#ifndef REFRESH_LOCK_H
#define REFRESH_LOCK_H

#include "base/err.h"

/*
 * Takes the lock that stands beside the index, or waits up to `patience` milliseconds for whoever
 * has it. A descriptor that holds the lock until it is closed or the program ends in any way, or
 * -1.
 */
int lock_take(const char *index, int patience, struct err *err);

#endif
