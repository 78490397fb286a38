/* SPDX-License-Identifier: MIT */
#include "store/arrange.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/fulltext.h"
#include "text/fold.h"

/* What a row is sorted by; rows without a text come last, whichever way round. */
struct key {
	const char *text; /* folded */
	double rank;
	uint32_t n;
	size_t row;
	bool is_last;
};

struct keys {
	struct key *items; /* by n while they are filled */
	size_t n_items;
	struct arena texts;
};

static int by_n(const void *a, const void *b)
{
	const struct key *one = a, *other = b;

	return one->n < other->n ? -1 : one->n > other->n;
}

/* For the first rows of the order, `most` of them. */
static void start_keys(const struct order *order, size_t most, struct keys *keys)
{
	*keys = (struct keys){ .n_items = order->n_rows < most ? order->n_rows : most };
	keys->items = mem_alloc(keys->n_items, sizeof(*keys->items));
	for (size_t i = 0; i < keys->n_items; i++)
		keys->items[i] = (struct key){ .n = order->ns[i], .row = i, .is_last = true };
	qsort(keys->items, keys->n_items, sizeof(*keys->items), by_n);
}

static void release_keys(struct keys *keys)
{
	free(keys->items);
	arena_release(&keys->texts);
}

static struct key *find_key(const struct keys *keys, uint32_t n)
{
	struct key wanted = { .n = n };

	return bsearch(&wanted, keys->items, keys->n_items, sizeof(wanted), by_n);
}

/* The first line counts: lists are kept one item a line. */
static void set_text(struct keys *keys, struct key *key, const char *text)
{
	struct str folded = { 0 };

	if (!text || !*text)
		return;
	fold_text(text, strcspn(text, "\n"), &folded, NULL);
	key->text = arena_copy(&keys->texts, str_bytes(&folded), folded.len);
	key->is_last = false;
	str_release(&folded);
}

/* Calls `take` for each post that is in the keys, with its row of the statement, n first. */
static void fill(struct index *index, const char *sql, struct keys *keys,
		 void (*take)(struct keys *, struct key *, sqlite3_stmt *))
{
	sqlite3_stmt *rows = sql_ready(&index->sql, sql);
	size_t at = 0;

	while (at < keys->n_items && sql_row(rows)) {
		uint32_t n = (uint32_t)sqlite3_column_int64(rows, 0);

		while (at < keys->n_items && keys->items[at].n < n)
			at++;
		if (at < keys->n_items && keys->items[at].n == n)
			take(keys, &keys->items[at], rows);
	}
	sql_end(rows);
}

static void take_text(struct keys *keys, struct key *key, sqlite3_stmt *row)
{
	set_text(keys, key, (const char *)sqlite3_column_text(row, 1));
}

static const char *const texts_sql[] = {
	[LISTING_TITLE] = "SELECT n, title FROM posts ORDER BY n",
	[LISTING_AUTHOR] = "SELECT n, authors FROM posts ORDER BY n",
	[LISTING_SOURCE] = "SELECT n, coalesce(nullif(sources.title, ''), address)"
			   " FROM posts JOIN sources USING(s) ORDER BY n",
};

static void take_rank(void *context, uint32_t n, double rank)
{
	struct key *key = find_key(context, n);

	if (!key)
		return;
	key->rank = rank;
	key->is_last = false;
}

/* Adds a phrase, and in how many posts it is: that is known where it was asked for just now. */
static int add_phrase(struct index *index, const struct query_node *term, struct str *expression,
		      struct rank_hits *hits, struct err *err)
{
	struct str one = { 0 };
	struct set found = { 0 };
	int result;

	str_byte(&one, '(');
	fulltext_express(term, &one);
	str_byte(&one, ')');
	result = fulltext_match(index, one.bytes, &found, err);
	str_format(expression, "%s%s", expression->len > 0 ? " OR " : "", one.bytes);
	hits->items = mem_grow(hits->items, hits->n_items, sizeof(*hits->items));
	hits->items[hits->n_items++] = set_count(&found);
	set_release(&found);
	str_release(&one);
	return result;
}

