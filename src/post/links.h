/* SPDX-License-Identifier: MIT */
/*
 * links: the links of a post's document, resolved and classified.
 */
#ifndef POST_LINKS_H
#define POST_LINKS_H

#include <stdbool.h>
#include <stddef.h>

#include "document/document.h"
#include "post/kinds.h"
#include "post/post.h"

struct post_link {
	unsigned number;    /* 1-based, in reading order: index in document->links + 1 */
	char *text;         /* its words in one line; "" where there are none */
	char *url;          /* absolute, or as written where that cannot be; never NULL */
	const char *kind;   /* ticket, web, post, mail, anchor, image, other; borrowed */
	const char *action; /* what kinds_of() says, or NULL; borrowed from kinds */
	bool is_resolved;   /* the url is absolute */
};

struct links {
	struct post_link *items;
	size_t n_items;
};

/* `kinds` may be NULL. The kind "post" (it leads to another post of an index) is set by whoever
 * knows the index. */
void links_read(const struct post *post, const struct document *document, const struct kinds *kinds,
		struct links *links);

/* The first of kind ticket, or NULL. */
const struct post_link *links_ticket(const struct links *links);

void links_release(struct links *links);

/*
 * A target as written in the post: what it leads to, absolute where the post's base allows. A path
 * from the root is one of the site's host; //host, host.tld/x and www.host get a scheme, mail
 * addresses mailto:; schemes are taken as meant (ttps:), parentheses around all of it dropped. What
 * generators mark ({{ }}, {static}, @/) stays as it is. The caller frees.
 */
char *links_resolve(const struct post *post, const char *target);

/* What the document of a post is made from; all of it is borrowed. */
struct document_input links_input(const struct post *post, const char *const *bylines,
				  size_t n_bylines);

/* The document of a post with its head (title, bylines); the caller frees. */
struct document *links_document(const struct post *post, const char *const *bylines,
				size_t n_bylines);

#endif
