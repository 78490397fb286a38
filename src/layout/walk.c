/* SPDX-License-Identifier: MIT */
#include "layout/walk.h"

#include <stdlib.h>

#include "base/mem.h"
#include "layout/container.h"
#include "layout/gap.h"
#include "layout/leaf.h"

/* A container that is open. */
struct walk_frame {
	size_t block;
	size_t n_parts; /* of the margin before it */
	int columns;    /* as its kind has noted */
};

void walk_start(struct walk *walk, const struct document *document,
		const struct layout_options *options, struct lines *lines)
{
	*walk = (struct walk){
		.document = document,
		.options = options,
		.lines = lines,
		.shared = { .document = document, .options = options, .texts = lines },
		.margin = { .width = options->width > 0 ? options->width : 1 },
		.next = 1
	};
	if (options->is_typeset && !options->is_ascii)
		walk->shared.typeset.quotes = walk->shared.labels.quotes = quotes_of(
			options->language);
}

static const struct walk_kind *kind_of(const struct walk *walk, size_t block)
{
	enum block_kind kind = walk->document->blocks[block].kind;
	const struct walk_kind *found = container_kind(kind);

	return found ? found : leaf_kind(kind);
}

static void leave(struct walk *walk)
{
	struct walk_frame frame = walk->frames[--walk->n_frames];
	const struct walk_kind *kind = kind_of(walk, frame.block);

	if (kind->leave)
		kind->leave(walk, frame.block);
	while (walk->margin.n_parts > frame.n_parts)
		margin_pop(&walk->margin);
	if (walk->n_common > walk->margin.n_parts)
		walk->n_common = walk->margin.n_parts;
}

static void enter(struct walk *walk)
{
	size_t block = walk->next++;
	const struct walk_kind *kind = kind_of(walk, block);
	struct walk_frame frame = { block, walk->margin.n_parts, 0 };

	if (walk->n_frames == walk->room) {
		walk->room = walk->room ? walk->room * 2 : 8;
		walk->frames = mem_resize(walk->frames, walk->room, sizeof(frame));
	}
	walk->frames[walk->n_frames++] = frame;
	if (kind->enter)
		kind->enter(walk, block);
}

bool walk_step(struct walk *walk)
{
	const struct document *document = walk->document;

	if (walk->resume) {
		if (!walk->resume(walk))
			walk->resume = NULL;
		return true;
	}
	if (walk->n_frames > 0 &&
	    document->blocks[walk->frames[walk->n_frames - 1].block].end <= walk->next) {
		leave(walk);
		return true;
	}
	if (walk->next >= document->n_blocks)
		return false;
	enter(walk);
	return true;
}

void walk_release(struct walk *walk)
{
	prose_release(&walk->shared);
	margin_release(&walk->margin);
	grid_release(&walk->grid);
	free(walk->frames);
	walk->frames = NULL;
}

void walk_begin(struct walk *walk, size_t block)
{
	int n = gap_lines(walk->document, walk->previous, block);

	for (; n > 0; n--) {
		margin_show(&walk->margin, walk->n_common, walk->lines);
		lines_end(walk->lines, walk->document->blocks[block].start, 0);
	}
	walk->previous = block;
	walk->n_common = walk->margin.n_parts;
}

void walk_say(struct walk *walk, size_t block, const char *text, enum role role)
{
	struct prose_look look = { .role = role,
				   .styles = role == ROLE_DIM ? 0 : STYLE_BOLD,
				   .place = walk->document->blocks[block].start,
				   .block = block };

	prose_words(&walk->shared, text, &look, &walk->margin, walk->lines);
}

void walk_say_end(struct walk *walk, size_t block, const char *text)
{
	const struct block *ended = &walk->document->blocks[block];
	struct prose_look look = { .role = ROLE_DIM,
				   .place = ended->start + ended->len,
				   .block = block };

	prose_words(&walk->shared, text, &look, &walk->margin, walk->lines);
}

void walk_push(struct walk *walk, const char *first, const char *rest, enum role role)
{
	margin_push(&walk->margin,
		    &(struct margin_part){ .first = first,
					   .rest = rest,
					   .columns = ornament_columns(first ? first : rest),
					   .role = role });
}

void walk_indent(struct walk *walk, int columns)
{
	margin_push(&walk->margin, &(struct margin_part){ .columns = columns });
}

const char *walk_ornament(const struct walk *walk, enum ornament ornament)
{
	return ornament_text(ornament, walk->options->is_ascii);
}

int walk_room(const struct walk *walk)
{
	return margin_room(&walk->margin);
}

void walk_note_columns(struct walk *walk, int columns)
{
	walk->frames[walk->n_frames - 1].columns = columns;
}

int walk_noted_columns(const struct walk *walk)
{
	return walk->n_frames > 1 ? walk->frames[walk->n_frames - 2].columns : 0;
}

size_t walk_inside(const struct walk *walk, enum block_kind kind)
{
	for (size_t i = walk->n_frames; i-- > 0;)
		if (walk->document->blocks[walk->frames[i].block].kind == kind)
			return walk->frames[i].block;
	return 0;
}