/* bm25 over all words that may be there; which of them must be the query has said. */
static int fill_ranks(struct index *index, const struct query_node *query, struct keys *keys,
		      struct err *err)
{
	const struct query_node **terms = NULL;
	struct str expression = { 0 };
	struct set among = { 0 };
	struct fulltext_ranking ranking = { .among = &among };
	size_t n = 0;
	int result = 0;

	if (query)
		query_terms(query, &terms, &n);
	for (size_t i = 0; i < n && result == 0; i++) {
		if (terms[i]->field != QUERY_TEXT || !fulltext_is_short(terms[i]))
			result = add_phrase(index, terms[i], &expression, &ranking.hits, err);
	}
	for (size_t i = 0; i < keys->n_items; i++)
		set_add(&among, keys->items[i].n);
	ranking.expression = expression.bytes;
	if (expression.len > 0 && result == 0)
		result = fulltext_rank(index, &ranking, take_rank, keys, err);
	free(ranking.hits.items);
	set_release(&among);
	str_release(&expression);
	free(terms);
	return result;
}

static int by_row(const struct key *one, const struct key *other)
{
	return one->row < other->row ? -1 : one->row > other->row;
}

static int by_text(const struct key *one, const struct key *other)
{
	return one->is_last ? 0 : strcmp(one->text, other->text);
}

static int by_rank(const struct key *one, const struct key *other)
{
	return one->rank < other->rank ? -1 : one->rank > other->rank;
}

static int compare(const struct key *one, const struct key *other,
		   int (*by)(const struct key *, const struct key *), int sign)
{
	int order = one->is_last - other->is_last;

	if (order == 0)
		order = sign * by(one, other);
	return order ? order : by_row(one, other);
}

static int text_up(const void *a, const void *b)
{
	return compare(a, b, by_text, 1);
}

static int text_down(const void *a, const void *b)
{
	return compare(a, b, by_text, -1);
}

static int rank_up(const void *a, const void *b)
{
	return compare(a, b, by_rank, 1);
}

static int rank_down(const void *a, const void *b)
{
	return compare(a, b, by_rank, -1);
}

/* The order's rows as the keys stand now; those without a key stay behind them. */
static void apply(struct order *order, const struct keys *keys)
{
	struct order sorted = { 0 };

	for (size_t i = 0; i < keys->n_items; i++)
		order_add(&sorted, (int64_t)order->ids[keys->items[i].row],
			  order->ns[keys->items[i].row]);
	for (size_t i = keys->n_items; i < order->n_rows; i++)
		order_add(&sorted, (int64_t)order->ids[i], order->ns[i]);
	order_release(order);
	*order = sorted;
}

int arrange_sort(struct index *index, const struct listing_spec *spec,
		 const struct query_node *query, struct order *order, struct err *err)
{
	static int (*const comparisons[2][2])(const void *, const void *) = {
		{ text_up, text_down },
		{ rank_up, rank_down },
	};
	bool by_relevance = spec->order == LISTING_RELEVANCE;
	struct keys keys;
	int result = 0;

	if (spec->order == LISTING_DATE) {
		if (spec->is_reversed)
			order_reverse(order);
		return 0;
	}
	start_keys(order, by_relevance ? LISTING_RANKED : order->n_rows, &keys);
	if (by_relevance)
		result = fill_ranks(index, query, &keys, err);
	else
		fill(index, texts_sql[spec->order], &keys, take_text);
	qsort(keys.items, keys.n_items, sizeof(*keys.items),
	      comparisons[by_relevance][spec->is_reversed]);
	apply(order, &keys);
	release_keys(&keys);
	return result;
}

/* Years are sorted as texts: the newer, the less. */
static void take_year(struct keys *keys, struct key *key, sqlite3_stmt *row)
{
	int64_t year, seconds;
	int month, day;
	struct str text = { 0 };

	if (sqlite3_column_type(row, 1) == SQLITE_NULL)
		return;
	seconds = sqlite3_column_int64(row, 1) + (sqlite3_column_int64(row, 2) >> 1) * 60;
	clock_date((seconds - (seconds % 86400 + 86400) % 86400) / 86400, &year, &month, &day);
	str_format(&text, "%06lld", (long long)(500000 - year));
	key->text = arena_copy(&keys->texts, text.bytes, text.len);
	key->is_last = false;
	str_release(&text);
}

