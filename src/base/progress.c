/* SPDX-License-Identifier: MIT */
#include "base/progress.h"

#include <stdlib.h>

#include "base/mem.h"

static struct progress_item *find(struct progress *progress, const char *source)
{
	struct progress_item *item = map_find(&progress->by_source, source);

	if (item)
		return item;
	item = mem_alloc(1, sizeof(*item));
	item->source = mem_string(source);
	map_put(&progress->by_source, source, item);
	progress->items = mem_grow(progress->items, progress->n_items, sizeof(*progress->items));
	progress->items[progress->n_items++] = item;
	return item;
}

static void settle(struct progress *progress, struct progress_item *item, bool has_failed)
{
	progress->n_settled += !item->is_settled;
	progress->n_failed += has_failed && !item->has_failed;
	item->is_settled = true;
	item->has_failed |= has_failed;
}

const struct progress_item *progress_event(struct progress *progress, const struct event *event)
{
	struct progress_item *item;

	if (!*event->source)
		return NULL;
	item = find(progress, event->source);
	if (event->kind == EVENT_BYTES) {
		item->bytes = event->numbers[0];
	} else if (event->kind == EVENT_ROWS) {
		item->done = event->numbers[0];
		item->files = event->numbers[1];
		item->posts = event->numbers[2];
	} else if (event->kind == EVENT_DONE || event->kind == EVENT_FAIL) {
		settle(progress, item, event->kind == EVENT_FAIL);
		if (event->kind == EVENT_DONE)
			item->posts = event->numbers[0];
	}
	return item;
}

void progress_clear(struct progress *progress)
{
	for (size_t i = 0; i < progress->n_items; i++) {
		free(progress->items[i]->source);
		free(progress->items[i]);
	}
	free(progress->items);
	map_release(&progress->by_source);
	*progress = (struct progress){ 0 };
}

int64_t progress_bytes(const struct progress *progress)
{
	int64_t bytes = 0;

	for (size_t i = 0; i < progress->n_items; i++)
		bytes += progress->items[i]->bytes;
	return bytes;
}

void progress_counts(const struct progress *progress, int64_t *done, int64_t *all)
{
	bool is_alone = progress->n_items == 1;

	*done = is_alone ? progress->items[0]->done : (int64_t)progress->n_settled;
	*all = is_alone ? progress->items[0]->files : (int64_t)progress->n_items;
}

int progress_item_part(const struct progress_item *item, int whole)
{
	if (item->is_settled)
		return whole;
	return item->files > 0 ? (int)(item->done * whole / item->files) : 0;
}

int progress_part(const struct progress *progress, int whole)
{
	const int fine = 1000;
	int64_t sum = 0;

	for (size_t i = 0; i < progress->n_items; i++)
		sum += progress_item_part(progress->items[i], fine);
	return progress->n_items > 0 ? (int)(sum * whole / fine / (int64_t)progress->n_items) : 0;
}
