/* SPDX-License-Identifier: MIT */
/*
 * fields: the keys of front matter, under all the names that sites give them, into a post.
 *
 * Case, '-', '_' and blanks in keys say nothing; what a site keeps below `extra`, `params` or
 * `taxonomies` counts as if it stood on top.
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
	struct when_rule when;     /* where `near` is 0, the date in the path counts */
	const char *path;          /* of the file below its tree: dates in names */
	const char *name;          /* of the file in messages; NULL: the path */
	const struct map *authors; /* from an author's id to a name (const char *), or NULL */
	const struct notes *notes;
};

/*
 * Fills in title, authors, categories, tags, published, updated, excerpt, cover, slug, lang, and
 * the url where the front matter gives an absolute one. The title may stay NULL, `published`
 * unknown. A date that cannot be read gives one warning. `front` may be NULL: then only the path
 * speaks. What `post` holds of these is replaced only where the front matter has something.
 */
void fields_read(const struct value *front, const struct fields_rule *rule, struct post *post);

/* The text of the first key that is a date's and holds one, as written, or NULL: for whoever wants
 * to see how a site writes its dates before they are read. Borrowed from `front`. */
const char *fields_date(const struct value *front);

/* What a post says of its translations; each NULL where it does not, borrowed from the front
 * matter. */
struct fields_translation {
	const char *key; /* what all translations of a post have in common: ref, translationKey … */
	const char *lang; /* what this one is written in */
	bool is_name;     /* the key is only what the post is called: its slug or permalink */
};

struct fields_translation fields_translation(const struct value *front);

enum fields_hidden {
	FIELDS_SHOWN,
	FIELDS_DRAFT,
	FIELDS_HIDDEN,
	FIELDS_UNPUBLISHED,
	FIELDS_REDIRECT
};

/* Whether the front matter says that the post is not to be shown (draft, hidden, published: false,
 * status: draft or hidden, a redirect). */
enum fields_hidden fields_hidden(const struct value *front);

#endif
