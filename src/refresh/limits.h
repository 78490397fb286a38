/* SPDX-License-Identifier: MIT */
/*
 * limits: the user's options for fetching, as the fetch room takes them.
 */
#ifndef REFRESH_LIMITS_H
#define REFRESH_LIMITS_H

#include "base/notes.h"
#include "fetch/bounds.h"

struct limits {
	struct bounds bounds;
	char *ca_file; /* or NULL */
	int pause;     /* seconds between two fetches of a source by itself */
};

/* From config.yaml; what is wrong in it is a warning, and the default counts. */
void limits_read(struct limits *limits, const struct notes *notes);
void limits_release(struct limits *limits);

#endif
