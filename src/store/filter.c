/* SPDX-License-Identifier: MIT */
#include "store/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/edition.h"
#include "store/fulltext.h"
#include "store/heads.h"
#include "store/memo.h"
#include "text/fold.h"

struct filter {
	struct index *index;
	const struct state *state;
	const struct order *order;
	struct err *err;
};

static int run(const struct filter *filter, const struct query_node *node, struct set *set);

static void add_all(const struct filter *filter, struct set *set)
{
	for (size_t i = 0; i < filter->order->n_rows; i++)
		set_add(set, filter->order->ns[i]);
}

/* Adds the first column of all rows. */
static int add_rows(const struct filter *filter, sqlite3_stmt *rows, struct set *set)
{
	if (!rows)
		return sql_fail(&filter->index->sql, filter->err);
	while (sql_row(rows))
		set_add(set, (uint32_t)sqlite3_column_int64(rows, 0));
	sql_end(rows);
	return 0;
}

/* What was found of a post that follows another counts for the one that leads. */
static void add_leads(const struct filter *filter, struct set *set)
{
	sqlite3_stmt *rows = sql_ready(&filter->index->sql,
				       "SELECT n, lead FROM posts WHERE lead <> n");

	while (sql_row(rows)) {
		if (set_has(set, (uint32_t)sqlite3_column_int64(rows, 0)))
			set_add(set, (uint32_t)sqlite3_column_int64(rows, 1));
	}
	sql_end(rows);
}

/* Narrows what was found to what another term found, too. */
static void meet(struct set *set, const struct set *other, bool is_first)
{
	if (is_first)
		set_or(set, other);
	else
		set_and(set, other);
}

/* Adds the term to those that are to be looked for, unless it is known what it finds. */
static bool meet_known(const struct filter *filter, const struct query_node *term, bool is_first,
		       struct set *set, struct str *rest)
{
	struct str expression = { 0 };
	const struct set *known;

	str_byte(&expression, '(');
	fulltext_express(term, &expression);
	str_byte(&expression, ')');
	known = memo_find(filter->index, expression.bytes);
	if (known)
		meet(set, known, is_first);
	else
		str_format(rest, "%s%s", rest->len > 0 ? " AND " : "", expression.bytes);
	str_release(&expression);
	return known;
}

/* All terms but the short ones; those that are not known at once: FTS5 walks their lists side by
 * side. False where all are short. */
static bool run_long(const struct filter *filter, const struct query_node *const *terms, size_t n,
		     struct set *set, int *result)
{
	struct str rest = { 0 };
	bool has_any = false;

	for (size_t i = 0; i < n; i++) {
		if (!fulltext_is_short(terms[i]))
			has_any |= meet_known(filter, terms[i], !has_any, set, &rest);
	}
	if (rest.len > 0) {
		struct set other = { 0 };

		*result = fulltext_match(filter->index, rest.bytes, &other, filter->err);
		meet(set, &other, !has_any);
		set_release(&other);
		has_any = true;
	}
	str_release(&rest);
	return has_any;
}

static int run_short(const struct filter *filter, const struct query_node *term, bool is_first,
		     struct set *set)
{
	struct set other = { 0 };
	int result = fulltext_begin(filter->index, term, &other, filter->err);

	meet(set, &other, is_first);
	set_release(&other);
	return result;
}

static int run_texts(const struct filter *filter, const struct query_node *const *terms, size_t n,
		     struct set *set)
{
	int result = 0;
	bool has_any = run_long(filter, terms, n, set, &result);

	for (size_t i = 0; i < n && result == 0; i++) {
		if (!fulltext_is_short(terms[i]))
			continue;
		result = run_short(filter, terms[i], !has_any, set);
		has_any = true;
	}
	if (result < 0)
		return -1;
	heads_match(filter->index, terms, n, set);
	add_leads(filter, set);
	return 0;
}

static int run_text(const struct filter *filter, const struct query_node *term, struct set *set)
{
	return run_texts(filter, &term, 1, set);
}

static bool has_folded(const char *text, const char *folded)
{
	char *mine = text ? fold_search_copy(text) : NULL;
	bool has = mine && strstr(mine, folded);

	free(mine);
	return has;
}

static int run_source(const struct filter *filter, const struct query_node *term, struct set *set)
{
	sqlite3_stmt *rows = sql_ready(&filter->index->sql,
				       "SELECT s, address, title FROM sources");
	char *folded = fold_search_copy(term->text);
	struct set sources = { 0 };
	int result = 0;

	while (sql_row(rows)) {
		if (has_folded((const char *)sqlite3_column_text(rows, 1), folded) ||
		    has_folded((const char *)sqlite3_column_text(rows, 2), folded))
			set_add(&sources, (uint32_t)sqlite3_column_int64(rows, 0));
	}
	sql_end(rows);
	for (uint32_t s = 1; s < sources.n_words * 64 && result == 0; s++) {
		if (!set_has(&sources, s))
			continue;
		rows = sql_ready(&filter->index->sql, "SELECT n FROM shelves WHERE s = ?");
		sql_int(rows, 1, s);
		result = add_rows(filter, rows, set);
	}
	set_release(&sources);
	free(folded);
	return result;
}

