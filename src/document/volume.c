/* SPDX-License-Identifier: MIT */
#include "document/volume.h"

#include "base/mem.h"

struct volume *volume_of(struct document *document)
{
	struct volume *volume = (struct volume *)document;

	if (!volume)
		return mem_alloc(1, sizeof(*volume));
	flow_clear(&volume->flow);
	volume->blocks.n_items = 0;
	slug_release(&volume->slugs);
	arena_clear(&volume->arena);
	volume->document = (struct document){ 0 };
	return volume;
}
