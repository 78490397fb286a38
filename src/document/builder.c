/* SPDX-License-Identifier: MIT */
#include "document/builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "document/polish.h"
#include "document/search.h"
#include "document/stack.h"
#include "document/volume.h"
#include "document/wordless.h"
#include "text/fold.h"
#include "text/safe.h"

/* How many elements are looked through for one that a new one closes. */
enum { MAX_SEARCH = 300 };

struct builder {
	struct volume *volume;
	struct flow *flow;     /* the volume's */
	struct blocks *blocks; /* the volume's */
	struct stack stack;
	size_t n_settled;     /* elements of the stack that have their blocks */
	size_t leaf;          /* the block that is being written, or 0 */
	const char **anchors; /* of the next leaf */
	size_t n_anchors;
	char *title;   /* folded: a heading that says this is left out */
	bool is_begun; /* words stand in the body */
	bool has_marks;
	/* where the document is given in parts */
	document_take *take; /* or NULL */
	void *context;
	size_t least; /* bytes of text in a part */
};

static struct open *top(struct builder *builder)
{
	return stack_top(&builder->stack);
}

static struct block *block_of(struct builder *builder, size_t index)
{
	return &builder->blocks->items[index];
}

static void add_volume(struct builder *builder, struct volume *volume)
{
	builder->volume = volume;
	builder->flow = &builder->volume->flow;
	builder->blocks = &builder->volume->blocks;
	blocks_add(builder->blocks, BLOCK_ROOT, 0);
}

struct builder *builder_new(void)
{
	struct builder *builder = mem_alloc(1, sizeof(*builder));

	add_volume(builder, volume_of(NULL));
	stack_init(&builder->stack);
	builder->n_settled = 1;
	return builder;
}

void builder_free(struct builder *builder)
{
	if (builder->volume)
		document_free(&builder->volume->document);
	stack_release(&builder->stack);
	free(builder->anchors);
	free(builder->title);
	free(builder);
}

void builder_give_parts(struct builder *builder, size_t least, document_take *take, void *context)
{
	builder->least = least;
	builder->take = take;
	builder->context = context;
}

void builder_skip_title(struct builder *builder, const char *title)
{
	char *line = safe_line_copy(title);

	free(builder->title);
	builder->title = line ? fold_copy(line) : NULL;
	builder->is_begun = false;
	free(line);
}

static const char *keep(struct builder *builder, const char *text)
{
	struct str line = { 0 };
	const char *copy, *end = text;

	if (!text)
		return NULL;
	while (*end > ' ' && *end < 0x7F)
		end++;
	if (!*end)
		return arena_copy(&builder->volume->arena, text, (size_t)(end - text));
	polish_line(text, strlen(text), &line);
	copy = arena_copy(&builder->volume->arena, str_bytes(&line), line.len);
	str_release(&line);
	return copy;
}

static void add_container(struct builder *builder, struct open *open, size_t parent)
{
	struct block *block;

	open->block = (unsigned)blocks_add(builder->blocks, element_block(open->element), parent);
	block = block_of(builder, open->block);
	blocks_describe(block, &open->traits);
	if (open->element == ELEMENT_LIST)
		block->level = (int)open->lists;
	if (open->element == ELEMENT_ROW)
		block->is_head = open->is_head;
	if (open->element == ELEMENT_FOOTNOTE && open->traits.anchor) {
		block->anchor = open->traits.anchor;
		slug_put(&builder->volume->slugs, block->anchor, open->block);
	}
}

/* A table holds rows, and a row cells: where a box parts a table from one in it, say, the inner one
 * makes no block, and its rows are those of the outer one. */
static bool has_place(struct builder *builder, const struct open *open, size_t parent)
{
	enum block_kind around = block_of(builder, parent)->kind;

	return around != BLOCK_ROW && (around != BLOCK_TABLE || open->element == ELEMENT_ROW);
}

