/* SPDX-License-Identifier: MIT */
/*
 * rank: bm25 as FTS5 has it, told in how many rows each phrase stands: FTS5's own counts them anew
 * for each query, which takes as long as the query itself.
 */
#ifndef STORE_RANK_H
#define STORE_RANK_H

#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

/* In how many rows each phrase of an expression stands, in their order. */
struct rank_hits {
	int64_t *items;
	size_t n_items;
};

/* hallway_rank(texts, HITS) as SQLite calls it; HITS is a pointer of the name "hits". The less the
 * better. A failure where the expression has another number of phrases. */
int rank_register(fts5_api *api);

#endif
