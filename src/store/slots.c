/* SPDX-License-Identifier: MIT */
#include "store/slots.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

/* A page of the index and what SQLite keeps beside it; what is larger, or finds no slot, comes from
 * where all else does. Memory that is never touched takes none. */
enum {
	LEAST_BYTES = 16 * 1024,
	SLOT_BYTES = 17 * 1024,
	ALL_BYTES = 32 * 1024 * 1024,
	LARGE_BYTES = 2 * 1024 * 1024,
};

struct slot {
	struct slot *next;
};

static struct slots {
	sqlite3_mem_methods heap;
	char *start; /* NULL: there are none */
	size_t used; /* bytes that were given out at least once */
	struct slot *empty;
} slots;

static bool holds(const void *memory)
{
	uintptr_t start = (uintptr_t)slots.start, at = (uintptr_t)memory;

	return slots.start && at >= start && at < start + ALL_BYTES;
}

static void *take(void)
{
	struct slot *slot = slots.empty;

	if (slot) {
		slots.empty = slot->next;
		return slot;
	}
	if (ALL_BYTES - slots.used < SLOT_BYTES)
		return NULL;
	slots.used += SLOT_BYTES;
	return slots.start + slots.used - SLOT_BYTES;
}

static void *allocate(int n)
{
	void *memory = n >= LEAST_BYTES && n <= SLOT_BYTES ? take() : NULL;

	return memory ? memory : slots.heap.xMalloc(n);
}

static void release(void *memory)
{
	struct slot *slot = memory;

	if (!holds(memory)) {
		slots.heap.xFree(memory);
		return;
	}
	slot->next = slots.empty;
	slots.empty = slot;
}

static void *resize(void *memory, int n)
{
	void *larger;

	if (!holds(memory))
		return slots.heap.xRealloc(memory, n);
	if (n <= SLOT_BYTES)
		return memory;
	larger = allocate(n);
	if (larger) {
		memcpy(larger, memory, SLOT_BYTES);
		release(memory);
	}
	return larger;
}

static int size_of(void *memory)
{
	return holds(memory) ? SLOT_BYTES : slots.heap.xSize(memory);
}

/* Room that begins where a large page may. */
static char *reserve(void)
{
	void *room = mmap(NULL, ALL_BYTES + LARGE_BYTES, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	char *start;

	if (room == MAP_FAILED)
		return NULL;
	start = (char *)room + LARGE_BYTES - (uintptr_t)room % LARGE_BYTES;
#ifdef MADV_HUGEPAGE
	madvise(start, ALL_BYTES, MADV_HUGEPAGE);
#endif
	return start;
}

void slots_use(void)
{
	sqlite3_mem_methods methods;

	if (slots.start || sqlite3_config(SQLITE_CONFIG_GETMALLOC, &slots.heap) != SQLITE_OK)
		return;
	methods = slots.heap;
	methods.xMalloc = allocate;
	methods.xFree = release;
	methods.xRealloc = resize;
	methods.xSize = size_of;
	if (sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK)
		slots.start = reserve();
}
