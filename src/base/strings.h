/* SPDX-License-Identifier: MIT */
/*
 * strings: a list of texts that owns them.
 */
#ifndef BASE_STRINGS_H
#define BASE_STRINGS_H

#include <stdbool.h>
#include <stddef.h>

struct strings {
	char **items; /* no item is NULL */
	size_t n_items;
};

/* Adds a copy. */
void strings_add(struct strings *strings, const char *text);
void strings_add_bytes(struct strings *strings, const char *bytes, size_t len);

bool strings_have(const struct strings *strings, const char *text);

/* All items with `between` between them; the caller frees. */
char *strings_join(const struct strings *strings, const char *between);

void strings_release(struct strings *strings);

#endif
