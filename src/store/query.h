/* SPDX-License-Identifier: MIT */
/*
 * query: the language in which posts are asked for, as a tree.
 *
 *	word		begins a word of the title, the authors, categories, tags or the body
 *	"two words"	stand side by side
 *	title:x author:x category:x tag:x	the same, in that part only; x may be "two words"
 *	source:x	x is part of the source's title or address
 *	year:2024 year:2019..2021 date:D after:D before:D
 *			D: today yesterday 7d 2w 6m 1y 2024 2024-07 2024-07-16. After a span
 *			is from its first day on, before it until then; days as they were written
 *	is:unread is:read is:starred is:changed has:ticket has:image lang:de
 *	a b		both; a or b: either; -a, not a: without; ( ) first
 *
 * Text is compared folded (text/terms.h).
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum query_kind { QUERY_AND, QUERY_OR, QUERY_NOT, QUERY_TERM };

enum query_field {
	QUERY_TEXT, /* anywhere */
	QUERY_TITLE,
	QUERY_AUTHOR,
	QUERY_CATEGORY,
	QUERY_TAG,
	QUERY_IMAGE, /* the fields up to here are asked of the full text */
	QUERY_TICKET,
	QUERY_LANG,
	QUERY_SOURCE,
	QUERY_DAYS,
	QUERY_UNREAD,
	QUERY_READ,
	QUERY_STARRED,
	QUERY_CHANGED,
};

struct query_node {
	enum query_kind kind;
	struct query_node **nodes; /* of AND and OR at least one, of NOT one, of TERM none */
	size_t n_nodes;
	enum query_field field;
	char *text;       /* or NULL where the field says all */
	bool is_prefix;   /* the last word of the text may go on */
	int64_t from, to; /* QUERY_DAYS: since 1970, `to` not among them */
};

/* `today` is the day since 1970 for those that count from it. An empty query is an AND of nothing.
 * NULL where it is mistaken: a sentence that names the character. The caller frees. */
struct query_node *query_parse(const char *text, int64_t today, struct err *err);
void query_free(struct query_node *node);

/* Whether it asks for what the user did with posts, which changes while they are read. */
bool query_has_state(const struct query_node *node);

/* Adds the terms whose text must or may be there, up to and with QUERY_TAG: what can be marked in a
 * post. They are borrowed from the tree; the array is the caller's to free. */
void query_terms(const struct query_node *node, const struct query_node ***terms, size_t *n);

#endif
