/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a body. The last byte says what it is. Whatever comes, the document is what
 * document/document.h promises.
 */
#include <assert.h>
#include <string.h>

#include "document/document.h"
#include "fuzz.h"
#include "text/safe.h"

static const enum block_kind parents[N_BLOCK_KINDS] = {
	[BLOCK_ITEM] = BLOCK_LIST,
	[BLOCK_ROW] = BLOCK_TABLE,
	[BLOCK_CELL] = BLOCK_ROW,
	[BLOCK_TERM] = BLOCK_DEFINITIONS,
	[BLOCK_DEFINITION] = BLOCK_DEFINITIONS,
	[BLOCK_FOOTNOTE] = BLOCK_FOOTNOTES,
};

static void check_string(const char *string)
{
	assert(!string || safe_is(string, strlen(string)));
	assert(!string || !strstr(string, "\xEE\x80\x80"));
}

static void check_leaf(const struct document *document, const struct block *block)
{
	size_t place = block->start;

	for (size_t i = 0; i < block->n_spans; i++) {
		const struct span *span = &document->spans[block->first_span + i];

		assert(span->start == place && span->len > 0);
		assert(span->link >= -1 && span->link < (int)document->n_links);
		place += span->len;
	}
	assert(place == block->start + block->len);
}

static void check_block(const struct document *document, size_t i)
{
	const struct block *block = &document->blocks[i];
	const struct block *parent = &document->blocks[block->parent];

	assert(block->end > i && block->end <= parent->end && block->parent <= i);
	assert(block->start >= parent->start);
	assert(block->start + block->len <= parent->start + parent->len);
	assert(i == 0 || parent->kind < BLOCK_TITLE);
	assert(!parents[block->kind] || parent->kind == parents[block->kind]);
	assert(i == 0 || parent->kind != BLOCK_TABLE || block->kind == BLOCK_ROW);
	assert(i == 0 || parent->kind != BLOCK_ROW || block->kind == BLOCK_CELL);
	check_string(block->info);
	check_string(block->title);
	check_string(block->anchor);
}

static void check_blocks(const struct document *document)
{
	size_t place = 0, n_leaves = 0;

	for (size_t i = 0; i < document->n_blocks; i++) {
		const struct block *block = &document->blocks[i];

		check_block(document, i);
		if (block->kind < BLOCK_TITLE)
			continue;
		assert(block->start == place + (n_leaves++ > 0));
		check_leaf(document, block);
		place = block->start + block->len;
		assert(document_block_at(document, place) == i);
	}
	assert(place == document->len);
}

static void check_links(const struct document *document)
{
	for (size_t i = 0; i < document->n_links; i++) {
		const struct link *link = &document->links[i];

		assert(link->target && link->start + link->len <= document->len);
		assert(i == 0 || document->links[i - 1].start <= link->start);
		check_string(link->target);
		check_string(link->title);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	unsigned choice = len > 0 ? bytes[len - 1] : 0;
	const struct document_input input = {
		.kind = choice % 4 == 3   ? DOCUMENT_PLAIN
			: choice % 4 == 2 ? DOCUMENT_HTML
					  : DOCUMENT_MARKDOWN,
		.bytes = (const char *)bytes,
		.len = len,
		.keep_breaks = choice & 4,
		.title = choice & 8 ? "A title" : NULL,
	};
	struct document *document = document_new(&input);

	assert(safe_is(document->text, document->len));
	assert(document->text[document->len] == '\0');
	assert(!strstr(document->text, "\xEE\x80\x80") && !strstr(document->text, "\xEE\x80\x81"));
	check_blocks(document);
	check_links(document);
	assert(document_anchor(document, "nowhere at all") == 0);
	document_free(document);
	return 0;
}
