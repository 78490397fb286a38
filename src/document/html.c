/* SPDX-License-Identifier: MIT */
#include "document/html.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "document/search.h"
#include "document/tag.h"
#include "text/reference.h"

enum { MAX_NAME = 32 };

struct html {
	const char *source;
	size_t len;
	bool is_searched;
	struct map ends; /* the names of the end tags in the source, to where the last one stands */
	struct tags tags;
	struct str scratch;
	const char *place; /* where in the source the tag stands that is being read */
	const char *piece; /* what is being read, which stands in the source at */
	const char *origin;
	bool is_endless; /* no tag ends in what is left of the piece */
};

/* The name at the start of `text` in small letters; its length, 0 where there is none. */
static size_t read_name(const char *text, size_t len, char name[MAX_NAME + 1])
{
	size_t n = 0;

	while (n < len && n < MAX_NAME) {
		char c = text[n];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		else if (!(c >= 'a' && c <= 'z') &&
			 (n == 0 || !((c >= '0' && c <= '9') || strchr("-_:.", c) || !c)))
			break;
		name[n++] = c;
	}
	name[n] = '\0';
	return n;
}

static void search_ends(struct html *html)
{
	const char *at = html->source, *end = html->source + html->len;
	char name[MAX_NAME + 1];

	html->is_searched = true;
	while ((at = search_word(at, (size_t)(end - at), "</"))) {
		at += 2;
		if (read_name(at, (size_t)(end - at), name) > 0)
			map_put(&html->ends, name, (void *)at);
	}
}

/* Whether the source has an end tag of that name behind the tag that is being read. */
static bool ends_later(struct html *html, const char *name)
{
	const char *last;

	if (!html->is_searched)
		search_ends(html);
	last = map_find(&html->ends, name);
	return last && last > html->place;
}

struct html *html_new(struct builder *builder, const char *source, size_t len)
{
	struct html *html = mem_alloc(1, sizeof(*html));

	html->tags.builder = builder;
	html->source = source;
	html->len = len;
	html->tags.attributes = attributes_new();
	return html;
}

void html_free(struct html *html)
{
	map_release(&html->ends);
	attributes_free(html->tags.attributes);
	str_release(&html->scratch);
	tag_release(&html->tags);
	free(html);
}

static void add_text(struct html *html, const char *text, size_t len)
{
	if (!memchr(text, '&', len)) {
		builder_text(html->tags.builder, text, len);
		return;
	}
	str_clear(&html->scratch);
	reference_text(text, len, &html->scratch);
	builder_text(html->tags.builder, html->scratch.bytes, html->scratch.len);
}

/* The bytes from '<' to '>', both included; 0 where the tag has no end. */
static size_t tag_len(const char *text, size_t len)
{
	char name[MAX_NAME + 1];
	size_t n = 1 + (text[1] == '/');

	n += read_name(text + n, len - n, name);
	n += attributes_len(text + n, len - n);
	return n < len ? n + 1 : 0;
}

static bool is_empty(const char *text, size_t len)
{
	str_trim(&text, &len);
	return len == 0;
}

/* A tag of an unknown name: whether it is text after all. `rest` is what stands behind the name. */
static bool looks_like_text(struct html *html, const char *name, const char *rest, size_t len)
{
	if (len > 0 && !strchr(" \t\n/", *rest))
		return true;
	return is_empty(rest, len) && !ends_later(html, name);
}

/* A start tag of len bytes with its angle brackets; false where it is text. */
static bool open_tag(struct html *html, const char *text, size_t len)
{
	char name[MAX_NAME + 1];
	size_t n = 1 + read_name(text + 1, len - 2, name);
	const struct tag *tag = tag_find(name);
	bool is_closed;

	html->place = html->origin + (text - html->piece);
	if (!tag || (n < len - 1 && !strchr(" \t\n/", text[n])))
		return !looks_like_text(html, name, text + n, len - n - 1);
	is_closed = attributes_read(html->tags.attributes, text + n, len - n - 1);
	html->tags.has_end = tag_loses(tag) && ends_later(html, name);
	tag_open(&html->tags, tag);
	if (is_closed)
		tag_close(&html->tags, tag);
	return true;
}

/* The bytes of a comment, declaration or instruction; all where it does not end. */
static size_t comment_len(const char *text, size_t len)
{
	const char *end;

	if (len < 4 || memcmp(text, "<!--", 4) != 0) {
		end = memchr(text, '>', len);
		return end ? (size_t)(end - text) + 1 : len;
	}
	end = memmem(text + 2, len - 2, "-->", 3);
	return end ? (size_t)(end - text) + 3 : len;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_tag_start(const char *text, size_t len)
{
	return len > 2 && (is_letter(text[1]) || (text[1] == '/' && is_letter(text[2])));
}

/* What begins with '<'; its bytes, all of which are done with. */
static size_t markup(struct html *html, const char *text, size_t len)
{
	char name[MAX_NAME + 1];
	const struct tag *tag;
	size_t n;

	if (len > 1 && (text[1] == '!' || text[1] == '?'))
		return comment_len(text, len);
	if (html->is_endless || !is_tag_start(text, len)) {
		add_text(html, text, 1);
		return 1;
	}
	n = tag_len(text, len);
	html->is_endless = n == 0;
	if (n > 0 && text[1] == '/') {
		read_name(text + 2, n - 3, name);
		tag = tag_find(name);
		if (tag)
			tag_close(&html->tags, tag);
		return n;
	}
	if (n > 0 && open_tag(html, text, n))
		return n;
	add_text(html, text, n > 0 ? n : 1);
	return n > 0 ? n : 1;
}

/* The bytes of a script or style up to its end tag. */
static size_t skipped(struct html *html, const char *text, size_t len)
{
	size_t n = strlen(html->tags.raw);

	for (const char *at = text; (at = memmem(at, len - (size_t)(at - text), "</", 2));
	     at += 2) {
		if (len - (size_t)(at - text) < n + 2 ||
		    strncasecmp(at + 2, html->tags.raw, n) != 0)
			continue;
		html->tags.raw = NULL;
		return (size_t)(at - text);
	}
	html->tags.raw = NULL;
	return len;
}

void html_piece(struct html *html, const char *text, size_t len, const char *origin)
{
	html->piece = text;
	html->origin = origin;
	while (len > 0) {
		const char *start = memchr(text, '<', len);
		size_t n = start ? (size_t)(start - text) : len;

		if (html->tags.raw)
			n = skipped(html, text, len);
		else if (n > 0)
			add_text(html, text, n);
		else
			n = markup(html, text, len);
		text += n;
		len -= n;
	}
	html->tags.raw = NULL;
	html->is_endless = false;
}
