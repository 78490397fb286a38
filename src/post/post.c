/* SPDX-License-Identifier: MIT */
#include "post/post.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "text/url.h"

/* Two addresses that differ only in what url_canonical() takes away are one post. */
void post_identify(struct post *post)
{
	uint64_t hash = HASH_START;

	if (post->url) {
		char *canonical = url_canonical(post->url);

		hash = hash_text(hash, canonical);
		free(canonical);
	} else {
		hash = hash_text(hash, post->source ? post->source : "");
		hash = hash_bytes(hash, "\n", 1);
		hash = hash_text(hash, post->path ? post->path : "");
	}
	snprintf(post->id, sizeof(post->id), "%016" PRIx64, hash);
}

void post_release(struct post *post)
{
	char *texts[] = {
		post->source, post->path,    post->url,       post->base,      post->site,
		post->title,  post->excerpt, post->cover_url, post->cover_alt, post->slug,
		post->lang,   post->ticket,  post->problem,   post->repaired,  post->body
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		free(texts[i]);
	strings_release(&post->authors);
	strings_release(&post->categories);
	strings_release(&post->tags);
	*post = (struct post){ 0 };
}
