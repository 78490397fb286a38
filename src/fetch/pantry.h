/* SPDX-License-Identifier: MIT */
/*
 * pantry: the files of a folder listing as they came last time, with the validators that their
 * server gave them, in hallway's cache folder. What did not change need not come again.
 *
 * It may be deleted at any time; what cannot be read or written is as if it were not there.
 */
#ifndef FETCH_PANTRY_H
#define FETCH_PANTRY_H

#include <stddef.h>

struct pantry_item {
	const char *url;
	const char *etag, *modified; /* HTTP validators, or NULL */
	const char *bytes;
	size_t len;
};

struct pantry;

/* Of the listing that is subscribed by that address. */
struct pantry *pantry_open(const char *address);
void pantry_close(struct pantry *pantry);

/* What was kept, NULL where nothing was: by its address, or one after the other. */
const struct pantry_item *pantry_find(const struct pantry *pantry, const char *url);
const struct pantry_item *pantry_item(const struct pantry *pantry, size_t i);

/* What is to be kept for the next time. The texts are copied, the bytes have to live until
 * pantry_save(). */
void pantry_put(struct pantry *pantry, const struct pantry_item *item);

/* Keeps what was put in place of what was kept. */
void pantry_save(const struct pantry *pantry);

#endif
