/* SPDX-License-Identifier: MIT */
/*
 * entry: one piece of news as a feed of any format has it, and what it is as a post.
 */
#ifndef FEED_ENTRY_H
#define FEED_ENTRY_H

#include "base/strings.h"
#include "feed/feed.h"
#include "post/post.h"

struct entry {
	char *title, *summary;   /* HTML or not: both are read */
	char *body;              /* NULL where there is none: then the summary is the body */
	enum post_kind kind;     /* of the body */
	char *url, *base, *id;   /* url and base absolute, or NULL */
	char *cover, *cover_alt; /* the address absolute, or NULL */
	char *lang;
	struct strings authors; /* as written */
	struct strings categories;
	struct strings published; /* dates, the better first */
	struct strings updated;
	struct strings files; /* addresses of what comes with it: audio, slides */
};

/* Adds the post to the feed; `number` counts from 1. */
void entry_post(const struct entry *entry, const struct feed_input *input, size_t number,
		struct feed *feed);

void entry_release(struct entry *entry);

#endif
