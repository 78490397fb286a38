/* SPDX-License-Identifier: MIT */
/*
 * lines: a growing list of lines, made piece by piece. What it gave stays where it is until it is
 * cleared or released.
 */
#ifndef LAYOUT_LINES_H
#define LAYOUT_LINES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "layout/layout.h"

/* Some lines and their pieces, which go together. */
struct lines_page {
	struct arena arena;
	struct line *lines;
};

struct lines {
	struct arena arena; /* texts made for the lines */
	struct lines_page *pages;
	size_t n_lines;
	size_t n_forgotten;   /* pages */
	struct piece *pieces; /* of the line that is being made */
	size_t n_pieces, room;
	size_t place; /* of the last line */
	int outdent;  /* of the lines that are being made */
};

/* Adds a piece to the line that is being made. */
void lines_piece(struct lines *lines, const struct piece *piece);

/* Adds a text of ornaments, which outlives the lines; columns are counted. */
void lines_ornament(struct lines *lines, const char *text, enum role role, unsigned styles);

void lines_blanks(struct lines *lines, int columns);

/* Adds the pieces of another line (NULL: none) and blanks up to so many columns. */
void lines_copy(struct lines *lines, const struct line *line, int columns);

/* The columns of the line that is being made. */
int lines_columns(const struct lines *lines);

/* Ends the line. Ornaments get its place, which is never less than that of the line before. */
void lines_end(struct lines *lines, size_t place, size_t block);

const struct line *lines_at(const struct lines *lines, size_t i);

/* Frees lines above `before`; they are not asked for again. */
void lines_forget(struct lines *lines, size_t before);

/* `n` times the text, one column wide, in the lines' arena. */
const char *lines_repeat(struct lines *lines, const char *text, int n);

/* A text in the lines' arena. */
const char *lines_format(struct lines *lines, const char *format, ...) ERR_PRINTF(2, 3);

void lines_clear(struct lines *lines);
void lines_release(struct lines *lines);

#endif
