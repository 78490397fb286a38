/* SPDX-License-Identifier: MIT */
/*
 * sources: what is subscribed: sources.yaml, and addresses as the user types them.
 */
#ifndef CONFIG_SOURCES_H
#define CONFIG_SOURCES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/notes.h"

struct source {
	char *address;	 /* normal form: an absolute path without "." or "..", or a URL; "-" stays */
	char *name;	 /* the user's name for it, or NULL */
	char *url;	 /* the user's word on the site's address, or NULL */
	char *permalink; /* the user's rule, or NULL */
};

struct sources {
	struct source *items;
	size_t n_items;
};

/* The normal form of an address as typed: ~ and relative paths made absolute, file:// made a path. The
 * caller frees. */
char *sources_address(const char *typed);

/* Adds a source for what was typed. */
void sources_add(struct sources *sources, const char *typed);

/* Adds what sources.yaml lists; a missing file is an empty one; mistakes are warnings with their line. */
int sources_read(struct sources *sources, const char *path, const struct notes *notes,
		 struct err *err);

/* The source of that normal address, or NULL. */
const struct source *sources_find(const struct sources *sources, const char *address);

void sources_release(struct sources *sources);

#endif
