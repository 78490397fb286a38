/* SPDX-License-Identifier: MIT */
/*
 * sniff: what came back: told from its bytes first, then from the media type, then from its
 * address.
 */
#ifndef FETCH_SNIFF_H
#define FETCH_SNIFF_H

#include <stddef.h>

enum sniff_kind {
	SNIFF_ARCHIVE,
	SNIFF_FEED,  /* RSS, Atom, JSON Feed */
	SNIFF_PAGE,  /* HTML */
	SNIFF_POST,  /* Markdown or plain text */
	SNIFF_OTHER, /* a picture, a program: nothing to read */
};

enum { SNIFF_ROOM = 4096 }; /* so many bytes are enough */

/* `bytes` are the first ones, in any encoding; `type` may be NULL. */
enum sniff_kind sniff(const char *bytes, size_t len, const char *type, const char *url);

#endif
