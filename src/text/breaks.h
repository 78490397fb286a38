/* SPDX-License-Identifier: MIT */
/*
 * breaks: where a line may end (UAX #14, by libunistring; a fast path for ASCII with the same
 * result). Beyond that, options stay whole, addresses may be broken, and only a dash that opens
 * something begins a line.
 */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/*
 * The same from break to break, for the text of most leaves: ASCII with no address in it. What the
 * words behind depend on.
 */
struct breaks_walk {
	const char *text;
	size_t len, at;
	int last;      /* class of the last character but blanks; -1: none in this line */
	bool is_blank; /* blanks were behind it */
};

/* Starts at the text's beginning; false where breaks_find() has to be asked. */
bool breaks_walk(struct breaks_walk *walk, const char *text, size_t len);

/* The next byte that a line may or must end before; `len` behind the last. */
size_t breaks_next(struct breaks_walk *walk, enum breaks_kind *kind);

/* Of up to 64 bytes, a bit each, the first the lowest. */
struct breaks_plain {
	uint64_t ends;   /* blanks that end a plain word: the next break is behind, none within */
	uint64_t others; /* neither these nor a plain word's letters, points and commas */
};

/* Of a text that is walked, from a break on. Where another byte comes before an end, it takes
 * breaks_next() to tell where the break is. */
struct breaks_plain breaks_plain(const char *text, size_t len);

/* The walk goes on from a break that it has not come to itself. */
void breaks_resume(struct breaks_walk *walk, size_t at);

/* The same without the quick way for ASCII: what breaks_find() is tested against. */
void breaks_find_plainly(const char *text, size_t len, unsigned char *kinds);

#endif
