/* SPDX-License-Identifier: MIT */
#include "store/edition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "store/annex.h"
#include "store/body.h"

/* Values 1 to 13 are numbers, the next three lists, and then the texts in the order of the table.
 */
enum { FIRST_LIST = 15, FIRST_TEXT = 18 };

static const size_t lists[] = {
	offsetof(struct post, authors),
	offsetof(struct post, categories),
	offsetof(struct post, tags),
};

static const size_t texts[] = {
	offsetof(struct post, path),      offsetof(struct post, title),
	offsetof(struct post, url),       offsetof(struct post, excerpt),
	offsetof(struct post, cover_url), offsetof(struct post, cover_alt),
	offsetof(struct post, slug),      offsetof(struct post, lang),
	offsetof(struct post, ticket),    offsetof(struct post, problem),
	offsetof(struct post, repaired),
};

enum {
	N_LISTS = sizeof(lists) / sizeof(*lists),
	N_TEXTS = sizeof(texts) / sizeof(*texts),
	BASE = FIRST_TEXT + N_TEXTS,
};

static const char insert_sql[] =
	"INSERT INTO posts(n, id, lead, s, content, body_len, print, published, published_zone,"
	" updated, updated_zone, kind, keep_breaks, site, authors, categories, tags,"
	" path, title, url, excerpt, cover_url, cover_alt, slug, lang, ticket, problem, repaired,"
	" base) VALUES(?1, ?2, ?1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,"
	" ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)";

static const char load_sql[] =
	"SELECT n, id, lead, (SELECT address FROM sources WHERE sources.s = posts.s), content,"
	" body_len, print, published, published_zone, updated, updated_zone, kind, keep_breaks,"
	" (SELECT address FROM sites WHERE sites.site = posts.site), authors, categories, tags,"
	" path, title, url, excerpt, cover_url, cover_alt, slug, lang, ticket, problem, repaired,"
	" CASE WHEN base = '=' THEN url WHEN base LIKE '=%' THEN"
	" (SELECT address FROM sites WHERE site = CAST(substr(base, 2) AS INTEGER)) || path"
	" ELSE base END"
	" FROM posts WHERE n = ?1";

static char *text_at(const struct post *post, size_t offset)
{
	char *text;

	memcpy(&text, (const char *)post + offset, sizeof(text));
	return text;
}

static const struct strings *list_at(const struct post *post, size_t offset)
{
	return (const struct strings *)(const void *)((const char *)post + offset);
}

bool edition_number(const char *id, int64_t *number)
{
	uint64_t value = 0;
	size_t len = 0;

	for (; len < POST_ID_ROOM - 1 &&
	       ((id[len] >= '0' && id[len] <= '9') || (id[len] >= 'a' && id[len] <= 'f'));
	     len++)
		value = value << 4 |
			(uint64_t)(id[len] <= '9' ? id[len] - '0' : id[len] - 'a' + 10);
	if (len != POST_ID_ROOM - 1 || id[len])
		return false;
	*number = (int64_t)value;
	return true;
}

void edition_name(int64_t number, char id[POST_ID_ROOM])
{
	snprintf(id, POST_ID_ROOM, "%016llx", (unsigned long long)number);
}

/* A text and where it ends, so that "a" + "b" is not "ab" + nothing. */
static uint64_t hash_part(uint64_t hash, const char *text)
{
	return text ? hash_bytes(hash, text, strlen(text) + 1) : hash_bytes(hash, "\1", 1);
}

static uint64_t hash_when(uint64_t hash, const struct when *when)
{
	int64_t parts[4] = { when->is_known, when->has_time, when->seconds, when->offset };

	return when->is_known ? hash_bytes(hash, parts, sizeof(parts)) : hash_bytes(hash, "", 1);
}

uint64_t edition_print(const struct post *post)
{
	int64_t parts[4] = { post->kind, post->keep_breaks, (int64_t)post->content,
			     (int64_t)post->body_len };
	uint64_t hash = hash_bytes(hash_part(HASH_START, post->id), parts, sizeof(parts));

	hash = hash_when(hash_when(hash, &post->published), &post->updated);
	for (size_t i = 0; i < N_LISTS; i++) {
		const struct strings *list = list_at(post, lists[i]);

		for (size_t j = 0; j < list->n_items; j++)
			hash = hash_part(hash, list->items[j]);
		hash = hash_bytes(hash, "\2", 1);
	}
	for (size_t i = 0; i < N_TEXTS; i++) {
		if (texts[i] != offsetof(struct post, ticket))
			hash = hash_part(hash, text_at(post, texts[i]));
	}
	return hash_part(hash_part(hash, post->base), post->site);
}

