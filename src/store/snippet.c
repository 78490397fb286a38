/* SPDX-License-Identifier: MIT */
#include "store/snippet.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "store/heads.h"

enum {
	BEFORE = 32,
	AFTER = 168,
	MOST_MARKS = 16,
	FIRST_LOOK = 1024, /* of the words of a body: most queries find something there */
	MARGIN = 256       /* what is nearer to the end of a look may be cut by it */
};

static void add_blank(struct str *out)
{
	if (out->len > 0 && out->bytes[out->len - 1] != ' ')
		str_byte(out, ' ');
}

/* Behind the tag that begins at `at`, or `at`. */
static size_t skip_tag(const char *body, size_t len, size_t at)
{
	const char *end;

	if (body[at] != '<' || at + 1 >= len || strchr(" \t\n=<>0123456789", body[at + 1]))
		return at;
	end = memchr(body + at, '>', len - at);
	return end ? (size_t)(end - body) + 1 : at;
}

static size_t skip_entity(const char *body, size_t len, size_t at, struct str *out)
{
	static const struct {
		const char *name, *text;
	} entities[] = {
		{ "&amp;", "&" },   { "&lt;", "<" },    { "&gt;", ">" },    { "&quot;", "\"" },
		{ "&#39;", "'" },   { "&apos;", "'" },  { "&nbsp;", " " },  { "&rsquo;", "’" },
		{ "&lsquo;", "‘" }, { "&ndash;", "–" }, { "&mdash;", "—" }, { "&hellip;", "…" },
	};

	for (size_t i = 0; body[at] == '&' && i < sizeof(entities) / sizeof(*entities); i++) {
		size_t n = strlen(entities[i].name);

		if (at + n <= len && memcmp(body + at, entities[i].name, n) == 0) {
			str_text(out, entities[i].text);
			return at + n;
		}
	}
	return at;
}

/* The target of a Markdown link, behind its words. */
static size_t skip_target(const char *body, size_t len, size_t at)
{
	const char *end;

	if (body[at] != ']' || at + 1 >= len || body[at + 1] != '(')
		return at;
	end = memchr(body + at, ')', len - at);
	return end && !memchr(body + at, '\n', (size_t)(end - body) - at) ? (size_t)(end - body) + 1
									  : at;
}

static size_t skip_mark(const char *body, size_t len, size_t at)
{
	size_t end = skip_target(body, len, at);
	bool is_line = at == 0 || body[at - 1] == '\n';

	if (end > at)
		return end;
	if (is_line && strchr("#>-+=", body[at])) {
		while (at < len && strchr("#>-+= ", body[at]) && body[at])
			at++;
		return at;
	}
	return at + (body[at] && strchr("*`[]|~!", body[at]) &&
		     (body[at] != '!' || (at + 1 < len && body[at + 1] == '[')));
}

/* Goes on from `at` until there are `most` bytes; gives how far it came. */
static size_t read_on(const char *body, size_t len, enum post_kind kind, size_t at, size_t most,
		      struct str *out)
{
	size_t next;

	while (at < len && out->len < most) {
		next = kind == POST_PLAIN ? at : skip_tag(body, len, at);
		if (next > at)
			add_blank(out);
		if (next == at && kind != POST_PLAIN)
			next = skip_entity(body, len, at, out);
		if (next == at && kind == POST_MARKDOWN)
			next = skip_mark(body, len, at);
		if (next == at) {
			next = at + 1;
			if (strchr(" \t\n", body[at]))
				add_blank(out);
			else
				str_byte(out, body[at]);
		}
		at = next;
	}
	return at;
}

void snippet_plain(const char *body, size_t len, enum post_kind kind, struct str *out)
{
	read_on(body, len, kind, 0, SIZE_MAX, out);
}

/* Where the line begins that holds the match: at a word, not far before it. */
static size_t start_of(const struct str *plain, size_t match)
{
	size_t at = match > BEFORE ? match - BEFORE : 0;

	if (at == 0)
		return 0;
	while (at < match && plain->bytes[at] != ' ')
		at++;
	if (at < match)
		return at + 1;
	at = match - BEFORE;
	while (str_is_inside(plain->bytes[at]))
		at++;
	return at;
}

static size_t end_of(const struct str *plain, size_t start)
{
	size_t at = start + AFTER;

	if (at >= plain->len)
		return plain->len;
	while (str_is_inside(plain->bytes[at]))
		at--;
	return at;
}

/* All places of a term in the snippet, until there are enough. */
static void mark(struct snippet *snippet, const struct query_node *term)
{
	size_t at = 0, from, to;

	while (snippet->n_marks < MOST_MARKS &&
	       heads_find(snippet->text.bytes + at, snippet->text.len - at, term->text,
			  term->is_prefix, &from, &to)) {
		snippet->marks = mem_grow(snippet->marks, snippet->n_marks,
					  sizeof(*snippet->marks));
		snippet->marks[snippet->n_marks++] = (struct snippet_mark){ at + from, at + to };
		at += to;
	}
}

static int compare_marks(const void *a, const void *b)
{
	const struct snippet_mark *one = a, *other = b;

	return one->from < other->from ? -1 : one->from > other->from;
}

static bool find_first(const struct str *plain, const struct query_node *const *terms,
		       size_t n_terms, size_t *match)
{
	bool is_found = false;
	size_t from, to;

	for (size_t i = 0; i < n_terms; i++) {
		if (!heads_find(str_bytes(plain), plain->len, terms[i]->text, terms[i]->is_prefix,
				&from, &to))
			continue;
		if (!is_found || from < *match)
			*match = from;
		is_found = true;
	}
	return is_found;
}

/* Adds the words of the body, all of them where none of the terms is at its start. */
static bool look(const char *body, size_t len, enum post_kind kind,
		 const struct query_node *const *terms, size_t n_terms, struct str *plain,
		 size_t *match)
{
	size_t at = read_on(body, len, kind, 0, FIRST_LOOK, plain);
	bool is_found = find_first(plain, terms, n_terms, match);

	if (at == len || (is_found && plain->len - *match >= MARGIN))
		return is_found;
	read_on(body, len, kind, at, SIZE_MAX, plain);
	return find_first(plain, terms, n_terms, match);
}

bool snippet_make(const char *body, size_t len, enum post_kind kind,
		  const struct query_node *const *terms, size_t n_terms, struct snippet *snippet)
{
	struct str plain = { 0 };
	size_t match = 0, start;
	bool is_found;

	*snippet = (struct snippet){ 0 };
	if (len > SNIPPET_MOST)
		for (len = SNIPPET_MOST; str_is_inside(body[len]); len--)
			;
	is_found = look(body, len, kind, terms, n_terms, &plain, &match);
	if (is_found) {
		start = start_of(&plain, match);
		str_text(&snippet->text, start > 0 ? "…" : "");
		str_add(&snippet->text, plain.bytes + start, end_of(&plain, start) - start);
		for (size_t i = 0; i < n_terms; i++)
			mark(snippet, terms[i]);
		if (snippet->n_marks > 0)
			qsort(snippet->marks, snippet->n_marks, sizeof(*snippet->marks),
			      compare_marks);
	}
	str_release(&plain);
	return is_found;
}

void snippet_release(struct snippet *snippet)
{
	str_release(&snippet->text);
	free(snippet->marks);
	*snippet = (struct snippet){ 0 };
}