/* Gives all open containers their blocks, up to n of the stack. */
static void settle(struct builder *builder, size_t n)
{
	for (size_t i = builder->n_settled; i < n; i++) {
		struct open *open = &builder->stack.open[i];
		unsigned around = builder->stack.open[i - 1].container;

		if (element_role(open->element) == CONTAINER && !open->is_flat && !open->block) {
			open->is_buried |= !has_place(builder, open, around);
			if (!open->is_buried)
				add_container(builder, open, around);
		}
		open->container = element_role(open->element) == CONTAINER && open->block
					  ? open->block
					  : around;
	}
	if (n > builder->n_settled)
		builder->n_settled = n;
}

static void put_anchors(struct builder *builder, size_t block)
{
	for (size_t i = 0; i < builder->n_anchors; i++)
		slug_put(&builder->volume->slugs, builder->anchors[i], block);
	if (builder->n_anchors > 0 && !block_of(builder, block)->anchor)
		block_of(builder, block)->anchor = builder->anchors[0];
	builder->n_anchors = 0;
}

static enum block_kind leaf_kind(const struct open *leaf)
{
	enum block_kind kind = leaf ? element_block(leaf->element) : BLOCK_PARAGRAPH;

	if (leaf && leaf->is_buried && (kind == BLOCK_CELL || kind == BLOCK_TERM))
		return BLOCK_PARAGRAPH;
	return kind;
}

/* Words directly in an item or definition stand tight, and paragraphs where the list says so. */
static bool is_tight(struct builder *builder, const struct open *leaf, size_t parent)
{
	enum block_kind around = block_of(builder, parent)->kind;

	if (around != BLOCK_ITEM && around != BLOCK_DEFINITION)
		return false;
	return !leaf || builder->stack.open[leaf->structure].traits.is_tight;
}

static void begin_leaf(struct builder *builder)
{
	struct open *leaf = top(builder)->leaf ? &builder->stack.open[top(builder)->leaf] : NULL;
	enum block_kind kind = leaf_kind(leaf);
	size_t n = builder->stack.n_open, parent;
	struct block *block;

	/* A caption that comes before the first row stands before the table. */
	if (kind == BLOCK_CAPTION &&
	    builder->stack.open[leaf->structure].element == ELEMENT_TABLE &&
	    !builder->stack.open[leaf->structure].block)
		n = leaf->structure;
	settle(builder, n);
	parent = builder->stack.open[n - 1].container;
	if (kind == BLOCK_SUMMARY && (block_of(builder, parent)->kind != BLOCK_DETAILS ||
				      builder->blocks->n_items > parent + 1))
		kind = BLOCK_PARAGRAPH;
	parent = blocks_parent(builder->blocks, parent, &kind);
	builder->leaf = blocks_add(builder->blocks, kind, parent);
	block = block_of(builder, builder->leaf);
	if (leaf) {
		blocks_describe(block, &leaf->traits);
		leaf->block = (unsigned)builder->leaf;
	}
	block->is_tight = kind == BLOCK_PARAGRAPH && is_tight(builder, leaf, parent);
	flow_begin(builder->flow);
	put_anchors(builder, builder->leaf);
}

static bool is_images(const struct flow *flow)
{
	for (size_t i = flow->first_span; i < flow->n_spans; i++)
		if (!(flow->spans[i].styles & SPAN_IMAGE))
			return false;
	return true;
}

/* Whether the leaf is a heading that says the title once more. */
static bool repeats_title(struct builder *builder, const struct block *block)
{
	char *words;
	bool is_same;

	if (!builder->title || builder->is_begun || block->kind != BLOCK_HEADING)
		return false;
	words = fold_copy(str_bytes(&builder->flow->text) + block->start);
	is_same = str_equal(words, builder->title);
	free(words);
	return is_same;
}

static const char *put_slug(struct builder *builder, const struct str *name, size_t block)
{
	const char *copy = keep(builder, str_bytes(name));

	slug_put(&builder->volume->slugs, copy, block);
	return copy;
}

