/* SPDX-License-Identifier: MIT */
/*
 * breaks: where a line may end (UAX #14, by libunistring; a fast path for ASCII with the same
 * result).
 */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include <stddef.h>

enum breaks_kind {
	BREAKS_NONE,
	BREAKS_MAY,    /* a line may end before this byte */
	BREAKS_HYPHEN, /* the same, and then a hyphen is shown at its end (after a soft hyphen) */
	BREAKS_MUST,   /* a line must end before this byte (after a newline) */
	BREAKS_URL,    /* a line may end here within a long address, where nothing better is near */
};

/*
 * One kind a byte into kinds[0..len). The text is one leaf of a document: valid UTF-8. Never inside
 * a cluster.
 */
void breaks_find(const char *text, size_t len, unsigned char *kinds);

/* The same without the quick way for ASCII: what breaks_find() is tested against. */
void breaks_find_plainly(const char *text, size_t len, unsigned char *kinds);

#endif