static void bind_when(sqlite3_stmt *statement, int at, const struct when *when)
{
	if (!when->is_known)
		return;
	sql_int(statement, at, when->seconds);
	sql_int(statement, at + 1, when->offset * 2 + when->has_time);
}

static int64_t find_site(struct index *index, const char *address)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT site FROM sites WHERE address = ?");

	sql_text(row, 1, address);
	return sql_number(row, 0);
}

static int64_t make_site(struct index *index, const char *address)
{
	sqlite3_stmt *statement;
	struct err ignored;

	statement = sql_ready(&index->sql, "INSERT INTO sites(address, site)"
					   " SELECT ?, coalesce(max(site), 0) + 1 FROM sites");
	sql_text(statement, 1, address);
	if (sql_run(&index->sql, statement, &ignored) < 0)
		return 0;
	return find_site(index, address);
}

static void know_site(struct index *index, const char *address, int64_t site)
{
	struct known_site *known = index->known_sites;

	free(known[KNOWN_SITES - 1].address);
	memmove(known + 1, known, (KNOWN_SITES - 1) * sizeof(*known));
	known[0] = (struct known_site){ mem_string(address), site };
}

/* The number of an address that many posts have; 0 where it cannot be kept. */
static int64_t site_of(struct index *index, const char *address)
{
	int64_t site;

	for (size_t i = 0; i < KNOWN_SITES; i++) {
		if (str_equal(index->known_sites[i].address, address))
			return index->known_sites[i].site;
	}
	site = find_site(index, address);
	if (site == 0)
		site = make_site(index, address);
	if (site)
		know_site(index, address, site);
	return site;
}

void edition_forget(struct index *index)
{
	for (size_t i = 0; i < KNOWN_SITES; i++) {
		free(index->known_sites[i].address);
		index->known_sites[i] = (struct known_site){ NULL, 0 };
	}
}

static void bind_numbers(struct index *index, sqlite3_stmt *statement, const struct post *post)
{
	int64_t id = 0;

	edition_number(post->id, &id);
	sql_int(statement, 2, id);
	sql_int(statement, 5, (int64_t)post->content);
	sql_int(statement, 6, (int64_t)post->body_len);
	sql_int(statement, 7, (int64_t)edition_print(post));
	bind_when(statement, 8, &post->published);
	bind_when(statement, 10, &post->updated);
	sql_int(statement, 12, post->kind);
	sql_int(statement, 13, post->keep_breaks);
	if (post->site)
		sql_int(statement, 14, site_of(index, post->site));
}

/*
 * The base as it is kept: "=" where it is the URL, "=7" where it is the path behind address 7 of
 * `sites`: it nearly always is one of these. The caller frees.
 */
static char *short_base(struct index *index, const struct post *post)
{
	size_t len = post->base ? strlen(post->base) : 0, path_len = strlen(post->path);
	struct str text = { 0 };
	int64_t above = 0;

	if (str_equal(post->base, post->url))
		return mem_string("=");
	if (path_len > 0 && len > path_len && str_equal(post->base + len - path_len, post->path)) {
		char *address = mem_copy(post->base, len - path_len);

		above = site_of(index, address);
		free(address);
	}
	if (above == 0)
		return mem_string(post->base);
	str_format(&text, "=%lld", (long long)above);
	return str_take(&text);
}

static void bind_texts(sqlite3_stmt *statement, const struct post *post, char *joined[N_LISTS])
{
	for (int i = 0; i < N_LISTS; i++) {
		const struct strings *list = list_at(post, lists[i]);

		joined[i] = list->n_items > 0 ? strings_join(list, "\n") : NULL;
		sql_text(statement, FIRST_LIST + i, joined[i]);
	}
	for (int i = 0; i < N_TEXTS; i++)
		sql_text(statement, FIRST_TEXT + i, text_at(post, texts[i]));
}

int edition_insert(struct index *index, int64_t s, const struct post *post, int64_t *n,
		   struct err *err)
{
	sqlite3_stmt *statement = sql_ready(&index->sql, insert_sql);
	char *joined[N_LISTS], *base;
	int result;