/* Names a heading; one that is left out leaves its name to the title. */
static void name_heading(struct builder *builder, struct block *block, size_t index)
{
	const char *words = str_bytes(&builder->flow->text) + block->start, *name;
	struct str github = { 0 }, kramdown = { 0 };

	slug_github(&builder->volume->slugs, words, block->len, &github);
	name = put_slug(builder, &github, index);
	if (!block->anchor && *name)
		block->anchor = name;
	slug_kramdown(words, block->len, &kramdown);
	if (kramdown.len > 0)
		put_slug(builder, &kramdown, index);
	str_release(&github);
	str_release(&kramdown);
}

static void end_leaf(struct builder *builder)
{
	struct flow *flow = builder->flow;
	struct block *block;
	bool is_repeated;

	if (!builder->leaf)
		return;
	flow_end(flow);
	block = block_of(builder, builder->leaf);
	polish_leaf(flow, &builder->volume->arena,
		    block->kind >= BLOCK_PARAGRAPH && block->kind != BLOCK_CODE);
	block->start = flow->start;
	block->len = flow->text.len - flow->start;
	block->first_span = flow->first_span;
	block->n_spans = flow->n_spans - flow->first_span;
	is_repeated = repeats_title(builder, block);
	builder->is_begun = builder->is_begun || !is_images(flow);
	if (block->kind == BLOCK_HEADING)
		name_heading(builder, block, is_repeated ? 1 : builder->leaf);
	if (is_repeated) {
		flow_forget(flow);
		builder->blocks->n_items--;
	}
	builder->leaf = 0;
}

/* Elements */

/* Words are needed to show a link and to reach it; without any it is none. */
static void close_link(struct builder *builder)
{
	struct open *open = top(builder);
	struct link *link = &builder->flow->links[open->link];
	char *words;

	if (link->len > 0) {
		link->is_bare = open->element == ELEMENT_LINK && !open->traits.is_raw &&
				wordless_is_address(builder->flow->text.bytes + link->start,
						    link->len, link->target);
		return;
	}
	words = wordless_name(open->element, &open->traits);
	builder_text(builder, words, strlen(words));
	free(words);
	open = top(builder);
	link = &builder->flow->links[open->link];
	if (link->len == 0 && (size_t)open->link + 1 == builder->flow->n_links)
		builder->flow->n_links--;
}

static void open_link(struct builder *builder)
{
	struct open *open = top(builder);
	struct link *link;

	if (open->is_dropped || !open->traits.target || open->mark.image >= 0)
		return;
	if (open->element == ELEMENT_IMAGE && str_starts(open->traits.target, "data:"))
		return;
	open->link = flow_link(builder->flow, open->traits.target, open->traits.title);
	link = &builder->flow->links[open->link];
	link->is_image = open->element == ELEMENT_IMAGE;
	link->is_embed = open->element == ELEMENT_EMBED;
	if (open->element == ELEMENT_LINK || open->element == ELEMENT_NOTE)
		open->mark.link = open->link;
	else
		open->mark.image = open->link;
}

/* Blocks begin and end lines: at the top by ending the leaf, inside of one by a break. */
static void part(struct builder *builder, enum element element)
{
	struct open *open = top(builder);

	if (!open->is_sealed)
		end_leaf(builder);
	else if (builder->leaf)
		flow_pause(builder->flow, &open->mark,
			   element == ELEMENT_CELL ? FLOW_SPACE : FLOW_LINE);
}

/* The document of what was built so far, which leaves the builder. */
static struct document *take_volume(struct builder *builder)
{
	struct volume *volume = builder->volume;
	struct flow *flow = builder->flow;

	flow_sort_links(flow);
	blocks_finish(&volume->blocks, flow->text.len);
	volume->document.text = str_bytes(&flow->text);
	volume->document.len = flow->text.len;
	volume->document.blocks = volume->blocks.items;
	volume->document.n_blocks = volume->blocks.n_items;
	volume->document.spans = flow->spans;
	volume->document.n_spans = flow->n_spans;
	volume->document.links = flow->links;
	volume->document.n_links = flow->n_links;
	builder->volume = NULL;
	return &volume->document;
}

