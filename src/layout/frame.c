/* SPDX-License-Identifier: MIT */
#include "layout/frame.h"

#include "base/str.h"

enum { BORDERS = 4, LEAST_ROOM = 16 };

static bool is_image(const struct document *document, const struct span *span)
{
	return (span->styles & SPAN_IMAGE) &&
	       (span->link < 0 || !document->links[span->link].is_embed);
}

bool frame_fits(const struct walk *walk, size_t leaf)
{
	const struct document *document = walk->document;
	const struct block *block = &document->blocks[leaf];

	for (size_t i = 0; i < block->n_spans; i++)
		if (!is_image(document, &document->spans[block->first_span + i]))
			return false;
	return !walk->options->is_linear && block->n_spans > 0 && walk_room(walk) >= LEAST_ROOM;
}

static void add_rule(struct walk *walk, size_t leaf, size_t place, const enum ornament ends[2],
		     int columns)
{
	struct str text = { 0 };

	str_text(&text, walk_ornament(walk, ends[0]));
	while (columns-- > 0)
		str_text(&text, walk_ornament(walk, ORNAMENT_RULE));
	str_text(&text, walk_ornament(walk, ends[1]));
	margin_begin(&walk->margin, walk->lines);
	lines_ornament(walk->lines, arena_copy(&walk->lines->arena, text.bytes, text.len), ROLE_BAR,
		       0);
	lines_end(walk->lines, place, leaf);
	str_release(&text);
}

static void add_line(struct walk *walk, size_t leaf, const struct line *line, int columns)
{
	const char *bar = walk_ornament(walk, ORNAMENT_BAR);

	margin_begin(&walk->margin, walk->lines);
	lines_ornament(walk->lines, bar, ROLE_BAR, 0);
	lines_blanks(walk->lines, 1);
	lines_copy(walk->lines, line, columns);
	lines_blanks(walk->lines, 1);
	lines_ornament(walk->lines, bar, ROLE_BAR, 0);
	lines_end(walk->lines, line->place, leaf);
}

void frame_leaf(struct walk *walk, size_t leaf)
{
	static const enum ornament top[] = { ORNAMENT_ROUND_TOP_LEFT, ORNAMENT_ROUND_TOP_RIGHT };
	static const enum ornament bottom[] = { ORNAMENT_ROUND_BOTTOM_LEFT,
						ORNAMENT_ROUND_BOTTOM_RIGHT };
	const struct block *block = &walk->document->blocks[leaf];
	struct margin margin = { .width = walk_room(walk) - BORDERS };
	struct lines inside = { 0 };
	struct prose prose;

	prose_start(&prose, &walk->shared, leaf);
	while (prose_step(&prose, &margin, &inside))
		;
	add_rule(walk, leaf, block->start, top, prose.widest + 2);
	for (size_t i = 0; i < inside.n_lines; i++)
		add_line(walk, leaf, lines_at(&inside, i), prose.widest);
	add_rule(walk, leaf, block->start + block->len, bottom, prose.widest + 2);
	lines_release(&inside);
	margin_release(&margin);
}
