/* SPDX-License-Identifier: MIT */
/*
 * bounds: how much of a stranger's bytes and of the reader's time is taken.
 */
#ifndef FETCH_BOUNDS_H
#define FETCH_BOUNDS_H

#include <stddef.h>
#include <stdint.h>

struct bounds {
	/* One answer; its bytes are counted as they arrive, after decompression. */
	int64_t archive; /* bytes of an archive as it is sent */
	int64_t page;    /* bytes of anything else */
	int connect;     /* seconds until a server answers at all */
	int stall;       /* seconds in which (nearly) nothing comes */
	int total;       /* seconds for one answer */
	int redirects;
	/* All that is fetched at the same time. */
	int at_once;
	int per_host;
	/* The posts that a folder listing leads to. */
	size_t files;
	/* What is in an archive. */
	size_t entries;   /* of any kind */
	int64_t unpacked; /* bytes of all files together, pictures counted */
	int64_t kept;     /* bytes of text kept in memory */
	unsigned ratio;   /* unpacked to packed */
};

/* What counts where nobody says otherwise. */
struct bounds bounds_usual(void);

#endif