/* Whether nothing is open, and what was last is a paragraph of the root. */
static bool may_part(struct builder *builder)
{
	const struct block *last = block_of(builder, builder->blocks->n_items - 1);

	return builder->stack.n_open == 1 && !builder->leaf && builder->n_anchors == 0 &&
	       last->kind == BLOCK_PARAGRAPH && last->parent == 0;
}

static void give_part(struct builder *builder)
{
	struct document *part;

	if (builder->flow->text.len < builder->least || !may_part(builder))
		return;
	part = take_volume(builder);
	add_volume(builder, volume_of(builder->take(builder->context, part)));
	builder->volume->document.is_continued = true;
}

static void pop(struct builder *builder)
{
	struct open *open = top(builder);
	bool is_kept = (open->element == ELEMENT_CELL || open->element == ELEMENT_ITEM) &&
		       !open->is_flat && !open->is_buried && !open->is_dropped && !open->block;

	if (open->link >= 0)
		close_link(builder);
	if (open->element == ELEMENT_QUOTATION)
		builder_text(builder, "\xE2\x80\x9D", 3);
	if (is_kept)
		begin_leaf(builder);
	if (!element_is_inline(open->element)) {
		builder->stack.open[builder->stack.n_open - 1].is_sealed = top(builder)->is_flat;
		part(builder, open->element);
	}
	if (open->element == ELEMENT_IMAGE)
		flow_image(builder->flow, &open->mark, true);
	builder->stack.n_open--;
	if (builder->n_settled > builder->stack.n_open)
		builder->n_settled = builder->stack.n_open;
	if (builder->take)
		give_part(builder);
}

static void pop_to(struct builder *builder, size_t n)
{
	while (builder->stack.n_open > n)
		pop(builder);
}

/* Closes what the new element may not stand in: an item in an item, a cell in a cell. */
static void make_room(struct builder *builder, enum element element)
{
	size_t i = top(builder)->structure;

	for (int n = 0; i > 0 && n < MAX_SEARCH; n++) {
		const struct open *open = &builder->stack.open[i];

		if (!open->traits.is_raw)
			return;
		if (element_closes(element, open->element)) {
			pop_to(builder, i);
			return;
		}
		if (!element_passes(element, open->element))
			return;
		i = builder->stack.open[i - 1].structure;
	}
}

static void imply(struct builder *builder, enum element element)
{
	const struct traits raw = { .is_raw = true };
	struct open *around = &builder->stack.open[top(builder)->structure];
	enum block_kind kind = element_block(element);
	size_t last = around->block ? blocks_last(builder->blocks, around->block, kind) : 0;

	stack_push(&builder->stack, element, &raw);
	if (last && element != ELEMENT_CELL && element != ELEMENT_ROW)
		top(builder)->block = (unsigned)last;
}

/* Whether a list was implied and the item that needed it has ended. */
static bool is_ended(struct builder *builder)
{
	enum element element = top(builder)->element;

	return top(builder)->is_implied &&
	       (element == ELEMENT_LIST || element == ELEMENT_DEFINITIONS);
}

/* Puts around a block what it needs around it; gives the element that it then is. */
static enum element make_way(struct builder *builder, enum element element)
{
	const struct traits raw = { .is_raw = true };
	enum element around, needs = element_needs(element);
	bool is_caption = element == ELEMENT_CAPTION;

