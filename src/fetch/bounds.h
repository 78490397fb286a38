/* SPDX-License-Identifier: MIT */
/*
 * bounds: how much of a stranger's bytes is taken.
 */
#ifndef FETCH_BOUNDS_H
#define FETCH_BOUNDS_H

#include <stddef.h>
#include <stdint.h>

struct bounds {
	/* Archives. */
	size_t entries;   /* of any kind */
	int64_t unpacked; /* bytes of all files together, pictures counted */
	int64_t kept;     /* bytes of text kept in memory */
	unsigned ratio;   /* unpacked to packed */
};

/* What counts where nobody says otherwise. */
struct bounds bounds_usual(void);

#endif
