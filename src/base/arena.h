/* SPDX-License-Identifier: MIT */
/*
 * arena: memory that is freed all at once. What it gives stays where it is until arena_release().
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena_chunk;

struct arena {
	struct arena_chunk *chunk; /* the newest; { NULL } is an empty arena */
	size_t bytes;              /* handed out so far */
};

/* n things of `size` bytes, zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t n, size_t size);

/* A copy that ends in NUL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);

/* The same, not zeroed: for what is written at once. */
void *arena_take(struct arena *arena, size_t n, size_t size);

void arena_release(struct arena *arena);

/* Releases it, but for some memory that is used again. */
void arena_clear(struct arena *arena);

#endif
