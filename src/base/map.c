/* SPDX-License-Identifier: MIT */
/*
 * Open addressing with linear probing, at most half full. Nothing is ever taken out.
 */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"

struct map_slot {
	char *key; /* NULL: free */
	void *value;
};

static struct map_slot *slot_of(const struct map *map, const char *key, size_t len)
{
	size_t at = hash_bytes(HASH_START, key, len) & (map->n_slots - 1);

	while (map->slots[at].key &&
	       (strncmp(map->slots[at].key, key, len) != 0 || map->slots[at].key[len] != '\0'))
		at = (at + 1) & (map->n_slots - 1);
	return &map->slots[at];
}

static void widen(struct map *map)
{
	struct map wide = { .n_slots = map->n_slots ? map->n_slots * 2 : 16 };

	wide.slots = mem_alloc(wide.n_slots, sizeof(*wide.slots));
	for (size_t i = 0; i < map->n_slots; i++) {
		if (map->slots[i].key)
			*slot_of(&wide, map->slots[i].key,
				 strlen(map->slots[i].key)) = map->slots[i];
	}
	wide.n_used = map->n_used;
	free(map->slots);
	*map = wide;
}

void map_put(struct map *map, const char *key, void *value)
{
	struct map_slot *slot;

	assert(value);
	if (2 * (map->n_used + 1) > map->n_slots)
		widen(map);
	slot = slot_of(map, key, strlen(key));
	if (!slot->key) {
		slot->key = mem_string(key);
		map->n_used++;
	}
	slot->value = value;
}

void *map_find_bytes(const struct map *map, const char *key, size_t len)
{
	struct map_slot *slot;

	if (map->n_slots == 0)
		return NULL;
	slot = slot_of(map, key, len);
	return slot->key ? slot->value : NULL;
}

void *map_find(const struct map *map, const char *key)
{
	return map_find_bytes(map, key, strlen(key));
}

void map_release(struct map *map)
{
	for (size_t i = 0; i < map->n_slots; i++)
		free(map->slots[i].key);
	free(map->slots);
	*map = (struct map){ 0 };
}