/* Days as they were written: where a zone can make a difference, the post is asked for it. */
static int run_days(const struct filter *filter, const struct query_node *term, struct set *set)
{
	const int64_t day = 86400;
	sqlite3_stmt *rows = sql_ready(&filter->index->sql,
				       "SELECT n FROM shelves"
				       " WHERE s = 0 AND seconds >= ?1 + ?3 AND seconds < ?2 - ?3");

	sql_int(rows, 1, term->from * day);
	sql_int(rows, 2, term->to * day);
	sql_int(rows, 3, day);
	if (add_rows(filter, rows, set) < 0)
		return -1;
	rows = sql_ready(&filter->index->sql,
			 "SELECT n FROM shelves JOIN posts USING(n) WHERE shelves.s = 0"
			 " AND ((seconds >= ?1 - ?3 AND seconds < ?1 + ?3)"
			 "   OR (seconds >= ?2 - ?3 AND seconds < ?2 + ?3))"
			 " AND published + (published_zone >> 1) * 60 >= ?1"
			 " AND published + (published_zone >> 1) * 60 < ?2");
	sql_int(rows, 1, term->from * day);
	sql_int(rows, 2, term->to * day);
	sql_int(rows, 3, day);
	return add_rows(filter, rows, set);
}

static int run_state(const struct filter *filter, const struct query_node *term, struct set *set)
{
	for (size_t i = 0; i < filter->order->n_rows; i++) {
		struct state_of known = state_of_number(filter->state, filter->order->ids[i]);
		bool is_in = term->field == QUERY_STARRED  ? known.is_starred
			     : term->field == QUERY_UNREAD ? !known.is_read
							   : known.is_read;

		if (is_in && term->field == QUERY_CHANGED)
			is_in = known.content &&
				known.content !=
					edition_content(filter->index, filter->order->ns[i]);
		if (is_in)
			set_add(set, filter->order->ns[i]);
	}
	return 0;
}

static int run_term(const struct filter *filter, const struct query_node *term, struct set *set)
{
	static int (*const runs[])(const struct filter *, const struct query_node *,
				   struct set *) = {
		[QUERY_TEXT] = run_text,     [QUERY_TITLE] = run_text,
		[QUERY_AUTHOR] = run_text,   [QUERY_CATEGORY] = run_text,
		[QUERY_TAG] = run_text,      [QUERY_IMAGE] = run_text,
		[QUERY_TICKET] = run_text,   [QUERY_LANG] = run_text,
		[QUERY_SOURCE] = run_source, [QUERY_DAYS] = run_days,
		[QUERY_UNREAD] = run_state,  [QUERY_READ] = run_state,
		[QUERY_STARRED] = run_state, [QUERY_CHANGED] = run_state,
	};

	return runs[term->field](filter, term, set);
}

static bool is_text(const struct query_node *node)
{
	return node->kind == QUERY_TERM && node->field <= QUERY_LANG;
}

/* The texts of an AND in one go, where there are any: what is left of everything else. */
static int start_and(const struct filter *filter, const struct query_node *node, struct set *set)
{
	const struct query_node **terms = mem_alloc(node->n_nodes, sizeof(*terms));
	size_t n = 0;
	int result = 0;

	for (size_t i = 0; i < node->n_nodes; i++) {
		if (is_text(node->nodes[i]))
			terms[n++] = node->nodes[i];
	}
	if (n > 0)
		result = run_texts(filter, terms, n, set);
	else
		add_all(filter, set);
	free(terms);
	return result;
}

static int run_and(const struct filter *filter, const struct query_node *node, struct set *set)
{
	int result = start_and(filter, node, set);

	for (size_t i = 0; i < node->n_nodes && result == 0; i++) {
		const struct query_node *child = node->nodes[i];
		struct set other = { 0 };

		if (is_text(child))
			continue;
		result = run(filter, child->kind == QUERY_NOT ? child->nodes[0] : child, &other);
		if (child->kind == QUERY_NOT)
			set_without(set, &other);
		else
			set_and(set, &other);
		set_release(&other);
	}
	return result;
}

static int run_or(const struct filter *filter, const struct query_node *node, struct set *set)
{
	for (size_t i = 0; i < node->n_nodes; i++) {
		struct set other = { 0 };
		int result = run(filter, node->nodes[i], &other);

		set_or(set, &other);
		set_release(&other);
		if (result < 0)
			return -1;
	}
	return 0;
}

static int run_not(const struct filter *filter, const struct query_node *node, struct set *set)
{
	struct set other = { 0 };
	int result = run(filter, node->nodes[0], &other);

	add_all(filter, set);
	set_without(set, &other);
	set_release(&other);
	return result;
}

static int run(const struct filter *filter, const struct query_node *node, struct set *set)
{
	static int (*const runs[])(const struct filter *, const struct query_node *,
				   struct set *) = {
		[QUERY_AND] = run_and,
		[QUERY_OR] = run_or,
		[QUERY_NOT] = run_not,
		[QUERY_TERM] = run_term,
	};

	return runs[node->kind](filter, node, set);
}

int filter_run(struct index *index, const struct state *state, const struct order *order,
	       const struct query_node *query, struct set *set, struct err *err)
{
	struct filter filter = { index, state, order, err };

	return run(&filter, query, set);
}
