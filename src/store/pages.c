/* SPDX-License-Identifier: MIT */
#include "store/pages.h"

#include <string.h>

#include "store/body.h"
#include "store/edition.h"
#include "store/snippet.h"

static const char row_sql[] =
	"SELECT authors, posts.title, path, posts.url, ticket, problem, published, "
	"published_zone, content,"
	" sources.address, coalesce(sources.title, ''), kind FROM posts JOIN sources USING(s)"
	" WHERE n = ?";

struct pages_page *pages_find(struct pages *pages, size_t row)
{
	for (size_t i = 0; i < PAGES_KEPT; i++) {
		struct pages_page *page = &pages->kept[i];

		if (page->used && row >= page->first && row < page->first + page->n_rows) {
			page->used = ++pages->n_looks;
			return page;
		}
	}
	return NULL;
}

static struct pages_page *oldest(struct pages *pages)
{
	struct pages_page *page = &pages->kept[0];

	for (size_t i = 1; i < PAGES_KEPT; i++) {
		if (pages->kept[i].used < page->used)
			page = &pages->kept[i];
	}
	return page;
}

static const char *keep(struct arena *arena, sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

/* "A\nB" is kept as a list in the index, and read as "A, B". */
static const char *keep_list(struct arena *arena, sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);
	size_t len = text ? strlen(text) : 0, n_breaks = 0, out = 0;
	char *list;

	for (size_t i = 0; i < len; i++)
		n_breaks += text[i] == '\n';
	list = arena_alloc(arena, len + n_breaks + 1, 1);
	for (size_t i = 0; i < len; i++) {
		list[out++] = text[i] == '\n' ? ',' : text[i];
		if (text[i] == '\n')
			list[out++] = ' ';
	}
	return list;
}

static void load(struct pages_page *page, size_t at, sqlite3_stmt *from)
{
	struct row *row = &page->rows[at];
	int64_t zone = sqlite3_column_int64(from, 7);

	row->authors = keep_list(&page->texts, from, 0);
	row->title = keep(&page->texts, from, 1);
	row->path = keep(&page->texts, from, 2);
	row->url = keep(&page->texts, from, 3);
	row->ticket = keep(&page->texts, from, 4);
	row->problem = keep(&page->texts, from, 5);
	row->source = keep(&page->texts, from, 9);
	row->source_title = keep(&page->texts, from, 10);
	page->kinds[at] = (enum post_kind)sqlite3_column_int(from, 11);
	page->contents[at] = (uint64_t)sqlite3_column_int64(from, 8);
	if (sqlite3_column_type(from, 6) != SQLITE_NULL)
		row->published = (struct when){ true, zone & 1, sqlite3_column_int64(from, 6),
						(int)(zone >> 1) };
}

static void read_row(struct pages_page *page, size_t at, struct index *index)
{
	sqlite3_stmt *from = sql_ready(&index->sql, row_sql);
	struct row *row = &page->rows[at];

	row->title = row->authors = row->source = row->source_title = row->path = "";
	sql_int(from, 1, page->ns[at]);
	if (sql_row(from))
		load(page, at, from);
	sql_end(from);
}

struct pages_page *pages_read(struct pages *pages, struct index *index, const struct order *order,
			      size_t first)
{
	struct pages_page *page = oldest(pages);
	bool is_held = sql_hold(&index->sql);

	arena_release(&page->texts);
	*page = (struct pages_page){ .first = first, .used = ++pages->n_looks };
	for (size_t i = 0; i < order->n_rows && i < PAGES_ROWS; i++) {
		edition_name((int64_t)order->ids[i], page->rows[i].id);
		page->ns[i] = order->ns[i];
		read_row(page, i, index);
		page->n_rows++;
	}
	if (is_held)
		sql_let(&index->sql);
	return page;
}

static void keep_snippet(struct pages_page *page, struct row *row, const struct snippet *snippet)
{
	struct row_mark *marks = arena_alloc(&page->texts, snippet->n_marks, sizeof(*marks));

	for (size_t i = 0; i < snippet->n_marks; i++)
		marks[i] = (struct row_mark){ snippet->marks[i].from, snippet->marks[i].to };
	row->snippet = arena_copy(&page->texts, str_bytes(&snippet->text), snippet->text.len);
	row->marks = marks;
	row->n_marks = snippet->n_marks;
}

void pages_snip(struct pages_page *page, size_t at, struct index *index,
		const struct query_node *const *terms, size_t n_terms)
{
	struct str body = { 0 };
	struct snippet snippet;

	if (page->is_snipped[at])
		return;
	page->is_snipped[at] = true;
	body_load(index, page->ns[at], SNIPPET_MOST, &body);
	if (snippet_make(str_bytes(&body), body.len, page->kinds[at], terms, n_terms, &snippet)) {
		keep_snippet(page, &page->rows[at], &snippet);
		snippet_release(&snippet);
	}
	str_release(&body);
}

void pages_release(struct pages *pages)
{
	for (size_t i = 0; i < PAGES_KEPT; i++)
		arena_release(&pages->kept[i].texts);
	*pages = (struct pages){ 0 };
}
