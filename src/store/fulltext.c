/* SPDX-License-Identifier: MIT */
#include "store/fulltext.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "store/memo.h"
#include "store/rank.h"
#include "text/terms.h"

/* Begins what is said about a post and not by it, so that no word of a text is taken for it. */
#define SAID "\xEE\x80\x80"

enum { GARBAGE = 2000 };

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static int create(void *starts, const char **arguments, int n, Fts5Tokenizer **tokenizer)
{
	(void)arguments;
	(void)n;
	*tokenizer = starts;
	return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *tokenizer)
{
	(void)tokenizer;
}

static size_t digit_of(char byte)
{
	if (byte >= '0' && byte <= '9')
		return (size_t)(byte - '0');
	return byte >= 'a' && byte <= 'z' ? (size_t)(byte - 'a') + 10 : 36;
}

static void note_start(struct starts *starts, const char *folded)
{
	size_t first = digit_of(*folded);

	if (first == 36)
		return;
	starts->has[first][36] = true;
	starts->has[first][digit_of(folded[1])] = true;
}

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len,
		    int (*token)(void *, int, const char *, int, int, int))
{
	struct terms terms = { .text = text, .len = len > 0 ? (size_t)len : 0 };
	struct term term;
	int result = SQLITE_OK;

	while (result == SQLITE_OK && terms_next(&terms, &term)) {
		if (flags & FTS5_TOKENIZE_DOCUMENT)
			note_start((struct starts *)tokenizer, term.folded);
		result = token(context, 0, term.folded, (int)term.folded_len, (int)term.from,
			       (int)term.to);
	}
	terms_release(&terms);
	return result;
}

/* in_set(SET, n) as SQLite calls it; SET is a pointer of that name. */
static void in_set(sqlite3_context *context, int n, sqlite3_value **values)
{
	const struct set *set = sqlite3_value_pointer(values[0], "set");

	(void)n;
	sqlite3_result_int(context, set && set_has(set, (uint32_t)sqlite3_value_int64(values[1])));
}

int fulltext_register(struct index *index, struct err *err)
{
	static fts5_tokenizer tokenizer = { create, destroy, tokenize };
	struct sql *sql = &index->sql;
	sqlite3_stmt *row;
	fts5_api *api = NULL;

	if (sqlite3_prepare_v2(sql->db, "SELECT fts5(?1)", -1, &row, NULL) != SQLITE_OK)
		return sql_fail(sql, err);
	sqlite3_bind_pointer(row, 1, (void *)&api, "fts5_api_ptr", NULL);
	sqlite3_step(row);
	sqlite3_finalize(row);
	if (!api || api->xCreateTokenizer(api, "hallway", &index->starts, &tokenizer, NULL) ||
	    rank_register(api) ||
	    sqlite3_create_function(sql->db, "in_set", 2, SQLITE_UTF8, NULL, in_set, NULL, NULL))
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

/* Stands twice before what words of that part of a post begin with. */
static const char marks[] = {
	[QUERY_TITLE] = 't', [QUERY_AUTHOR] = 'a', [QUERY_CATEGORY] = 'c', [QUERY_TAG] = 'g'
};

static void mark(enum query_field field, struct str *out)
{
	if (field != QUERY_TEXT)
		str_format(out, "%c%c", marks[field], marks[field]);
}

static void add_starts(const struct starts *starts, enum query_field field, struct str *out)
{
	for (size_t first = 0; first < 36; first++) {
		for (size_t second = 0; starts->has[first][36] && second <= 36; second++) {
			if (!starts->has[first][second])
				continue;
			mark(field, out);
			str_byte(out, digits[first]);
			if (second < 36)
				str_byte(out, digits[second]);
			str_byte(out, ' ');
		}
	}
}

static void add_part(enum query_field field, const char *text, struct str *out)
{
	struct terms terms = { .text = text, .len = text ? strlen(text) : 0 };
	struct starts starts = { 0 };
	struct term term;

	while (terms_next(&terms, &term))
		note_start(&starts, term.folded);
	terms_release(&terms);
	add_starts(&starts, field, out);
}

/* What the words that were just put begin with. */
static int put_starts(struct index *index, int64_t n, const char *const parts[QUERY_TAG + 1],
		      struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql,
					    "INSERT INTO starts(rowid, letters) VALUES(?, ?)");
	struct str text = { 0 };
	int result;

	add_starts(&index->starts, QUERY_TEXT, &text);
	for (int field = QUERY_TITLE; field <= QUERY_TAG; field++)
		add_part((enum query_field)field, parts[field], &text);
	sql_int(statement, 1, n);
	sql_text(statement, 2, str_bytes(&text));
	result = sql_run(&index->sql, statement, err);
	str_release(&text);
	return result;
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
	const char *const parts[] = { [QUERY_TITLE] = post->title,
				      [QUERY_AUTHOR] = authors,
				      [QUERY_CATEGORY] = categories,
				      [QUERY_TAG] = tags };
	struct str said = { 0 };
	int result;

	say(post, links, &said);
	index->starts = (struct starts){ 0 };
	sql_int(statement, 1, n);
	sql_text(statement, 2, post->title);
	sql_text(statement, 3, authors);
	sql_text(statement, 4, categories);
	sql_text(statement, 5, tags);
	sql_text(statement, 6, words);
	sql_text(statement, 7, str_bytes(&said));
	result = sql_run(&index->sql, statement, err);
	if (result == 0)
		result = put_starts(index, n, parts, err);
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
			  "INSERT INTO starts(starts) VALUES('delete-all');"
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
	const struct set *known = memo_find(index, expression);
	struct set found = { 0 };
	sqlite3_stmt *rows;
	int result;

	if (known) {
		set_or(set, known);
		return 0;
	}
	rows = sql_ready(&index->sql, "SELECT rowid FROM texts WHERE texts MATCH ?");
	sql_text(rows, 1, expression);
	while (sql_row(rows))
		set_add(&found, (uint32_t)sqlite3_column_int64(rows, 0));
	result = end(index, rows, err);
	if (result == 0)
		memo_keep(index, expression, &found);
	set_or(set, &found);
	set_release(&found);
	return result;
}

