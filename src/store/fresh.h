/* SPDX-License-Identifier: MIT */
/*
 * fresh: which numbers are in no row of an index that had no posts when it was opened: for as long
 * as this program alone puts posts into it, what it did not put there need not be looked for.
 */
#ifndef STORE_FRESH_H
#define STORE_FRESH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fresh {
	bool is_on;
	int64_t last; /* the highest n of a post that is known of */
	uint64_t *slots;
	size_t n_slots, n_values;
};

/* At the begin of a transaction: `last` is the highest n that was ever given to a post. */
void fresh_begin(struct fresh *fresh, int64_t last);

/* A post of that n is put in. */
void fresh_put(struct fresh *fresh, int64_t n);

/* Whether the value is surely new; from now on it is not. */
bool fresh_take(struct fresh *fresh, int64_t value);

/* Knows nothing any more: other programs may have put posts in. */
void fresh_end(struct fresh *fresh);

#endif
