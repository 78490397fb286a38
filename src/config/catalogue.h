/* SPDX-License-Identifier: MIT */
/*
 * catalogue: conferences and communities that may be subscribed to: data/catalogue.yaml, and the
 * user's catalogue.yaml over it.
 */
#ifndef CONFIG_CATALOGUE_H
#define CONFIG_CATALOGUE_H

#include <stddef.h>

#include "base/notes.h"
#include "base/strings.h"

struct catalogue_entry {
	char *name, *address;     /* the address in its normal form (sources_address()) */
	struct strings languages; /* ISO 639-1; the first is the one that most is written in */
	struct strings topics;
};

struct catalogue {
	struct catalogue_entry *items;
	size_t n_items;
};

/* Both files, the user's entries first; a missing file is an empty one, mistakes are warnings. */
void catalogue_init(struct catalogue *catalogue, const struct notes *notes);

/* Adds what one file lists, but not an address that is there already. */
void catalogue_read(struct catalogue *catalogue, const char *path, const struct notes *notes);

void catalogue_release(struct catalogue *catalogue);

#endif
