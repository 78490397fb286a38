/* SPDX-License-Identifier: MIT */
#include "store/fresh.h"

#include <stdlib.h>

#include "base/mem.h"

enum { FIRST_SLOTS = 1024, MOST_VALUES = 4 * 1024 * 1024 };

void fresh_begin(struct fresh *fresh, int64_t last)
{
	if (fresh->is_on && last > fresh->last)
		fresh_end(fresh);
	else if (last == 0)
		fresh->is_on = true;
}

void fresh_put(struct fresh *fresh, int64_t n)
{
	fresh->last = n;
}

/* The slot that holds the value, or the free one for it. The values are hashes already; 0 is a free
 * slot's, and is never looked for. */
static uint64_t *slot_of(const struct fresh *fresh, uint64_t value)
{
	size_t at = (value ^ value >> 32) & (fresh->n_slots - 1);

	while (fresh->slots[at] && fresh->slots[at] != value)
		at = (at + 1) & (fresh->n_slots - 1);
	return &fresh->slots[at];
}

static void widen(struct fresh *fresh)
{
	struct fresh old = *fresh;

	fresh->n_slots = old.n_slots ? old.n_slots * 2 : FIRST_SLOTS;
	fresh->slots = mem_alloc(fresh->n_slots, sizeof(*fresh->slots));
	for (size_t i = 0; i < old.n_slots; i++) {
		if (old.slots[i])
			*slot_of(fresh, old.slots[i]) = old.slots[i];
	}
	free(old.slots);
}

bool fresh_take(struct fresh *fresh, int64_t value)
{
	uint64_t *slot;

	if (fresh->n_values == MOST_VALUES)
		fresh_end(fresh);
	if (!fresh->is_on || value == 0)
		return false;
	if (2 * (fresh->n_values + 1) > fresh->n_slots)
		widen(fresh);
	slot = slot_of(fresh, (uint64_t)value);
	if (*slot)
		return false;
	*slot = (uint64_t)value;
	fresh->n_values++;
	return true;
}

void fresh_end(struct fresh *fresh)
{
	free(fresh->slots);
	*fresh = (struct fresh){ .is_on = false };
}
