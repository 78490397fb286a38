/* SPDX-License-Identifier: MIT */
/*
 * sources: what is subscribed: sources.yaml, and addresses as the user types them.
 *
 * sources.yaml is a list. An item is an address, or a map with the address and the user's word on
 *what the source itself does not say:
 *
 *	- https://conference.example/feed.xml
 *	- ~/sites/conference
 *	- address: https://forge.example/team/site
 *	  name: The conference
 *	  url: https://conference.example
 *	  permalink: /news/:year/:slug/
 *
 * Relative paths in it start at the folder of the file. subscribe.h changes the file.
 */
#ifndef CONFIG_SOURCES_H
#define CONFIG_SOURCES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/notes.h"

struct source {
	char *address; /* normal form: an absolute path without "." or "..", or a URL; "-" stays */
	char *name;    /* the user's name for it, or NULL */
	char *url;     /* the user's word on the site's address, or NULL */
	char *permalink; /* the user's rule, or NULL */
};

struct sources {
	struct source *items;
	size_t n_items;
};

/* The normal form of an address as typed: ~ and relative paths made absolute, file:// made a path,
 * "feed:" taken off, scheme and host in lower case, "conference.example/news" made https where
 * there is no such file. The caller frees. */
char *sources_address(const char *typed);

/* Adds a source for what was typed; nothing where it is there already. */
void sources_add(struct sources *sources, const char *typed);

/* Adds what sources.yaml lists; a missing file is an empty one; mistakes are warnings with their
 * line. */
int sources_read(struct sources *sources, const char *path, const struct notes *notes,
		 struct err *err);

/* The same from the file's bytes. */
int sources_parse(struct sources *sources, const char *bytes, size_t len, const char *path,
		  const struct notes *notes, struct err *err);

/* The source of that normal address, or NULL. */
const struct source *sources_find(const struct sources *sources, const char *address);

void sources_release(struct sources *sources);

#endif
