/* SPDX-License-Identifier: MIT */
#include "store/seen.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/mem.h"

struct seen *seen_new(const char *source, int64_t s)
{
	struct seen *seen = mem_alloc(1, sizeof(*seen));

	seen->source = mem_string(source);
	seen->s = s;
	return seen;
}

void seen_free(struct seen *seen)
{
	free(seen->source);
	free(seen->files);
	free(seen->slots);
	free(seen);
}

uint64_t seen_key(const char *path)
{
	return hash_text(HASH_START, path);
}

static uint32_t *slot_of(const struct seen *seen, uint64_t key)
{
	size_t at = (key ^ key >> 32) & (seen->n_slots - 1);

	while (seen->slots[at] && seen->files[seen->slots[at] - 1].key != key)
		at = (at + 1) & (seen->n_slots - 1);
	return &seen->slots[at];
}

struct seen_file *seen_find(const struct seen *seen, uint64_t key)
{
	uint32_t slot = seen->n_slots ? *slot_of(seen, key) : 0;

	return slot ? &seen->files[slot - 1] : NULL;
}

static void widen(struct seen *seen)
{
	seen->n_slots = seen->n_slots ? seen->n_slots * 2 : 64;
	free(seen->slots);
	seen->slots = mem_alloc(seen->n_slots, sizeof(*seen->slots));
	for (size_t i = 0; i < seen->n_files; i++)
		*slot_of(seen, seen->files[i].key) = (uint32_t)i + 1;
}

struct seen_file *seen_add(struct seen *seen, uint64_t key)
{
	if (2 * (seen->n_files + 1) > seen->n_slots)
		widen(seen);
	seen->files = mem_grow(seen->files, seen->n_files, sizeof(*seen->files));
	seen->files[seen->n_files] = (struct seen_file){ .key = key };
	*slot_of(seen, key) = (uint32_t)++seen->n_files;
	return &seen->files[seen->n_files - 1];
}
