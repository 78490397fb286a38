/* SPDX-License-Identifier: MIT */
#include "layout/layout.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "layout/lines.h"
#include "layout/prose.h"
#include "layout/walk.h"

enum { LINES_AHEAD = 1000 };

struct layout {
	const struct document *document;
	struct layout_options options;
	unsigned char *open; /* a copy of options.open */
	struct lines lines;
	struct walk walk;
	bool is_whole;
};

struct layout *layout_new(const struct document *document, const struct layout_options *options)
{
	struct layout *layout = mem_alloc(1, sizeof(*layout));

	layout->document = document;
	layout->options = *options;
	if (options->open) {
		layout->open = mem_alloc(document->n_blocks, 1);
		memcpy(layout->open, options->open, document->n_blocks);
		layout->options.open = layout->open;
	}
	walk_start(&layout->walk, document, &layout->options, &layout->lines);
	return layout;
}

void layout_free(struct layout *layout)
{
	if (!layout)
		return;
	walk_release(&layout->walk);
	lines_release(&layout->lines);
	free(layout->open);
	free(layout);
}

size_t layout_taken(const struct piece *piece)
{
	return piece->taken > 0 ? piece->taken : piece->len;
}

static bool step(struct layout *layout)
{
	if (!layout->is_whole)
		layout->is_whole = !walk_step(&layout->walk);
	return !layout->is_whole;
}

bool layout_reach(struct layout *layout, size_t line)
{
	while (layout->lines.n_lines <= line)
		if (!step(layout))
			return false;
	return true;
}

size_t layout_n_lines(const struct layout *layout)
{
	return layout->lines.n_lines;
}

bool layout_is_whole(const struct layout *layout)
{
	return layout->is_whole;
}

const struct line *layout_line(struct layout *layout, size_t i)
{
	return layout_reach(layout, i) ? lines_at(&layout->lines, i) : NULL;
}

void layout_forget(struct layout *layout, size_t before)
{
	lines_forget(&layout->lines, before);
}

/* Makes lines until one stands behind the place. */
static void reach_place(struct layout *layout, size_t place)
{
	while (layout->lines.n_lines == 0 || layout->lines.place <= place)
		if (!step(layout))
			return;
}

/* The last line whose place is not behind `place`; 0 where there is none. */
static size_t last_before(const struct layout *layout, size_t place)
{
	size_t low = 0, high = layout->lines.n_lines;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (lines_at(&layout->lines, middle)->place <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? low - 1 : 0;
}

static bool shows(const struct line *line, size_t place)
{
	for (size_t i = 0; i < line->n_pieces; i++) {
		const struct piece *piece = &line->pieces[i];

		if (!piece->is_ornament && piece->place <= place &&
		    place < piece->place + layout_taken(piece))
			return true;
	}
	return false;
}

/* The table that holds the block; 0 where it is in none. */
static size_t table_of(const struct layout *layout, size_t block)
{
	const struct block *blocks = layout->document->blocks;

	while (block > 0 && blocks[block].kind != BLOCK_TABLE)
		block = blocks[block].parent;
	return block;
}

/* Whether line i is of that table; true for a blank line. */
static bool is_of_table(struct layout *layout, size_t i, size_t table)
{
	const struct line *line = layout_line(layout, i);

	return line && (line->block == 0 || table_of(layout, line->block) == table);
}

/*
 * Within a table lines show several leaves side by side, and the words of the head may stand before
 * the values: the line that shows the place may be above or below the one found.
 */
static size_t find_in_table(struct layout *layout, size_t line, size_t place)
{
	size_t table = table_of(layout, lines_at(&layout->lines, line)->block);

	if (table == 0)
		table = table_of(layout, document_block_at(layout->document, place));
	if (table == 0 || shows(lines_at(&layout->lines, line), place))
		return line;
	for (size_t i = line; i > 0 && is_of_table(layout, i - 1, table); i--)
		if (shows(lines_at(&layout->lines, i - 1), place))
			return i - 1;
	for (size_t i = line + 1; i < line + LINES_AHEAD && is_of_table(layout, i, table); i++)
		if (shows(lines_at(&layout->lines, i), place))
			return i;
	return line;
}

size_t layout_find(struct layout *layout, size_t place)
{
	reach_place(layout, place);
	if (layout->lines.n_lines == 0)
		return 0;
	return find_in_table(layout, last_before(layout, place), place);
}

/* Blanks and soft hyphens at the start of a link's words may have gone where a line ended. */
static size_t first_seen(const char *text, size_t start, size_t end)
{
	size_t place = start, n;

	while (place < end) {
		n = text[place] == ' ' ? 1 : prose_unseen(text + place, end - place);
		if (n == 0)
			return place;
		place += n;
	}
	return start;
}

size_t layout_find_link(struct layout *layout, size_t link)
{
	const struct document *document = layout->document;
	size_t start;

	if (link >= document->n_links)
		return 0;
	start = document->links[link].start;
	return layout_find(layout,
			   first_seen(document->text, start, start + document->links[link].len));
}
