/* SPDX-License-Identifier: MIT */
#include "store/fulltext.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "text/terms.h"

/* Begins what is said about a post and not by it, so that no word of a text is taken for it. */
#define SAID "\xEE\x80\x80"

enum { GARBAGE = 2000 };

static int create(void *api, const char **arguments, int n, Fts5Tokenizer **tokenizer)
{
	static char nothing;

	(void)api;
	(void)arguments;
	(void)n;
	*tokenizer = (Fts5Tokenizer *)&nothing;
	return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len,
		    int (*token)(void *, int, const char *, int, int, int))
{
	struct terms terms = { .text = text, .len = len > 0 ? (size_t)len : 0 };
	struct term term;
	int result = SQLITE_OK;

	(void)tokenizer;
	(void)flags;
	while (result == SQLITE_OK && terms_next(&terms, &term))
		result = token(context, 0, term.folded, (int)term.folded_len, (int)term.from,
			       (int)term.to);
	terms_release(&terms);
	return result;
}

int fulltext_register(struct sql *sql, struct err *err)
{
	static fts5_tokenizer tokenizer = { create, destroy, tokenize };
	sqlite3_stmt *row;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(sql->db, "SELECT fts5(?1)", -1, &row, NULL) != SQLITE_OK)
		return sql_fail(sql, err);
	sqlite3_bind_pointer(row, 1, (void *)&api, "fts5_api_ptr", NULL);
	sqlite3_step(row);
	sqlite3_finalize(row);
	if (!api || api->xCreateTokenizer(api, "hallway", NULL, &tokenizer, NULL) != SQLITE_OK)
		return sql_fail(sql, err);
	return 0;
}

static bool has_image(const struct post *post, const struct links *links)
{
	for (size_t i = 0; links && i < links->n_items; i++) {
		if (strcmp(links->items[i].kind, "image") == 0)
			return true;
	}
	return post->cover_url != NULL;
}

/* de-AT is said as de and as deat: asked for by either. */
static void say_lang(const char *lang, struct str *said)
{
	size_t len = strcspn(lang, "-_");

	str_text(said, " " SAID "lang");
	str_add(said, lang, len);
	if (!lang[len])
		return;
	str_text(said, " " SAID "lang");
	for (; *lang; lang++) {
		if (*lang != '-' && *lang != '_')
			str_byte(said, *lang);
	}
}

static void say(const struct post *post, const struct links *links, struct str *said)
{
	if (has_image(post, links))
		str_text(said, " " SAID "image");
	if (post->ticket)
		str_text(said, " " SAID "ticket");
	if (post->lang)
		say_lang(post->lang, said);
}

int fulltext_put(struct index *index, int64_t n, const struct post *post, const struct links *links,
		 const char *words, struct err *err)
{
	sqlite3_stmt *statement = sql_ready(
		&index->sql, "INSERT INTO texts(rowid, title, authors, categories, tags,"
			     " body, said) VALUES(?, ?, ?, ?, ?, ?, ?)");
	char *authors = strings_join(&post->authors, "\n");
	char *categories = strings_join(&post->categories, "\n");
	char *tags = strings_join(&post->tags, "\n");
	struct str said = { 0 };
	int result;

	say(post, links, &said);
	sql_int(statement, 1, n);
	sql_text(statement, 2, post->title);
	sql_text(statement, 3, authors);
	sql_text(statement, 4, categories);
	sql_text(statement, 5, tags);
	sql_text(statement, 6, words);
	sql_text(statement, 7, str_bytes(&said));
	result = sql_run(&index->sql, statement, err);
	index->facts.n_texts++;
	index->is_counted = true;
	free(authors);
	free(categories);
	free(tags);
	str_release(&said);
	return result;
}

int fulltext_tidy(struct index *index, struct err *err)
{
	int64_t n_posts = sql_number(sql_ready(&index->sql, "SELECT count(*) FROM posts"), 0);

	if (index->facts.n_texts < 2 * n_posts + GARBAGE)
		return 0;
	index->facts.n_texts = 0;
	index->is_counted = true;
	return sql_script(&index->sql,
			  "INSERT INTO texts(texts) VALUES('delete-all');"
			  "UPDATE sources SET texts = 0",
			  err);
}

/* Between quotes FTS5 takes anything; a quote is written twice. */
static void quote(const char *before, const char *text, struct str *out)
{
	str_byte(out, '"');
	str_text(out, before);
	for (; *text; text++) {
		if (*text == '"')
			str_byte(out, '"');
		str_byte(out, *text);
	}
	str_byte(out, '"');
}

static void express_lang(const char *lang, struct str *out)
{
	struct str joined = { 0 };

	for (; *lang; lang++) {
		if (*lang != '-' && *lang != '_')
			str_byte(&joined, *lang);
	}
	quote(SAID "lang", str_bytes(&joined), out);
	str_release(&joined);
}

void fulltext_express(const struct query_node *term, struct str *expression)
{
	static const char *const columns[] = {
		[QUERY_TEXT] = "",
		[QUERY_TITLE] = "title : ",
		[QUERY_AUTHOR] = "authors : ",
		[QUERY_CATEGORY] = "categories : ",
		[QUERY_TAG] = "tags : ",
	};

	if (term->field <= QUERY_TAG) {
		str_text(expression, columns[term->field]);
		quote("", term->text, expression);
	} else if (term->field == QUERY_LANG) {
		express_lang(term->text, expression);
		return;
	} else {
		quote(SAID, term->field == QUERY_IMAGE ? "image" : "ticket", expression);
	}
	if (term->is_prefix)
		str_text(expression, " *");
}

static int end(struct index *index, sqlite3_stmt *rows, struct err *err)
{
	int result = sqlite3_errcode(index->sql.db);

	result = !rows || (result != SQLITE_DONE && result != SQLITE_OK)
			 ? sql_fail(&index->sql, err)
			 : 0;
	sql_end(rows);
	return result;
}

int fulltext_match(struct index *index, const char *expression, struct set *set, struct err *err)
{
	sqlite3_stmt *rows = sql_ready(&index->sql, "SELECT rowid FROM texts WHERE texts MATCH ?");

	sql_text(rows, 1, expression);
	while (sql_row(rows))
		set_add(set, (uint32_t)sqlite3_column_int64(rows, 0));
	return end(index, rows, err);
}

int fulltext_rank(struct index *index, const char *expression,
		  void (*visit)(void *context, uint32_t n, double rank), void *context,
		  struct err *err)
{
	sqlite3_stmt *rows = sql_ready(&index->sql,
				       "SELECT rowid, bm25(texts, 1.0, 12.0, 6.0, 4.0, 4.0, 0.0)"
				       " FROM texts WHERE texts MATCH ?");

	sql_text(rows, 1, expression);
	while (sql_row(rows))
		visit(context, (uint32_t)sqlite3_column_int64(rows, 0),
		      sqlite3_column_double(rows, 1));
	return end(index, rows, err);
}