	*n = ++index->facts.last;
	fresh_put(&index->fresh, *n);
	sql_int(statement, 1, *n);
	sql_int(statement, 4, s);
	bind_numbers(index, statement, post);
	bind_texts(statement, post, joined);
	base = short_base(index, post);
	sql_text(statement, BASE, base);
	result = sql_run(&index->sql, statement, err);
	for (int i = 0; i < N_LISTS; i++)
		free(joined[i]);
	free(base);
	return result < 0 ? -1 : body_put(index, *n, post->body, post->body_len, err);
}

int edition_delete(struct index *index, int64_t n, struct err *err)
{
	static const char *const steps[] = { "DELETE FROM posts WHERE n = ?",
					     "DELETE FROM actions WHERE n = ?" };

	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		sqlite3_stmt *statement = sql_ready(&index->sql, steps[i]);

		sql_int(statement, 1, n);
		if (sql_run(&index->sql, statement, err) < 0)
			return -1;
	}
	return body_delete(index, n, err);
}

static void load_when(sqlite3_stmt *row, int at, struct when *when)
{
	int64_t zone = sqlite3_column_int64(row, at + 1);

	if (sqlite3_column_type(row, at) == SQLITE_NULL)
		return;
	*when = (struct when){ true, zone & 1, sqlite3_column_int64(row, at), (int)(zone >> 1) };
}

static void load_list(sqlite3_stmt *row, int at, struct strings *list)
{
	const char *text = (const char *)sqlite3_column_text(row, at);

	while (text) {
		size_t len = strcspn(text, "\n");

		strings_add_bytes(list, text, len);
		text = text[len] ? text + len + 1 : NULL;
	}
}

static void load_texts(sqlite3_stmt *row, struct post *post)
{
	for (int i = 0; i < N_LISTS; i++)
		load_list(row, FIRST_LIST - 1 + i,
			  (struct strings *)(void *)((char *)post + lists[i]));
	for (int i = 0; i < N_TEXTS; i++) {
		char *text = sql_copy(row, FIRST_TEXT - 1 + i);

		memcpy((char *)post + texts[i], &text, sizeof(text));
	}
	post->source = sql_copy(row, 3);
	if (post->source)
		annex_strip(post->source);
	post->site = sql_copy(row, 13);
	post->base = sql_copy(row, BASE - 1);
}

/* A number in a damaged index may be any. */
enum { LONGEST_EXPECTED = 64 * 1024 * 1024 };

static void load_body(struct index *index, int64_t n, size_t expected, struct post *post)
{
	struct str body = { 0 };

	if (expected > LONGEST_EXPECTED)
		expected = LONGEST_EXPECTED;
	str_reserve(&body, expected);
	mem_expect(body.bytes, expected);
	body_load(index, n, SIZE_MAX, &body);
	post->body_len = body.len;
	post->body = str_take(&body);
}

bool edition_load(struct index *index, int64_t n, struct post *post)
{
	sqlite3_stmt *row = sql_ready(&index->sql, load_sql);
	size_t body_len = 0;
	bool is_there;

	*post = (struct post){ 0 };
	sql_int(row, 1, n);
	is_there = sql_row(row);
	if (is_there) {
		edition_name(sqlite3_column_int64(row, 1), post->id);
		post->content = (uint64_t)sqlite3_column_int64(row, 4);
		body_len = (size_t)sqlite3_column_int64(row, 5);
		load_when(row, 7, &post->published);
		load_when(row, 9, &post->updated);
		post->kind = (enum post_kind)sqlite3_column_int(row, 11);
		post->keep_breaks = sqlite3_column_int(row, 12);
		load_texts(row, post);
	}
	sql_end(row);
	if (is_there)
		load_body(index, n, body_len, post);
	return is_there;
}

bool edition_is(struct index *index, int64_t n, uint64_t print)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT print FROM posts WHERE n = ?");

	sql_int(row, 1, n);
	return sql_number(row, (int64_t)~print) == (int64_t)print;
}

uint64_t edition_content(struct index *index, int64_t n)
{
	sqlite3_stmt *row = sql_ready(&index->sql, "SELECT content FROM posts WHERE n = ?");

	sql_int(row, 1, n);
	return (uint64_t)sql_number(row, 0);
}
