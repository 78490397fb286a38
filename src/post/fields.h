/* SPDX-License-Identifier: MIT */
/*
 * fields: the keys of front matter, under all the names that sites give them, into a post.
 */
#ifndef POST_FIELDS_H
#define POST_FIELDS_H

#include <stdbool.h>

#include "base/map.h"
#include "base/notes.h"
#include "format/value.h"
#include "post/post.h"
#include "post/when.h"

struct fields_rule {
	struct when_rule when;
	const char *path;	   /* of the file below its tree: dates in names, and messages */
	const struct map *authors; /* from an author's id to a name (const char *), or NULL */
	const struct notes *notes;
};

/* Fills in title, authors, categories, tags, published, updated, excerpt, cover, slug, lang, and the url where
 * the front matter gives an absolute one. The title may stay NULL, `published` unknown. */
void fields_read(const struct value *front, const struct fields_rule *rule, struct post *post);

enum fields_hidden { FIELDS_SHOWN, FIELDS_DRAFT, FIELDS_HIDDEN, FIELDS_UNPUBLISHED, FIELDS_REDIRECT };

/* Whether the front matter says that the post is not to be shown (draft, hidden, published: false,
 * status: draft or hidden, a redirect). */
enum fields_hidden fields_hidden(const struct value *front);

#endif
