/* SPDX-License-Identifier: MIT */
#include "view/stops.h"

#include <stdlib.h>

#include "base/mem.h"

static void add(struct stops *stops, struct stop stop)
{
	stops->items = mem_grow(stops->items, stops->n_items, sizeof(*stops->items));
	stops->items[stops->n_items++] = stop;
}

/* By place; of two at one place the summary comes first, then the links as they are numbered. */
static int compare(const void *a, const void *b)
{
	const struct stop *one = a, *other = b;

	if (one->place != other->place)
		return one->place < other->place ? -1 : 1;
	return one->link < other->link ? -1 : one->link > other->link;
}

void stops_init(struct stops *stops, const struct document *document)
{
	*stops = (struct stops){ 0 };
	for (size_t i = 0; i < document->n_links; i++)
		add(stops, (struct stop){ .place = document->links[i].start, .link = i + 1 });
	for (size_t i = 0; i < document->n_blocks; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind == BLOCK_DETAILS)
			add(stops, (struct stop){ .place = block->start, .details = i });
	}
	if (stops->n_items > 0)
		qsort(stops->items, stops->n_items, sizeof(*stops->items), compare);
}

void stops_release(struct stops *stops)
{
	free(stops->items);
	*stops = (struct stops){ 0 };
}

size_t stops_link(const struct stops *stops, size_t link)
{
	for (size_t i = 0; i < stops->n_items; i++) {
		if (stops->items[i].link == link)
			return i + 1;
	}
	return 0;
}
