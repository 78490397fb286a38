/* SPDX-License-Identifier: MIT */
/*
 * fulltext: the words of all posts, by FTS5 with terms (text/terms.h) as its tokens.
 *
 * The table holds no text, only where words stand, and nothing is ever taken out of it: a post that
 * goes leaves words behind that lead to no post. fulltext_tidy() empties it when they are too many.
 */
#ifndef STORE_FULLTEXT_H
#define STORE_FULLTEXT_H

#include "base/str.h"
#include "store/handle.h"
#include "store/query.h"
#include "store/rank.h"
#include "store/set.h"

/* Makes the terms known to SQLite; before anything touches the tables. */
int fulltext_register(struct index *index, struct err *err);

int fulltext_put(struct index *index, int64_t n, const struct post *post, const struct links *links,
		 const char *words, struct err *err);

/* Empties the table where most of it leads nowhere: all posts are bare again. */
int fulltext_tidy(struct index *index, struct err *err);

/* Whether the term is the start of a word of one or two letters: so many words begin with it that
 * it is answered from a table of its own. */
bool fulltext_is_short(const struct query_node *term);

/* Adds the posts with a word that begins with such a term. */
int fulltext_begin(struct index *index, const struct query_node *term, struct set *set,
		   struct err *err);

/* Adds what a term of the query is in FTS5's language. */
void fulltext_express(const struct query_node *term, struct str *expression);

/* Adds the posts that match an expression. */
int fulltext_match(struct index *index, const char *expression, struct set *set, struct err *err);

struct fulltext_ranking {
	const char *expression; /* phrases with OR between them */
	struct rank_hits hits;  /* of each phrase */
	const struct set *among;
};

/* Visits those of the posts `among` that match, with how well (the less the better). */
int fulltext_rank(struct index *index, const struct fulltext_ranking *ranking,
		  void (*visit)(void *context, uint32_t n, double rank), void *context,
		  struct err *err);

#endif
