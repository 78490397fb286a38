/* SPDX-License-Identifier: MIT */
#include "store/rank.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* How much a word counts: in the body, the title, the authors, categories, tags, what is said. */
static const double weights[] = { 1.0, 12.0, 6.0, 4.0, 4.0, 0.0 };

enum { N_COLUMNS = sizeof(weights) / sizeof(*weights) };

static const double saturation = 1.2, by_length = 0.75; /* k1 and b */

/* What is the same for all rows of a query. */
struct rank {
	double mean; /* tokens a row */
	size_t n_phrases;
	double *worths; /* of each phrase: the seldom ones count more */
	double *freqs;  /* of each phrase in the row, weighted */
};

static void release(void *context)
{
	struct rank *rank = context;

	free(rank->worths);
	free(rank->freqs);
	free(rank);
}

static double worth_of(int64_t n_hits, sqlite3_int64 n_rows)
{
	double worth = log(((double)(n_rows - n_hits) + 0.5) / ((double)n_hits + 0.5));

	return worth <= 0.0 ? 1e-6 : worth;
}

static struct rank *start(const Fts5ExtensionApi *api, Fts5Context *fts,
			  const struct rank_hits *hits)
{
	struct rank *rank;
	sqlite3_int64 n_rows = 0, n_tokens = 0;

	if (!hits || (size_t)api->xPhraseCount(fts) != hits->n_items ||
	    api->xRowCount(fts, &n_rows) != SQLITE_OK ||
	    api->xColumnTotalSize(fts, -1, &n_tokens) != SQLITE_OK)
		return NULL;
	rank = mem_alloc(1, sizeof(*rank));
	rank->mean = (double)n_tokens / (double)n_rows;
	rank->n_phrases = hits->n_items;
	rank->worths = mem_alloc(rank->n_phrases, sizeof(*rank->worths));
	rank->freqs = mem_alloc(rank->n_phrases, sizeof(*rank->freqs));
	for (size_t i = 0; i < rank->n_phrases; i++)
		rank->worths[i] = worth_of(hits->items[i], n_rows);
	api->xSetAuxdata(fts, rank, release);
	return rank;
}

static int count(const Fts5ExtensionApi *api, Fts5Context *fts, struct rank *rank)
{
	int n = 0, result = api->xInstCount(fts, &n);

	for (size_t i = 0; i < rank->n_phrases; i++)
		rank->freqs[i] = 0;
	for (int i = 0; result == SQLITE_OK && i < n; i++) {
		int phrase, column, offset;

		result = api->xInst(fts, i, &phrase, &column, &offset);
		if (result == SQLITE_OK)
			rank->freqs[phrase] += column < N_COLUMNS ? weights[column] : 1.0;
	}
	return result;
}

static double score_of(const struct rank *rank, int n_tokens)
{
	double part = 1 - by_length + by_length * n_tokens / rank->mean, score = 0;

	for (size_t i = 0; i < rank->n_phrases; i++)
		score += rank->worths[i] * ((rank->freqs[i] * (saturation + 1.0)) /
					    (rank->freqs[i] + saturation * part));
	return score;
}

static void tell(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *context, int n,
		 sqlite3_value **values)
{
	struct rank *rank = api->xGetAuxdata(fts, 0);
	int n_tokens = 0;

	if (!rank && n > 0)
		rank = start(api, fts, sqlite3_value_pointer(values[0], "hits"));
	if (!rank || count(api, fts, rank) != SQLITE_OK ||
	    api->xColumnSize(fts, -1, &n_tokens) != SQLITE_OK) {
		sqlite3_result_error(context, "hallway_rank", -1);
		return;
	}
	sqlite3_result_double(context, -score_of(rank, n_tokens));
}

int rank_register(fts5_api *api)
{
	return api->xCreateFunction(api, "hallway_rank", NULL, tell, NULL);
}