	make_room(builder, element);
	if (is_ended(builder) && element_holds(top(builder)->element) != element)
		pop(builder);
	part(builder, element);
	if (top(builder)->is_sealed)
		return element;
	around = builder->stack.open[top(builder)->structure].element;
	if ((element == ELEMENT_ROW || element == ELEMENT_CELL) && around != ELEMENT_TABLE &&
	    around != ELEMENT_ROW)
		return ELEMENT_BOX;
	if (needs != ELEMENT_NONE && around != needs) {
		builder_open(builder, needs, &raw);
		top(builder)->is_implied = true;
	}
	while (needs == ELEMENT_NONE && element_role(element) != BOX && element_holds(around) &&
	       !(is_caption && around == ELEMENT_TABLE)) {
		around = element_holds(around);
		imply(builder, around);
	}
	return element;
}

void builder_open(struct builder *builder, enum element element, const struct traits *traits)
{
	struct traits kept = { 0 };

	if (traits) {
		kept = *traits;
		kept.target = keep(builder, traits->target);
		kept.title = keep(builder, traits->title);
		kept.info = keep(builder, traits->info);
		kept.words = keep(builder, traits->words);
		kept.anchor = keep(builder, traits->anchor);
	}
	if (!element_is_inline(element))
		element = make_way(builder, element);
	else if (element == ELEMENT_LINK && kept.is_raw && top(builder)->mark.link >= 0)
		builder_close(builder, ELEMENT_LINK, true);
	stack_push(&builder->stack, element, &kept);
	if (traits && traits->anchor && element != ELEMENT_FOOTNOTE)
		builder_anchor(builder, traits->anchor);
	if (element == ELEMENT_QUOTATION)
		builder_text(builder, "\xE2\x80\x9C", 3);
	if (element == ELEMENT_IMAGE)
		flow_image(builder->flow, &builder->stack.open[builder->stack.n_open - 2].mark,
			   false);
	if (element_role(element) == INLINE)
		open_link(builder);
}

/* HTML that ends within a paragraph of Markdown what it has begun around it: the paragraph ends
 * there, too, and what is left of it stands behind. */
static void close_around(struct builder *builder, enum element element)
{
	size_t i = stack_around(&builder->stack, element);

	if (i == 0)
		return;
	pop_to(builder, i);
	builder_open(builder, ELEMENT_PARAGRAPH, NULL);
}

void builder_close(struct builder *builder, enum element element, bool is_raw)
{
	size_t i = stack_find(&builder->stack, element, is_raw);

	if (i == 0 && is_raw)
		close_around(builder, element);
	if (i == 0)
		return;
	if (is_raw && stack_is_across(&builder->stack, i))
		stack_end_across(&builder->stack, i);
	else
		pop_to(builder, i);
}

/* Words */

static void add_text(struct builder *builder, const char *text, size_t len, bool is_code)
{
	struct open *open = top(builder);

	if (open->is_dropped)
		return;
	if (!builder->leaf) {
		size_t n = flow_blanks(text, len, true);

		if (n == len)
			return;
		if (is_ended(builder))
			pop(builder);
		open = top(builder);
		if (open->is_pre)
			for (n = 0; text[n] == '\n'; n++)
				;
		text += n;
		len -= n;
		begin_leaf(builder);
		open = top(builder);
	}
	if (open->is_pre || is_code)
		flow_verbatim(builder->flow, &open->mark, text, len);
	else
		flow_text(builder->flow, &open->mark, text, len);
}

void builder_expect_marks(struct builder *builder)
{
	builder->has_marks = true;
}

/* U+E000 begins a placeholder and U+E001 ends it; in code they are only taken out. */
static void add_marked(struct builder *builder, const char *text, size_t len, bool is_code)
{
	const struct traits raw = { .is_raw = true };

	while (len > 0) {
		const char *mark = search_word(text, len, "\xEE\x80");
		size_t n = mark ? (size_t)(mark - text) : len;
		bool is_mark = len - n > 2 && (unsigned char)mark[2] <= 0x81;

		n += mark && !is_mark ? 2 : 0;
		add_text(builder, text, n, is_code);
		if (is_mark && !is_code && !top(builder)->is_pre && (unsigned char)mark[2] == 0x80)
			builder_open(builder, ELEMENT_PLACEHOLDER, &raw);
		else if (is_mark)
			builder_close(builder, ELEMENT_PLACEHOLDER, true);
		n += is_mark ? 3 : 0;
		text += n;
		len -= n;
	}
}

