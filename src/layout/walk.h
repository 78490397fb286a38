/* SPDX-License-Identifier: MIT */
/*
 * walk: through the blocks of a document from the top, a leaf (or a part of a long one) a step.
 */
#ifndef LAYOUT_WALK_H
#define LAYOUT_WALK_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/grid.h"
#include "layout/lines.h"
#include "layout/margin.h"
#include "layout/ornament.h"
#include "layout/prose.h"
#include "layout/verbatim.h"

struct walk_frame;

struct walk {
	const struct document *document;
	const struct layout_options *options;
	struct lines *lines;
	struct prose_shared shared;
	struct margin margin;
	struct walk_frame *frames; /* the containers that hold the next block */
	size_t n_frames, room;
	size_t next;                       /* the block to enter next */
	size_t previous;                   /* the last one that was shown */
	size_t n_common;                   /* parts of the margin that stood ever since */
	bool (*resume)(struct walk *walk); /* makes more of the block that is being shown */
	struct prose prose;
	struct verbatim verbatim;
	struct grid grid;
};

/* What is done with a kind of block. */
struct walk_kind {
	void (*enter)(struct walk *walk, size_t block); /* NULL: nothing */
	void (*leave)(struct walk *walk, size_t block); /* of a container, before its margin goes */
};

void walk_start(struct walk *walk, const struct document *document,
		const struct layout_options *options, struct lines *lines);

/* False when all lines are made. */
bool walk_step(struct walk *walk);

void walk_release(struct walk *walk);

/* For those who show blocks: */

/* Makes the blank lines before the block, which is shown now. */
void walk_begin(struct walk *walk, size_t block);

/* Lines of the layout's own words, which outlive the lines, at the start or the end of the block;
 * bold. */
void walk_say(struct walk *walk, size_t block, const char *text, enum role role);
void walk_say_end(struct walk *walk, size_t block, const char *text);

/* Adds a part to the margin; `first` may be NULL. It goes when the container is left. */
void walk_push(struct walk *walk, const char *first, const char *rest, enum role role);
void walk_indent(struct walk *walk, int columns);

const char *walk_ornament(const struct walk *walk, enum ornament ornament);

/* Columns that are left for text. */
int walk_room(const struct walk *walk);

/* A number that the container which was entered last keeps for its children, and the one that the
 * container around it keeps. */
void walk_note_columns(struct walk *walk, int columns);
int walk_noted_columns(const struct walk *walk);

/* The innermost open container of that kind; 0 where there is none. */
size_t walk_inside(const struct walk *walk, enum block_kind kind);

#endif
