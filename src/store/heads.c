/* SPDX-License-Identifier: MIT */
#include "store/heads.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/strings.h"
#include "text/terms.h"

enum column { TITLE, AUTHORS, CATEGORIES, TAGS, LANG, COVER, N_COLUMNS };

static void split(const char *text, struct strings *folded)
{
	struct terms terms = { .text = text, .len = strlen(text) };
	struct term term;

	while (terms_next(&terms, &term))
		strings_add_bytes(folded, term.folded, term.folded_len);
	terms_release(&terms);
}

static bool is_same(const struct term *term, const char *wanted, bool is_prefix)
{
	return is_prefix ? str_starts(term->folded, wanted) : strcmp(term->folded, wanted) == 0;
}

/* Whether the words go on from here as they are wanted to; the end in *to. */
static bool goes_on(const char *text, size_t len, const struct strings *wanted, bool is_prefix,
		    size_t *to)
{
	struct terms terms = { .text = text, .len = len };
	struct term term;
	bool is_good = true;

	for (size_t i = 0; i < wanted->n_items && is_good; i++) {
		bool is_last = i + 1 == wanted->n_items;

		is_good = terms_next(&terms, &term) &&
			  is_same(&term, wanted->items[i], is_prefix && is_last);
		if (is_good)
			*to = term.to;
	}
	terms_release(&terms);
	return is_good;
}

bool heads_find(const char *text, size_t len, const char *wanted, bool is_prefix, size_t *from,
		size_t *to)
{
	struct terms terms = { .text = text, .len = len };
	struct strings folded = { 0 };
	struct term term;
	bool is_found = false;

	split(wanted, &folded);
	while (folded.n_items > 0 && !is_found && terms_next(&terms, &term)) {
		bool is_one = folded.n_items == 1;
		size_t end = 0;

		if (!is_same(&term, folded.items[0], is_prefix && is_one))
			continue;
		is_found = goes_on(text + term.from, len - term.from, &folded, is_prefix, &end);
		if (is_found) {
			*from = term.from;
			*to = term.from + end;
		}
	}
	terms_release(&terms);
	strings_release(&folded);
	return is_found;
}

static bool has(const char *text, const struct query_node *term)
{
	size_t from, to;

	return text && heads_find(text, strlen(text), term->text, term->is_prefix, &from, &to);
}

static bool is_lang(const char *lang, const char *wanted)
{
	size_t len = strlen(wanted);

	return lang && str_starts(lang, wanted) && (!lang[len] || strchr("-_", lang[len]));
}

static bool matches(const char *const texts[N_COLUMNS], const struct query_node *term)
{
	switch (term->field) {
	case QUERY_TITLE:
		return has(texts[TITLE], term);
	case QUERY_AUTHOR:
		return has(texts[AUTHORS], term);
	case QUERY_CATEGORY:
		return has(texts[CATEGORIES], term);
	case QUERY_TAG:
		return has(texts[TAGS], term);
	case QUERY_LANG:
		return is_lang(texts[LANG], term->text);
	case QUERY_IMAGE:
		return texts[COVER];
	case QUERY_TEXT:
		return has(texts[TITLE], term) || has(texts[AUTHORS], term) ||
		       has(texts[CATEGORIES], term) || has(texts[TAGS], term);
	default:
		return false;
	}
}

void heads_match(struct index *index, const struct query_node *const *terms, size_t n,
		 struct set *set)
{
	sqlite3_stmt *row = sql_ready(
		&index->sql, "SELECT posts.title, authors, categories, tags, lang, cover_url, n"
			     " FROM sources CROSS JOIN posts INDEXED BY posts_source"
			     " WHERE posts.s = sources.s AND n > texts");

	while (sql_row(row)) {
		const char *texts[N_COLUMNS];
		size_t i = 0;

		for (int column = 0; column < N_COLUMNS; column++)
			texts[column] = (const char *)sqlite3_column_text(row, column);
		while (i < n && matches(texts, terms[i]))
			i++;
		if (i == n)
			set_add(set, (uint32_t)sqlite3_column_int64(row, N_COLUMNS));
	}
	sql_end(row);
}
