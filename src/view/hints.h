/* SPDX-License-Identifier: MIT */
/*
 * hints: letters over the links that are seen, so that each is two key presses away at most.
 */
#ifndef VIEW_HINTS_H
#define VIEW_HINTS_H

#include <stdbool.h>
#include <stddef.h>

enum { HINTS_ROOM = 4 };

struct hint {
	size_t number; /* of the link */
	char label[HINTS_ROOM];
};

struct hints {
	struct hint *items; /* in the order of the links; none: hints are off */
	size_t n_items;
	char typed[HINTS_ROOM];
};

/* Labels of one length for these link numbers; the caller releases. */
void hints_init(struct hints *hints, const size_t *numbers, size_t n_numbers);
void hints_release(struct hints *hints);

/* What is left to type of the link's label; NULL where the link has none or the typed letters do
 * not lead there. */
const char *hints_label(const struct hints *hints, size_t number);

enum hints_reply { HINTS_MORE, HINTS_FOUND, HINTS_NONE };

/* A key: a letter that leads on, one that ends at a link (then *number is set), or neither. */
enum hints_reply hints_key(struct hints *hints, const char *key, size_t *number);

#endif