static char *category_name(const char *text)
{
	return mem_copy(text, strcspn(text, "\n"));
}

static char *year_name(const char *text)
{
	struct str name = { 0 };

	str_format(&name, "%lld", 500000 - strtoll(text, NULL, 10));
	return str_take(&name);
}

/* A group: how its posts are found, what it is called, and what those are called that have none. */
static const struct {
	const char *sql;
	void (*take)(struct keys *, struct key *, sqlite3_stmt *);
	const char *without;
} groupings[] = {
	[LISTING_BY_SOURCE] = { "SELECT n, coalesce(nullif(sources.title, ''), address)"
				" FROM posts JOIN sources USING(s) ORDER BY n",
				take_text, N_("Without a source") },
	[LISTING_BY_YEAR] = { "SELECT n, published, published_zone FROM posts ORDER BY n",
			      take_year, N_("Undated") },
	[LISTING_BY_CATEGORY] = { "SELECT n, categories FROM posts ORDER BY n", take_text,
				  N_("Without a category") },
};

/* As it is written in the first post of the group, not folded. */
static char *written_name(struct index *index, enum listing_grouping grouping, uint32_t n)
{
	sqlite3_stmt *row = sql_ready(&index->sql,
				      "SELECT CASE ?2 WHEN 1 THEN"
				      " coalesce(nullif(sources.title, ''), address)"
				      " ELSE categories END"
				      " FROM posts JOIN sources USING(s) WHERE n = ?1");
	char *name = NULL;

	sql_int(row, 1, n);
	sql_int(row, 2, grouping == LISTING_BY_SOURCE);
	if (sql_row(row) && sqlite3_column_type(row, 0) != SQLITE_NULL)
		name = category_name((const char *)sqlite3_column_text(row, 0));
	sql_end(row);
	return name ? name : mem_copy(NULL, 0);
}

static char *name_of(struct index *index, enum listing_grouping grouping, const struct key *key)
{
	if (key->is_last)
		return mem_string(_(groupings[grouping].without));
	return grouping == LISTING_BY_YEAR ? year_name(key->text)
					   : written_name(index, grouping, key->n);
}

static bool is_same(const struct key *one, const struct key *other)
{
	return one->is_last == other->is_last && by_text(one, other) == 0;
}

/* The oldest year first where the oldest post stands first. */
static bool is_downward(const struct listing_spec *spec)
{
	return spec->grouping == LISTING_BY_YEAR && spec->order == LISTING_DATE &&
	       spec->is_reversed;
}

void arrange_group(struct index *index, const struct listing_spec *spec, struct order *order,
		   struct arrange_groups *groups)
{
	struct keys keys;

	if (spec->grouping == LISTING_PLAIN)
		return;
	start_keys(order, order->n_rows, &keys);
	fill(index, groupings[spec->grouping].sql, &keys, groupings[spec->grouping].take);
	qsort(keys.items, keys.n_items, sizeof(*keys.items),
	      is_downward(spec) ? text_down : text_up);
	for (size_t i = 0; i < keys.n_items; i++) {
		if (i == 0 || !is_same(&keys.items[i - 1], &keys.items[i])) {
			groups->items = mem_grow(groups->items, groups->n_items,
						 sizeof(*groups->items));
			groups->items[groups->n_items++] = (struct arrange_group){
				.name = name_of(index, spec->grouping, &keys.items[i]), .first = i
			};
		}
		groups->items[groups->n_items - 1].n_rows++;
	}
	apply(order, &keys);
	release_keys(&keys);
}

void arrange_release(struct arrange_groups *groups)
{
	for (size_t i = 0; i < groups->n_items; i++)
		free(groups->items[i].name);
	free(groups->items);
	*groups = (struct arrange_groups){ 0 };
}
