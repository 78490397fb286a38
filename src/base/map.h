/* SPDX-License-Identifier: MIT */
/*
 * map: from texts to pointers. Keys are copied; values are borrowed, the map never frees them.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>

struct map_slot;

struct map {
	struct map_slot *slots; /* { NULL } is an empty map */
	size_t n_slots, n_used;
};

/* A key that is there already gets the new value. `value` is not NULL. */
void map_put(struct map *map, const char *key, void *value);

/* NULL where there is no such key. */
void *map_find(const struct map *map, const char *key);
void *map_find_bytes(const struct map *map, const char *key, size_t len);

void map_release(struct map *map);

#endif
