/* SPDX-License-Identifier: MIT */
/*
 * feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1 into posts.
 *
 * What is not well-formed is read as far as it goes. A body is HTML, or text where the feed says
 * so; what its links are relative to (xml:base, else the entry's own address) is post->base.
 */
#ifndef FEED_FEED_H
#define FEED_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"
#include "post/post.h"

struct feed_input {
	const char *bytes;
	size_t len;
	const char *charset;       /* as HTTP declared it, or NULL */
	const char *url;           /* of the feed: relative addresses are seen from it; or NULL */
	const char *source;        /* for post->source and messages */
	const struct notes *notes; /* may be NULL */
	bool no_repair;            /* leave mojibake as it is */
};

struct feed {
	char *title, *url, *lang; /* safe; url: the home page, absolute; NULL where not said */
	int64_t ttl;              /* seconds for which there is nothing new to be had; 0 not said */
	struct post *posts;       /* in the feed's order, identified; path: the entry's own id */
	size_t n_posts;
};

/* Whether bytes, in any encoding, begin as a feed does. */
bool feed_is(const char *bytes, size_t len);

int feed_read(const struct feed_input *input, struct feed *feed, struct err *err);

void feed_release(struct feed *feed);

#endif
