/* SPDX-License-Identifier: MIT */
/* Any bytes as a feed. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "feed/feed.h"
#include "fuzz.h"
#include "text/safe.h"

static void check_safe(const char *text)
{
	assert(!text || safe_is(text, strlen(text)));
}

static void check_post(const struct post *post)
{
	assert(post->title && *post->title && post->body && post->path);
	assert(strlen(post->body) == post->body_len);
	check_safe(post->title);
	check_safe(post->url);
	check_safe(post->path);
	check_safe(post->excerpt);
	check_safe(post->cover_url);
	for (size_t i = 0; i < post->authors.n_items; i++)
		check_safe(post->authors.items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const struct feed_input input = { .bytes = (const char *)bytes,
					  .len = len,
					  .url = "https://x.org/feed.xml",
					  .source = "https://x.org/feed.xml" };
	struct feed feed;
	struct err err;

	feed_is(input.bytes, len);
	if (feed_read(&input, &feed, &err) == 0)
		check_safe(feed.title);
	for (size_t i = 0; i < feed.n_posts; i++)
		check_post(&feed.posts[i]);
	feed_release(&feed);
	return 0;
}
