/* SPDX-License-Identifier: MIT */
#include "layout/gap.h"

#include <stdbool.h>

/* The two blocks, and what stands side by side below the container that holds both. */
struct pair {
	const struct block *previous, *next; /* as shown */
	const struct block *before, *after; /* children of the container, or the container itself */
	const struct block *container;
};

/* The child of `container` that holds block `i`, or is it. */
static size_t child_of(const struct document *document, size_t container, size_t i)
{
	while (i != container && document->blocks[i].parent != container)
		i = document->blocks[i].parent;
	return i;
}

static void find(struct pair *pair, const struct document *document, size_t previous, size_t next)
{
	const struct block *blocks = document->blocks;
	size_t container = blocks[next].parent;

	while (container > previous)
		container = blocks[container].parent;
	while (blocks[container].end <= previous)
		container = blocks[container].parent;
	pair->previous = &blocks[previous];
	pair->next = &blocks[next];
	pair->container = &blocks[container];
	pair->before = &blocks[child_of(document, container, previous)];
	pair->after = &blocks[child_of(document, container, next)];
}

static bool is_tight(const struct block *block)
{
	return block->kind == BLOCK_PARAGRAPH && block->is_tight;
}

/* What goes on without a blank line after a tight paragraph in a list. */
static bool goes_on(const struct block *block)
{
	return is_tight(block) || block->kind == BLOCK_ITEM || block->kind == BLOCK_LIST;
}

static bool is_head(const struct block *block)
{
	return block->kind == BLOCK_TITLE || block->kind == BLOCK_BYLINE;
}

static bool belongs_together(const struct pair *pair)
{
	enum block_kind container = pair->container->kind;

	if (pair->container == pair->previous) /* its own head line */
		return true;
	if (container == BLOCK_LIST || container == BLOCK_ITEM)
		return is_tight(pair->previous) && (goes_on(pair->next));
	if (container == BLOCK_DEFINITIONS)
		return pair->before->kind == BLOCK_TERM ||
		       (pair->after->kind == BLOCK_DEFINITION && is_tight(pair->previous));
	if (container == BLOCK_ALERT && pair->before == pair->container + 1)
		return pair->container->title && !*pair->container->title;
	if (container == BLOCK_DETAILS)
		return pair->before->kind == BLOCK_SUMMARY;
	return container == BLOCK_FIGURE || container == BLOCK_FOOTNOTES;
}

/* Two details, one below the other and the upper one closed, are a list to choose from. */
static bool are_closed(const struct pair *pair)
{
	return pair->before->kind == BLOCK_DETAILS && pair->after->kind == BLOCK_DETAILS &&
	       pair->previous->kind == BLOCK_SUMMARY;
}

static bool is_section(const struct block *block)
{
	return block->kind == BLOCK_HEADING && block->level <= 2;
}

/* Below the paragraph that ends the part above. */
static int first_gap(const struct document *document, size_t next)
{
	if (!document->is_continued)
		return 0;
	return is_section(&document->blocks[next]) ? 2 : 1;
}

int gap_lines(const struct document *document, size_t previous, size_t next)
{
	struct pair pair;

	if (previous == 0)
		return first_gap(document, next);
	find(&pair, document, previous, next);
	if (is_head(pair.previous))
		return is_head(pair.next) ? 0 : 1;
	if (belongs_together(&pair) || are_closed(&pair))
		return 0;
	return is_section(pair.next) && pair.previous->kind != BLOCK_HEADING ? 2 : 1;
}
