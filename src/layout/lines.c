/* SPDX-License-Identifier: MIT */
#include "layout/lines.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "layout/ornament.h"

enum { PAGE_LINES = 256 };

void lines_piece(struct lines *lines, const struct piece *piece)
{
	if (lines->n_pieces == lines->room) {
		lines->room = lines->room ? lines->room * 2 : 32;
		lines->pieces = mem_resize(lines->pieces, lines->room, sizeof(*piece));
	}
	lines->pieces[lines->n_pieces++] = *piece;
}

void lines_ornament(struct lines *lines, const char *text, enum role role, unsigned styles)
{
	const struct piece piece = { .text = text,
				     .len = strlen(text),
				     .columns = ornament_columns(text),
				     .role = role,
				     .styles = styles,
				     .link = -1,
				     .is_ornament = true };

	if (piece.len > 0)
		lines_piece(lines, &piece);
}

void lines_blanks(struct lines *lines, int columns)
{
	while (columns > 0) {
		int n = columns < ORNAMENT_BLANKS ? columns : ORNAMENT_BLANKS;
		const struct piece piece = { .text = ornament_blanks(),
					     .len = (size_t)n,
					     .columns = n,
					     .link = -1,
					     .is_ornament = true };

		lines_piece(lines, &piece);
		columns -= n;
	}
}

void lines_copy(struct lines *lines, const struct line *line, int columns)
{
	for (size_t i = 0; line && i < line->n_pieces; i++)
		lines_piece(lines, &line->pieces[i]);
	lines_blanks(lines, columns - (line ? line->columns : 0));
}

int lines_columns(const struct lines *lines)
{
	int columns = 0;

	for (size_t i = 0; i < lines->n_pieces; i++)
		columns += lines->pieces[i].columns;
	return columns;
}

static struct line *add_line(struct lines *lines)
{
	size_t page = lines->n_lines / PAGE_LINES;

	if (lines->n_lines % PAGE_LINES == 0) {
		lines->pages = mem_grow(lines->pages, page, sizeof(*lines->pages));
		lines->pages[page] = (struct lines_page){ .arena = { 0 } };
		lines->pages[page].lines = arena_take(&lines->pages[page].arena, PAGE_LINES,
						      sizeof(struct line));
	}
	return &lines->pages[page].lines[lines->n_lines++ % PAGE_LINES];
}

void lines_end(struct lines *lines, size_t place, size_t block)
{
	struct line *line = add_line(lines);
	struct arena *arena = &lines->pages[(lines->n_lines - 1) / PAGE_LINES].arena;
	struct piece *pieces = NULL;

	if (place < lines->place)
		place = lines->place;
	lines->place = place;
	if (lines->n_pieces > 0) {
		pieces = arena_take(arena, lines->n_pieces, sizeof(*pieces));
		memcpy(pieces, lines->pieces, lines->n_pieces * sizeof(*pieces));
	}
	*line = (struct line){ .place = place,
			       .block = block,
			       .pieces = pieces,
			       .n_pieces = lines->n_pieces,
			       .outdent = lines->outdent };
	for (size_t i = 0; i < line->n_pieces; i++) {
		line->columns += pieces[i].columns;
		if (pieces[i].is_ornament)
			pieces[i].place = place;
	}
	lines->n_pieces = 0;
}

const struct line *lines_at(const struct lines *lines, size_t i)
{
	assert(i < lines->n_lines && i / PAGE_LINES >= lines->n_forgotten);
	return &lines->pages[i / PAGE_LINES].lines[i % PAGE_LINES];
}

void lines_forget(struct lines *lines, size_t before)
{
	size_t end = (before < lines->n_lines ? before : lines->n_lines) / PAGE_LINES;

	while (lines->n_forgotten < end)
		arena_release(&lines->pages[lines->n_forgotten++].arena);
}

const char *lines_repeat(struct lines *lines, const char *text, int n)
{
	size_t len = strlen(text);
	char *all = arena_alloc(&lines->arena, (size_t)(n > 0 ? n : 0) * len + 1, 1);

	for (int i = 0; i < n; i++)
		memcpy(all + (size_t)i * len, text, len);
	return all;
}

const char *lines_format(struct lines *lines, const char *format, ...)
{
	va_list ap;
	char *text;
	int len;

	va_start(ap, format);
	len = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (len < 0)
		return "";
	text = arena_take(&lines->arena, (size_t)len + 1, 1);
	va_start(ap, format);
	vsnprintf(text, (size_t)len + 1, format, ap);
	va_end(ap);
	return text;
}

void lines_clear(struct lines *lines)
{
	size_t n_pages = (lines->n_lines + PAGE_LINES - 1) / PAGE_LINES;

	for (size_t i = lines->n_forgotten; i < n_pages; i++)
		arena_release(&lines->pages[i].arena);
	arena_release(&lines->arena);
	lines->n_lines = lines->n_pieces = lines->n_forgotten = 0;
	lines->place = 0;
}

void lines_release(struct lines *lines)
{
	lines_clear(lines);
	free(lines->pages);
	free(lines->pieces);
	*lines = (struct lines){ 0 };
}
