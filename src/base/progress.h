/* SPDX-License-Identifier: MIT */
/*
 * progress: what the events of hallway-fetch (base/event.h) add up to.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/event.h"
#include "base/map.h"

struct progress_item {
	char *source;
	int64_t bytes;       /* that came over the network */
	int64_t done, files; /* of its files or entries; 0 0: nothing is known of them yet */
	int64_t posts;       /* so far, and in the end */
	bool is_settled, has_failed;
};

struct progress {
	struct progress_item **items; /* in the order in which they began */
	size_t n_items, n_settled, n_failed;
	struct map by_source;
};

/* Adds what the event tells; gives its source, or NULL where it is about none. */
const struct progress_item *progress_event(struct progress *progress, const struct event *event);

/* Empty again, and usable again. */
void progress_clear(struct progress *progress);

int64_t progress_bytes(const struct progress *progress);

/* How many of how many: sources, or the files of the only one. */
void progress_counts(const struct progress *progress, int64_t *done, int64_t *all);

/* How much of `whole` is done. */
int progress_part(const struct progress *progress, int whole);

/* The same of one source. */
int progress_item_part(const struct progress_item *item, int whole);

#endif
