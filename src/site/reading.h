/* SPDX-License-Identifier: MIT */
/*
 * reading: the bytes of one file into a post.
 */
#ifndef SITE_READING_H
#define SITE_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/notes.h"
#include "base/str.h"
#include "post/front.h"
#include "post/post.h"
#include "settings/settings.h"

struct reading {
	const struct settings *settings; /* or NULL: no site */
	const struct map *authors;       /* for fields_read(), or NULL */
	const struct notes *notes;
	const char *path; /* below the site's folder, "" where there is none */
	const char *name; /* as messages call the file */
	bool no_repair;
	/* The public address of another file of the tree; may be NULL. */
	char *(*url_of)(void *context, const char *path);
	/* Which number of 05/06/2024 the site has first, where nothing else decides; may be NULL.
	 */
	enum when_order (*order_of)(void *context);
	void *context;
	struct front front;
};

/*
 * Fills in what the file itself says: title, authors, dates, body …; `bytes` are as they lie in the
 * file, and may be gone then. What is no text becomes a post with a problem. The address, source,
 * path and id are not set.
 */
void reading_parse(struct reading *reading, struct str *bytes, struct post *post);

/* The body: tags resolved, wrong decoding repaired, its hash set. Call it when post->url and the
 * fields stand. */
void reading_finish(struct reading *reading, struct post *post);

/* A post that says why its file could not be read. */
void reading_fail(const struct reading *reading, const char *problem, struct post *post);

void reading_release(struct reading *reading);

#endif
