/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"

/* The first is small: most arenas hold no more. */
enum { FIRST_BYTES = 4 * 1024, CHUNK_BYTES = 16 * 1024 };

struct arena_chunk {
	struct arena_chunk *previous;
	size_t used, room;
	alignas(max_align_t) unsigned char bytes[];
};

static size_t aligned(size_t n)
{
	return (n + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
}

static void add_chunk(struct arena *arena, size_t least)
{
	size_t usual = arena->chunk ? CHUNK_BYTES : FIRST_BYTES;
	size_t room = least > usual ? least : usual;
	struct arena_chunk *chunk = mem_resize(NULL, 1, sizeof(*chunk) + room);

	chunk->used = 0;

	chunk->room = room;
	chunk->previous = arena->chunk;
	arena->chunk = chunk;
}

void *arena_take(struct arena *arena, size_t n, size_t size)
{
	size_t bytes;
	void *memory;

	if (size > 0 && n > (SIZE_MAX / 2) / size)
		err_die("arena: size out of range");
	bytes = aligned(n * size);
	if (!arena->chunk || arena->chunk->room - arena->chunk->used < bytes)
		add_chunk(arena, bytes);
	memory = arena->chunk->bytes + arena->chunk->used;
	arena->chunk->used += bytes;
	arena->bytes += bytes;
	return memory;
}

void *arena_alloc(struct arena *arena, size_t n, size_t size)
{
	return memset(arena_take(arena, n, size), 0, n * size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
	char *copy = arena_take(arena, len + 1, 1);

	if (len > 0)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

/* Frees the chunks before `kept`. */
static void drop_before(struct arena_chunk *kept)
{
	struct arena_chunk *chunk = kept->previous;

	while (chunk) {
		struct arena_chunk *previous = chunk->previous;

		free(chunk);
		chunk = previous;
	}
	kept->previous = NULL;
}

void arena_clear(struct arena *arena)
{
	if (arena->chunk) {
		drop_before(arena->chunk);
		arena->chunk->used = 0;
	}
	arena->bytes = 0;
}

void arena_release(struct arena *arena)
{
	if (arena->chunk)
		drop_before(arena->chunk);
	free(arena->chunk);
	*arena = (struct arena){ 0 };
}
