/* SPDX-License-Identifier: MIT */
#include "document/footnote.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "document/search.h"

enum { MAX_NAME = 80 };

size_t footnote_name(const char *text, size_t len)
{
	size_t n = 2;

	if (len < 4 || text[0] != '[' || text[1] != '^')
		return 0;
	while (n < len && n < MAX_NAME && !strchr(" \t\n[]", text[n]))
		n++;
	return n > 2 && n < len && text[n] == ']' ? n - 2 : 0;
}

struct footnote *footnote_add(struct footnotes *notes, const char *name, size_t len)
{
	struct footnote *note = mem_alloc(1, sizeof(*note));

	note->name = mem_copy(name, len);
	notes->items = mem_grow(notes->items, notes->n_items, sizeof(*notes->items));
	notes->items[notes->n_items++] = note;
	if (!map_find(&notes->names, note->name))
		map_put(&notes->names, note->name, note);
	return note;
}

struct footnote *footnote_find(const struct footnotes *notes, const char *name, size_t len)
{
	return map_find_bytes(&notes->names, name, len);
}

static int compare(const void *a, const void *b)
{
	const struct footnote *left = *(struct footnote *const *)a;
	const struct footnote *right = *(struct footnote *const *)b;

	return left->number < right->number ? -1 : left->number > right->number;
}

void footnote_number(struct footnotes *notes, const char *text, size_t len)
{
	const char *at = text, *end = text + len;
	unsigned number = 0;

	while (notes->n_items > 0 && (at = search_word(at, (size_t)(end - at), "[^"))) {
		size_t n = footnote_name(at, (size_t)(end - at));
		struct footnote *note = n > 0 ? footnote_find(notes, at + 2, n) : NULL;
		bool is_definition = n > 0 && at + n + 3 < end && at[n + 3] == ':' &&
				     (at == text || at[-1] == '\n');

		if (note && note->number == 0 && !is_definition)
			note->number = ++number;
		at += 2;
	}
	for (size_t i = 0; i < notes->n_items; i++)
		if (notes->items[i]->number == 0)
			notes->items[i]->number = ++number;
	if (notes->n_items > 0)
		qsort(notes->items, notes->n_items, sizeof(*notes->items), compare);
}

const char *footnote_anchor(const struct footnote *note, const char *before, struct arena *arena)
{
	struct str anchor = { 0 };
	const char *kept;

	str_text(&anchor, before);
	str_byte(&anchor, '-');
	str_text(&anchor, note->name);
	kept = arena_copy(arena, anchor.bytes, anchor.len);
	str_release(&anchor);
	return kept;
}

/* Whether a word put behind the text would join its last paragraph. */
static bool ends_in_words(const struct str *text)
{
	const char *end = str_bytes(text) + text->len, *start = end;
	struct line line;

	while (start > str_bytes(text) && start[-1] != '\n')
		start--;
	return line_read(start, end, &line) && line.len > 0 && line.indent < 4 &&
	       !strchr("|<#=", *line.body) && !line_is_fence(&line);
}

static void write_note(struct footnote *note, struct draft *draft)
{
	const struct traits traits = {
		.number = note->number,
		.anchor = footnote_anchor(note, "fn", &draft->arena),
	};
	size_t len = note->text.len;

	while (len > 0 && strchr(" \t\n", note->text.bytes[len - 1]))
		note->text.bytes[--len] = '\0';
	note->text.len = len;
	draft_open(draft, ELEMENT_FOOTNOTE, &traits, NULL);
	draft_text(draft, str_bytes(&note->text), len);
	if (!ends_in_words(&note->text))
		draft_text(draft, "\n\n", 2);
	draft_back(draft, footnote_anchor(note, "#fnref", &draft->arena));
	draft_text(draft, "\n", 1);
	draft_close(draft, ELEMENT_FOOTNOTE, NULL);
}

void footnote_write(struct footnotes *notes, struct draft *draft)
{
	if (notes->n_items == 0)
		return;
	draft_copy(draft, draft->end);
	draft_open(draft, ELEMENT_FOOTNOTES, NULL, NULL);
	for (size_t i = 0; i < notes->n_items; i++)
		write_note(notes->items[i], draft);
	draft_close(draft, ELEMENT_FOOTNOTES, NULL);
}

void footnote_release(struct footnotes *notes)
{
	for (size_t i = 0; i < notes->n_items; i++) {
		str_release(&notes->items[i]->text);
		free((char *)notes->items[i]->name);
		free(notes->items[i]);
	}
	free(notes->items);
	map_release(&notes->names);
}
