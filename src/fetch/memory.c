/* SPDX-License-Identifier: MIT */
#include "fetch/memory.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/intl.h"
#include "base/map.h"
#include "base/mem.h"

struct memory {
	struct arena arena;
	struct map bytes; /* from path to const char *, with the entry's size */
};

static int read_entry(struct tree *tree, size_t i, size_t limit, struct str *out, struct err *err)
{
	const struct memory *memory = tree->context;
	const struct tree_entry *entry = &tree->entries[i];

	if ((size_t)entry->size > limit)
		return err_set(err, _("“%s” is larger than %zu bytes, the most that is read."),
			       entry->path, limit);
	str_add(out, map_find(&memory->bytes, entry->path), (size_t)entry->size);
	return 0;
}

static void release(struct tree *tree)
{
	struct memory *memory = tree->context;

	map_release(&memory->bytes);
	arena_release(&memory->arena);
	free(memory);
}

void memory_init(struct tree *tree)
{
	*tree = (struct tree){
		.read = read_entry,
		.release = release,
		.context = mem_alloc(1, sizeof(struct memory)),
	};
}

const char *memory_add(struct tree *tree, const char *path, const char *bytes, size_t len)
{
	struct memory *memory = tree->context;
	uint64_t hash = hash_bytes(HASH_START, bytes, len);
	char *copy;

	if (map_find(&memory->bytes, path))
		return NULL;
	copy = arena_copy(&memory->arena, bytes, len);
	map_put(&memory->bytes, path, copy);
	tree_add(tree, path, (int64_t)len, -(int64_t)(hash >> 1) - 1);
	return copy;
}
