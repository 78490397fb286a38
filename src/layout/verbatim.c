/* SPDX-License-Identifier: MIT */
#include "layout/verbatim.h"

#include <string.h>

#include "layout/look.h"
#include "layout/ornament.h"
#include "text/width.h"

enum { STEP_LINES = 200, TAB_COLUMNS = 4, INDENT = 4, NARROW_INDENT = 2, WIDE = 60 };

/* One line of the code on its way to lines of the layout. */
struct row {
	struct verbatim *verbatim;
	struct margin *margin;
	struct lines *lines;
	size_t at, end; /* the next byte of the document's text, and the end of the line of code */
	size_t line;    /* where the line of code starts */
	size_t tab;     /* the next one; the end where there is none */
	size_t from;    /* where the line of the layout starts */
	size_t stop;    /* where it is to end, if it does not before */
	int indent, room; /* columns */
	int column;       /* within the line of code: where tabs count from */
	int used;         /* within the line of the layout */
};

void verbatim_start(struct verbatim *verbatim, const struct document *document,
		    const struct layout_options *options, size_t block)
{
	*verbatim = (struct verbatim){ .document = document,
				       .options = options,
				       .block = block,
				       .at = document->blocks[block].start,
				       .span = document->blocks[block].first_span };
	highlight_start(&verbatim->highlight, document->blocks[block].info);
}

static size_t block_end(const struct verbatim *verbatim)
{
	const struct block *block = &verbatim->document->blocks[verbatim->block];

	return block->start + block->len;
}

/* The last word that begins in the second half of `len` bytes, or all of them: code that goes on in
 * the next line had better go on with a word. */
static size_t last_word(const char *text, size_t len)
{
	for (size_t i = len; i > len / 2; i--) {
		if (text[i] != ' ' && text[i - 1] == ' ')
			return i;
	}
	return len;
}

/* Where the line that begins at row->at is to end. What tabs take is seen when they come. */
static void find_stop(struct row *row)
{
	const char *text = row->verbatim->document->text + row->at;
	size_t rest = row->end - row->at, fit;
	int columns;

	row->stop = row->end;
	if (rest <= (size_t)row->room)
		return;
	fit = width_fit(text, rest, row->room, &columns);
	if (fit > 0 && fit < rest && !memchr(text, '\t', fit))
		row->stop = row->at + last_word(text, fit);
}

static void begin(struct row *row, bool is_folded)
{
	margin_begin(row->margin, row->lines);
	row->used = 0;
	find_stop(row);
	if (!is_folded || row->indent < 2) {
		lines_blanks(row->lines, row->indent);
		return;
	}
	lines_blanks(row->lines, row->indent - 2);
	lines_ornament(row->lines, ornament_text(ORNAMENT_FOLDED, row->verbatim->options->is_ascii),
		       ROLE_DIM, 0);
	lines_blanks(row->lines, 1);
}

static void fold(struct row *row)
{
	lines_end(row->lines, row->from, row->verbatim->block);
	row->from = row->at;
	begin(row, true);
}

static void add_run(struct row *row, size_t len, int columns)
{
	const struct verbatim *verbatim = row->verbatim;
	const struct document *document = verbatim->document;
	struct piece piece = { .text = document->text + row->at,
			       .len = len,
			       .columns = columns,
			       .role = ROLE_CODE_BLOCK,
			       .place = row->at,
			       .link = -1 };

	look_span(document, &document->spans[verbatim->span], &piece);
	if (piece.role == ROLE_CODE || piece.role == ROLE_CODE_BLOCK)
		piece.role = verbatim->role;
	lines_piece(row->lines, &piece);
	row->used += columns;
	row->column += columns;
	row->at += len;
}

static void find_tab(struct row *row)
{
	const char *text = row->verbatim->document->text;
	const char *tab = memchr(text + row->at, '\t', row->end - row->at);

	row->tab = tab ? (size_t)(tab - text) : row->end;
}

static void add_tab(struct row *row)
{
	int columns = TAB_COLUMNS - row->column % TAB_COLUMNS, left = row->room - row->used;

	lines_blanks(row->lines, columns < left ? columns : left);
	row->used += columns < left ? columns : left;
	row->column += columns;
	row->at++;
	find_tab(row);
}

/* Where what is coloured alike ends. */
static size_t part_end(struct row *row)
{
	struct verbatim *verbatim = row->verbatim;
	const char *line = verbatim->document->text + row->line;

	if (row->at >= verbatim->part)
		verbatim->part = row->at + highlight_next(&verbatim->highlight, line,
							  row->end - row->line, row->at - row->line,
							  &verbatim->role);
	return verbatim->part < row->end ? verbatim->part : row->end;
}

/* Where the run that starts at row->at ends: before a tab, at the end of its span, of its part or
 * of the line. */
static size_t run_end(struct row *row)
{
	struct verbatim *verbatim = row->verbatim;
	const struct document *document = verbatim->document;
	const struct block *block = &document->blocks[verbatim->block];
	size_t last = block->first_span + block->n_spans - 1, end = part_end(row);

	end = row->tab < end ? row->tab : end;
	while (verbatim->span < last &&
	       document->spans[verbatim->span].start + document->spans[verbatim->span].len <=
		       row->at)
		verbatim->span++;
	if (verbatim->span < last &&
	    document->spans[verbatim->span].start + document->spans[verbatim->span].len < end)
		end = document->spans[verbatim->span].start + document->spans[verbatim->span].len;
	return end < row->stop ? end : row->stop;
}

/* What fits of the run; at least one cluster where the line is still empty. */
static void add_fitting(struct row *row)
{
	const char *text = row->verbatim->document->text + row->at;
	size_t run = run_end(row) - row->at;
	int columns;
	size_t len = width_fit(text, run, row->room - row->used, &columns);
	struct cluster cluster;

	if (len == 0 && row->used > 0) {
		fold(row);
		return;
	}
	if (len == 0 && width_cluster(text, run, 0, &cluster)) {
		len = cluster.len;
		columns = cluster.columns;
	}
	add_run(row, len, columns);
}

static void add_row(struct verbatim *verbatim, size_t end, struct margin *margin,
		    struct lines *lines)
{
	struct row row = { .verbatim = verbatim, .margin = margin, .lines = lines };

	row.at = row.from = row.line = verbatim->at;
	row.end = end;
	row.room = margin_room(margin);
	row.indent = verbatim->options->is_linear ? 0 : verbatim_indent(row.room);
	row.room -= row.indent;
	find_tab(&row);
	begin(&row, false);
	while (row.at < end) {
		if (row.used >= row.room || row.at == row.stop)
			fold(&row);
		if (verbatim->document->text[row.at] == '\t')
			add_tab(&row);
		else
			add_fitting(&row);
	}
	lines_end(lines, row.from, verbatim->block);
}

int verbatim_indent(int room)
{
	return room >= WIDE ? INDENT : room >= 2 * NARROW_INDENT ? NARROW_INDENT : 0;
}

bool verbatim_step(struct verbatim *verbatim, struct margin *margin, struct lines *lines)
{
	const char *text = verbatim->document->text;
	size_t all = block_end(verbatim);

	for (int i = 0; i < STEP_LINES && verbatim->at < all; i++) {
		const char *newline = memchr(text + verbatim->at, '\n', all - verbatim->at);
		size_t end = newline ? (size_t)(newline - text) : all;

		add_row(verbatim, end, margin, lines);
		verbatim->at = newline ? end + 1 : end;
	}
	return verbatim->at < all;
}
