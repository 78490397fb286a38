/* SPDX-License-Identifier: MIT */
/*
 * set: which posts, as one bit for each n: what the terms of a query give, and what is done with
 * it.
 */
#ifndef STORE_SET_H
#define STORE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct set {
	uint64_t *words;
	size_t n_words;
};

void set_add(struct set *set, uint32_t n);
bool set_has(const struct set *set, uint32_t n);

int64_t set_count(const struct set *set);

/* `set` becomes what both, either, or only it holds. */
void set_and(struct set *set, const struct set *other);
void set_or(struct set *set, const struct set *other);
void set_without(struct set *set, const struct set *other);

void set_release(struct set *set);

#endif