/* The only word of a text, where it is one or two of the digits; else "". */
static void short_word(const char *text, char word[3])
{
	struct terms terms = { .text = text, .len = strlen(text) };
	struct term term;

	word[0] = '\0';
	if (terms_next(&terms, &term) && term.folded_len <= 2 &&
	    strspn(term.folded, digits) == term.folded_len) {
		memcpy(word, term.folded, term.folded_len + 1);
		if (terms_next(&terms, &term))
			word[0] = '\0';
	}
	terms_release(&terms);
}

bool fulltext_is_short(const struct query_node *term)
{
	char word[3];

	if (term->field > QUERY_TAG || !term->is_prefix)
		return false;
	short_word(term->text, word);
	return *word;
}

int fulltext_begin(struct index *index, const struct query_node *term, struct set *set,
		   struct err *err)
{
	sqlite3_stmt *rows = sql_ready(&index->sql,
				       "SELECT rowid FROM starts WHERE starts MATCH ?");
	struct str expression = { 0 };
	char word[3];
	int result;

	short_word(term->text, word);
	str_byte(&expression, '"');
	mark(term->field, &expression);
	str_format(&expression, "%s\"", word);
	sql_text(rows, 1, expression.bytes);
	while (sql_row(rows))
		set_add(set, (uint32_t)sqlite3_column_int64(rows, 0));
	result = end(index, rows, err);
	str_release(&expression);
	return result;
}

int fulltext_rank(struct index *index, const struct fulltext_ranking *ranking,
		  void (*visit)(void *context, uint32_t n, double rank), void *context,
		  struct err *err)
{
	sqlite3_stmt *rows = sql_ready(&index->sql,
				       "SELECT rowid, hallway_rank(texts, ?3) FROM texts"
				       " WHERE texts MATCH ?1 AND in_set(?2, rowid)");

	sql_text(rows, 1, ranking->expression);
	if (rows) {
		sqlite3_bind_pointer(rows, 2, (void *)ranking->among, "set", NULL);
		sqlite3_bind_pointer(rows, 3, (void *)&ranking->hits, "hits", NULL);
	}
	while (sql_row(rows))
		visit(context, (uint32_t)sqlite3_column_int64(rows, 0),
		      sqlite3_column_double(rows, 1));
	return end(index, rows, err);
}
