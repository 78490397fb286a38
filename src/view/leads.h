/* SPDX-License-Identifier: MIT */
/*
 * leads: what a post's links lead to among what the index holds.
 */
#ifndef VIEW_LEADS_H
#define VIEW_LEADS_H

#include <stdbool.h>

#include "post/kinds.h"
#include "post/links.h"
#include "post/post.h"
#include "store/index.h"

/* The id (POST_ID_ROOM bytes) of the post, or the page that is kept beside the posts, that an
 * address in a post leads to; false where the index has none. */
bool leads_find(struct index *index, const struct post *post, const char *url, char *id);

/* Whether an address may be that of a page whose source can be had: on the site of files on this
 * machine, or a text beside one that came over the network. */
bool leads_may_be_page(const struct post *post, const char *url);

/* What the index knows of a post's links: the kind is "post" where one leads to another post, or to
 * a page that is kept beside the posts; actions by the variables of the site. `index` may be NULL.
 */
void leads_tell(struct index *index, const struct kinds *kinds, const struct post *post,
		struct links *links);

#endif
