/* SPDX-License-Identifier: MIT */
/*
 * delta: a text told by another one: what both begin and end with, and what this one has between.
 */
#ifndef STORE_DELTA_H
#define STORE_DELTA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Bytes at the start and at the end, in whole characters where both are UTF-8. */
struct delta {
	size_t head, tail;
};

/* What `text` shares with `other`; together no more than the shorter one has. */
struct delta delta_of(const struct str *text, const char *other, size_t other_len);

/* Adds the text again, `middle` being what was between; false where `other` is too short. */
bool delta_apply(const struct delta *delta, const struct str *other, const struct str *middle,
		 struct str *text);

#endif