void builder_text(struct builder *builder, const char *text, size_t len)
{
	if (builder->has_marks)
		add_marked(builder, text, len, false);
	else
		add_text(builder, text, len, false);
}

void builder_code(struct builder *builder, const char *text, size_t len)
{
	if (builder->has_marks)
		add_marked(builder, text, len, true);
	else
		add_text(builder, text, len, true);
}

void builder_break(struct builder *builder)
{
	struct open *open = top(builder);
	bool is_paragraph;

	if (open->is_dropped || !builder->leaf)
		return;
	if (open->is_pre) {
		flow_verbatim(builder->flow, &open->mark, "\n", 1);
		return;
	}
	is_paragraph = block_of(builder, builder->leaf)->kind == BLOCK_PARAGRAPH;
	if (flow_pause(builder->flow, &open->mark, FLOW_LINE) && is_paragraph)
		end_leaf(builder);
}

void builder_embed(struct builder *builder, const struct traits *traits)
{
	const struct traits raw = { .is_raw = true };
	bool is_media = top(builder)->element == ELEMENT_MEDIA;

	if (!is_media)
		builder_open(builder, ELEMENT_BOX, &raw);
	builder_open(builder, ELEMENT_EMBED, traits);
	builder_close(builder, ELEMENT_EMBED, true);
	if (!is_media)
		builder_close(builder, ELEMENT_BOX, true);
}

void builder_rule(struct builder *builder)
{
	enum block_kind kind = BLOCK_RULE;
	size_t parent;

	if (top(builder)->is_dropped)
		return;
	make_way(builder, ELEMENT_BOX);
	if (top(builder)->is_sealed)
		return;
	settle(builder, builder->stack.n_open);
	parent = blocks_parent(builder->blocks, top(builder)->container, &kind);
	builder->leaf = blocks_add(builder->blocks, kind, parent);
	flow_begin(builder->flow);
	end_leaf(builder);
}

void builder_anchor(struct builder *builder, const char *anchor)
{
	const char *name;

	if (top(builder)->is_dropped || !*anchor)
		return;
	name = keep(builder, anchor);
	builder->anchors = mem_grow(builder->anchors, builder->n_anchors,
				    sizeof(*builder->anchors));
	builder->anchors[builder->n_anchors++] = name;
	if (builder->leaf)
		put_anchors(builder, builder->leaf);
}

void builder_language(struct builder *builder, const char *info)
{
	struct open *open = &builder->stack.open[top(builder)->leaf];

	if (open->element == ELEMENT_PRE && !builder->leaf && !open->traits.info)
		open->traits.info = keep(builder, info);
}

void builder_task(struct builder *builder, bool is_done)
{
	struct open *open = &builder->stack.open[top(builder)->structure];

	if (open->element != ELEMENT_ITEM || open->block)
		return;
	open->traits.is_task = true;
	open->traits.is_done = is_done;
}

bool builder_alert(struct builder *builder, const char *info, const char *title)
{
	struct open *open = &builder->stack.open[top(builder)->structure];

	if (open->element != ELEMENT_QUOTE || open->block)
		return false;
	open->element = ELEMENT_ALERT;
	open->traits.info = keep(builder, info);
	open->traits.title = keep(builder, title);
	return true;
}

bool builder_is_dropping(const struct builder *builder)
{
	return builder->stack.open[builder->stack.n_open - 1].is_dropped;
}

/* The end */

void builder_end(struct builder *builder)
{
	pop_to(builder, 1);
	end_leaf(builder);
}

struct document *builder_finish(struct builder *builder)
{
	struct document *document;

	builder_end(builder);
	document = take_volume(builder);
	builder_free(builder);
	return document;
}
