/* SPDX-License-Identifier: MIT */
#include "document/builder.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "document/polish.h"
#include "document/search.h"
#include "document/volume.h"
#include "text/fold.h"
#include "text/safe.h"
#include "text/url.h"

enum { MAX_DEPTH = 60, MAX_SEARCH = 300, MAX_COLUMNS = 100, MAX_ROWS = 1000 };

enum role { BOX, CONTAINER, LEAF, INLINE, DROP };

static const struct {
	enum role role;
	enum block_kind block;
	unsigned styles;
} kinds[N_ELEMENTS] = {
#define ELEMENT(id, role, block, styles) [ELEMENT_##id] = { role, BLOCK_##block, styles },
#include "document/elements.def"
#undef ELEMENT
};

/* What is put around an element whose parent is missing; what it closes where that is open, and
 * what may stand between. */
static const struct rule {
	enum element needs;
	uint64_t closes, passes;
} rules[N_ELEMENTS] = {
	[ELEMENT_SECTION] = { ELEMENT_NONE, 1ull << ELEMENT_ROW, ~(1ull << ELEMENT_TABLE) },
	[ELEMENT_ITEM] = { ELEMENT_LIST, 1ull << ELEMENT_ITEM, 0 },
	[ELEMENT_ROW] = { ELEMENT_TABLE, 1ull << ELEMENT_ROW, ~(1ull << ELEMENT_TABLE) },
	[ELEMENT_CELL] = { ELEMENT_ROW, 1ull << ELEMENT_CELL, ~(1ull << ELEMENT_TABLE) },
	[ELEMENT_TERM] = { ELEMENT_DEFINITIONS, 1ull << ELEMENT_TERM | 1ull << ELEMENT_DEFINITION,
			   0 },
	[ELEMENT_DEFINITION] = { ELEMENT_DEFINITIONS,
				 1ull << ELEMENT_TERM | 1ull << ELEMENT_DEFINITION, 0 },
	[ELEMENT_FOOTNOTE] = { ELEMENT_FOOTNOTES, 1ull << ELEMENT_FOOTNOTE, 0 },
};

/* What stands directly in an element; other blocks are put into one of these. */
static const enum element holds[N_ELEMENTS] = {
	[ELEMENT_LIST] = ELEMENT_ITEM,          [ELEMENT_TABLE] = ELEMENT_ROW,
	[ELEMENT_ROW] = ELEMENT_CELL,           [ELEMENT_DEFINITIONS] = ELEMENT_DEFINITION,
	[ELEMENT_FOOTNOTES] = ELEMENT_FOOTNOTE,
};

/* An element that is open. What it has from those around it is worked out once, when it opens. */
struct open {
	enum element element;
	struct traits traits;
	struct flow_mark mark; /* of words in it */
	unsigned block;        /* its block, once it has one */
	unsigned container;    /* the block that blocks in it stand in, once settled */
	size_t structure;      /* the nearest container, cell or term, here or around */
	size_t leaf;           /* the element that says which leaf words in it become, or 0 */
	unsigned depth, lists; /* containers and lists, this one counted */
	int link;              /* the link that it made, or -1 */
	bool is_flat;          /* stands in a leaf: makes no block */
	bool is_sealed;        /* what is in it is flat */
	bool is_buried;        /* too deep for a block */
	bool is_dropped, is_pre, is_head;
	bool is_implied; /* was not written, but had to be there */
};

struct builder {
	struct volume *volume;
	struct flow *flow; /* the volume's */
	struct open *open; /* the stack; open[0] is the root */
	size_t n_open, open_room, n_settled;
	size_t n_blocks;
	size_t leaf;          /* the block that is being written, or 0 */
	const char **anchors; /* of the next leaf */
	size_t n_anchors;
	char *title;   /* folded: a heading that says this is left out */
	bool is_begun; /* words stand in the body */
	bool has_marks;
};

static struct open *top(struct builder *builder)
{
	return &builder->open[builder->n_open - 1];
}

static struct block *block_of(struct builder *builder, size_t index)
{
	return &builder->volume->blocks[index];
}

static bool is_inline(enum element element)
{
	return kinds[element].role == INLINE || kinds[element].role == DROP;
}

static bool is_structure(enum element element)
{
	return kinds[element].role == CONTAINER || element == ELEMENT_CELL ||
	       element == ELEMENT_TERM || element == ELEMENT_LAYOUT;
}

struct builder *builder_new(void)
{
	struct builder *builder = mem_alloc(1, sizeof(*builder));

	builder->volume = mem_alloc(1, sizeof(*builder->volume));
	builder->flow = &builder->volume->flow;
	builder->open_room = 64;
	builder->open = mem_alloc(builder->open_room, sizeof(*builder->open));
	builder->open[0].mark = (struct flow_mark){ 0, -1, -1 };
	builder->open[0].link = -1;
	builder->n_open = builder->n_settled = 1;
	builder->volume->blocks = mem_alloc(1, sizeof(*builder->volume->blocks));
	builder->n_blocks = 1;
	return builder;
}

void builder_free(struct builder *builder)
{
	if (builder->volume)
		document_free(&builder->volume->document);
	free(builder->open);
	free(builder->anchors);
	free(builder->title);
	free(builder);
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

/* Blocks */

static size_t last_child(struct builder *builder, size_t parent)
{
	size_t i = builder->n_blocks - 1;

	if (i <= parent)
		return 0;
	while (block_of(builder, i)->parent != parent)
		i = block_of(builder, i)->parent;
	return i;
}

static size_t add_block(struct builder *builder, enum block_kind kind, size_t parent)
{
	struct volume *volume = builder->volume;

	volume->blocks = mem_grow(volume->blocks, builder->n_blocks, sizeof(*volume->blocks));
	volume->blocks[builder->n_blocks] = (struct block){
		.kind = kind,
		.parent = (unsigned)parent,
		.columns = kind == BLOCK_CELL,
		.rows = kind == BLOCK_CELL,
	};
	return builder->n_blocks++;
}

static unsigned within(unsigned number, unsigned least, unsigned most)
{
	return number < least ? least : number > most ? most : number;
}

static void set_traits(struct block *block, const struct traits *traits)
{
	block->level = traits->level;
	block->number = traits->number;
	block->align = traits->align;
	block->is_ordered = traits->is_ordered;
	block->is_task = traits->is_task;
	block->is_done = traits->is_done;
	block->is_head = traits->is_head && block->kind == BLOCK_CELL;
	block->info = traits->info;
	block->title = traits->title;
	if (block->kind == BLOCK_CELL) {
		block->columns = within(traits->columns, 1, MAX_COLUMNS);
		block->rows = within(traits->rows, 1, MAX_ROWS);
	}
}

static void add_container(struct builder *builder, struct open *open, size_t parent)
{
	struct block *block;

	open->block = (unsigned)add_block(builder, kinds[open->element].block, parent);
	block = block_of(builder, open->block);
	set_traits(block, &open->traits);
	if (open->element == ELEMENT_LIST)
		block->level = (int)open->lists;
	if (open->element == ELEMENT_ROW)
		block->is_head = open->is_head;
	if (open->element == ELEMENT_FOOTNOTE && open->traits.anchor) {
		block->anchor = open->traits.anchor;
		slug_put(&builder->volume->slugs, block->anchor, open->block);
	}
}

/* Gives all open containers their blocks, up to n of the stack. */
static void settle(struct builder *builder, size_t n)
{
	for (size_t i = builder->n_settled; i < n; i++) {
		struct open *open = &builder->open[i];
		unsigned around = builder->open[i - 1].container;

		if (kinds[open->element].role == CONTAINER && !open->is_flat && !open->is_buried &&
		    !open->block)
			add_container(builder, open, around);
		open->container = kinds[open->element].role == CONTAINER && open->block
					  ? open->block
					  : around;
	}
	if (n > builder->n_settled)
		builder->n_settled = n;
}

/* Words directly in a list, table or row get the item, row or cell that is missing. */
static size_t proper_parent(struct builder *builder, size_t parent, enum block_kind *kind)
{
	static const enum block_kind between[N_BLOCK_KINDS] = {
		[BLOCK_LIST] = BLOCK_ITEM,
		[BLOCK_DEFINITIONS] = BLOCK_DEFINITION,
		[BLOCK_FOOTNOTES] = BLOCK_FOOTNOTE,
	};
	enum block_kind around = block_of(builder, parent)->kind;
	size_t last;

	if (around == BLOCK_TABLE) {
		parent = add_block(builder, BLOCK_ROW, parent);
		around = BLOCK_ROW;
	}
	if (around == BLOCK_ROW)
		*kind = BLOCK_CELL;
	if (!between[around] || *kind == BLOCK_TERM)
		return parent;
	last = last_child(builder, parent);
	if (last > 0 && block_of(builder, last)->kind == between[around])
		return last;
	return add_block(builder, between[around], parent);
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
	enum block_kind kind = leaf ? kinds[leaf->element].block : BLOCK_PARAGRAPH;

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
	return !leaf || builder->open[leaf->structure].traits.is_tight;
}

static void begin_leaf(struct builder *builder)
{
	struct open *leaf = top(builder)->leaf ? &builder->open[top(builder)->leaf] : NULL;
	enum block_kind kind = leaf_kind(leaf);
	size_t n = builder->n_open, parent;
	struct block *block;

	/* A caption that comes before the first row stands before the table. */
	if (kind == BLOCK_CAPTION && builder->open[leaf->structure].element == ELEMENT_TABLE &&
	    !builder->open[leaf->structure].block)
		n = leaf->structure;
	settle(builder, n);
	parent = builder->open[n - 1].container;
	if (kind == BLOCK_SUMMARY &&
	    (block_of(builder, parent)->kind != BLOCK_DETAILS || builder->n_blocks > parent + 1))
		kind = BLOCK_PARAGRAPH;
	parent = proper_parent(builder, parent, &kind);
	builder->leaf = add_block(builder, kind, parent);
	block = block_of(builder, builder->leaf);
	if (leaf) {
		set_traits(block, &leaf->traits);
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
	if (!str_starts(name, str_bytes(&kramdown)))
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
		builder->n_blocks--;
	}
	builder->leaf = 0;
}

/* Elements */

static void push(struct builder *builder, enum element element, const struct traits *traits)
{
	static const struct traits none;
	const struct open around = *top(builder);
	struct open *open;

	if (builder->n_open == builder->open_room) {
		builder->open_room *= 2;
		builder->open = mem_resize(builder->open, builder->open_room, sizeof(*open));
	}
	open = &builder->open[builder->n_open];
	*open = around;
	open->element = element;
	open->traits = traits ? *traits : none;
	open->block = 0;
	open->link = -1;
	open->is_implied = false;
	if (element != ELEMENT_CODE || !around.is_pre)
		open->mark.styles |= kinds[element].styles;
	open->is_pre |= element == ELEMENT_PRE;
	open->is_dropped |= kinds[element].role == DROP;
	if (element == ELEMENT_EMBED && around.element == ELEMENT_MEDIA)
		open->is_dropped = builder->open[builder->n_open - 2].is_dropped;
	builder->n_open++;
	if (is_inline(element))
		return;
	open->is_flat = around.is_sealed;
	open->is_head = element == ELEMENT_SECTION ? open->traits.is_head : around.is_head;
	if (is_structure(element))
		open->structure = builder->n_open - 1;
	if (open->is_flat)
		return;
	open->leaf = kinds[element].role == LEAF ? builder->n_open - 1 : 0;
	open->is_sealed = open->leaf && element != ELEMENT_PARAGRAPH;
	open->depth += kinds[element].role == CONTAINER;
	open->lists += element == ELEMENT_LIST;
	if (open->depth > MAX_DEPTH && rules[element].needs == ELEMENT_NONE)
		open->is_buried = true;
}

/* The file that an address leads to, or "". */
static char *file_name(const char *target)
{
	struct url url;
	const char *end, *start;
	char *part, *name;

	url_split(target, &url);
	if (!url.path.at || str_starts(target, "data:"))
		return mem_copy(NULL, 0);
	end = url.path.at + url.path.len;
	while (end > url.path.at && end[-1] == '/')
		end--;
	for (start = end; start > url.path.at && start[-1] != '/'; start--)
		;
	part = mem_copy(start, (size_t)(end - start));
	name = url_decode(part);
	free(part);
	return name;
}

/* What stands for a link that holds no words; the caller frees. */
static char *link_words(const struct open *open)
{
	const char *target = open->traits.target ? open->traits.target : "";
	char *host;

	if (open->traits.words)
		return mem_string(open->traits.words);
	if (open->element == ELEMENT_LINK)
		return mem_string(*target == '#' ? "" : target);
	host = open->element == ELEMENT_EMBED ? url_shown_host(target) : NULL;
	if (host && *host)
		return host;
	free(host);
	return file_name(target);
}

/* Whether the words are the target, all of it or without what every address begins with. */
static bool is_address(const char *words, size_t len, const char *target)
{
	size_t target_len = strlen(target);
	const char *tail = target + target_len - len;

	return len > 0 && len <= target_len && memcmp(tail, words, len) == 0 &&
	       (tail == target ||
		(tail[-1] == '/' && tail - target <= 8 && strstr(target, "://")) ||
		(tail - target == 7 && str_starts(target, "mailto:")));
}

/* Words are needed to show a link and to reach it; without any it is none. */
static void close_link(struct builder *builder)
{
	struct open *open = top(builder);
	struct link *link = &builder->flow->links[open->link];
	char *words;

	link->is_bare = open->element == ELEMENT_LINK && !open->traits.is_raw &&
			is_address(builder->flow->text.bytes + link->start, link->len,
				   link->target);
	if (link->len > 0)
		return;
	words = link_words(open);
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
	if (!is_inline(open->element)) {
		builder->open[builder->n_open - 1].is_sealed = top(builder)->is_flat;
		part(builder, open->element);
	}
	if (open->element == ELEMENT_IMAGE)
		flow_image(builder->flow, &open->mark, true);
	builder->n_open--;
	if (builder->n_settled > builder->n_open)
		builder->n_settled = builder->n_open;
}

static void pop_to(struct builder *builder, size_t n)
{
	while (builder->n_open > n)
		pop(builder);
}

/* Closes what the new element may not stand in: an item in an item, a cell in a cell. */
static void make_room(struct builder *builder, enum element element)
{
	const struct rule *rule = &rules[element];
	size_t i = top(builder)->structure;

	for (int n = 0; rule->closes && i > 0 && n < MAX_SEARCH; n++) {
		const struct open *open = &builder->open[i];

		if (!open->traits.is_raw)
			return;
		if (rule->closes >> open->element & 1) {
			pop_to(builder, i);
			return;
		}
		if (!(rule->passes >> open->element & 1))
			return;
		i = builder->open[i - 1].structure;
	}
}

static void imply(struct builder *builder, enum element element)
{
	const struct traits raw = { .is_raw = true };
	struct open *around = &builder->open[top(builder)->structure];
	size_t last = around->block ? last_child(builder, around->block) : 0;

	push(builder, element, &raw);
	if (last && element != ELEMENT_CELL && element != ELEMENT_ROW &&
	    block_of(builder, last)->kind == kinds[element].block)
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
	enum element around, needs = rules[element].needs;
	bool is_caption = element == ELEMENT_CAPTION;

	make_room(builder, element);
	if (is_ended(builder) && holds[top(builder)->element] != element)
		pop(builder);
	part(builder, element);
	if (top(builder)->is_sealed)
		return element;
	around = builder->open[top(builder)->structure].element;
	if ((element == ELEMENT_ROW || element == ELEMENT_CELL) && around != ELEMENT_TABLE &&
	    around != ELEMENT_ROW)
		return ELEMENT_BOX;
	if (needs != ELEMENT_NONE && around != needs) {
		builder_open(builder, needs, &raw);
		top(builder)->is_implied = true;
	}
	while (needs == ELEMENT_NONE && kinds[element].role != BOX && holds[around] &&
	       !(is_caption && around == ELEMENT_TABLE)) {
		around = holds[around];
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
	if (!is_inline(element))
		element = make_way(builder, element);
	else if (element == ELEMENT_LINK && kept.is_raw && top(builder)->mark.link >= 0)
		builder_close(builder, ELEMENT_LINK, true);
	push(builder, element, &kept);
	if (traits && traits->anchor && element != ELEMENT_FOOTNOTE)
		builder_anchor(builder, traits->anchor);
	if (element == ELEMENT_QUOTATION)
		builder_text(builder, "\xE2\x80\x9C", 3);
	if (element == ELEMENT_IMAGE)
		flow_image(builder->flow, &builder->open[builder->n_open - 2].mark, false);
	if (kinds[element].role == INLINE)
		open_link(builder);
}

/* Markdown closes in the order it has opened; HTML closes what it can see. */
static size_t find_open(struct builder *builder, enum element element, bool is_raw)
{
	size_t i = builder->n_open - 1;

	if (!is_raw) {
		while (i > 0 && builder->open[i].traits.is_raw)
			i--;
		return i;
	}
	for (int n = 0; i > 0 && n < MAX_SEARCH && builder->open[i].traits.is_raw; n++, i--)
		if (builder->open[i].element == element)
			return i;
	return 0;
}

/* Ends an inline element that other elements were opened in and not closed. */
static void close_across(struct builder *builder, size_t i)
{
	unsigned styles = kinds[builder->open[i].element].styles &
			  ~builder->open[i - 1].mark.styles;
	int link = builder->open[i].link;

	for (size_t k = i; k < builder->n_open; k++) {
		builder->open[k].mark.styles &= ~styles;
		if (link >= 0 && builder->open[k].mark.link == link)
			builder->open[k].mark.link = -1;
		builder->open[k].is_dropped &= builder->open[i - 1].is_dropped;
	}
	builder->open[i].element = ELEMENT_NONE;
}

void builder_close(struct builder *builder, enum element element, bool is_raw)
{
	size_t i = find_open(builder, element, is_raw);
	bool is_across = false;

	if (i == 0)
		return;
	for (size_t k = i + 1; k < builder->n_open && is_raw && is_inline(element); k++)
		is_across |= !is_inline(builder->open[k].element);
	if (is_across)
		close_across(builder, i);
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
	settle(builder, builder->n_open);
	parent = proper_parent(builder, top(builder)->container, &kind);
	builder->leaf = add_block(builder, kind, parent);
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
	struct open *open = &builder->open[top(builder)->leaf];

	if (open->element == ELEMENT_PRE && !builder->leaf && !open->traits.info)
		open->traits.info = keep(builder, info);
}

void builder_task(struct builder *builder, bool is_done)
{
	struct open *open = &builder->open[top(builder)->structure];

	if (open->element != ELEMENT_ITEM || open->block)
		return;
	open->traits.is_task = true;
	open->traits.is_done = is_done;
}

bool builder_alert(struct builder *builder, const char *info, const char *title)
{
	struct open *open = &builder->open[top(builder)->structure];

	if (open->element != ELEMENT_QUOTE || open->block)
		return false;
	open->element = ELEMENT_ALERT;
	open->traits.info = keep(builder, info);
	open->traits.title = keep(builder, title);
	return true;
}

bool builder_is_dropping(const struct builder *builder)
{
	return builder->open[builder->n_open - 1].is_dropped;
}

/* The end */

/* Where containers end, and what text they hold: from their leaves, the last first. */
static void close_blocks(struct block *blocks, size_t n_blocks, size_t text_len)
{
	size_t next = text_len;

	for (size_t i = n_blocks; i-- > 0;) {
		struct block *block = &blocks[i], *parent = &blocks[block->parent];

		if (block->end == 0)
			block->end = (unsigned)i + 1;
		if (block->kind < BLOCK_TITLE) {
			block->start = i + 1 < block->end ? blocks[i + 1].start : next;
			block->len = block->len > block->start ? block->len - block->start : 0;
		}
		next = block->start;
		if (i == 0)
			return;
		if (parent->end < block->end)
			parent->end = block->end;
		if (parent->len < block->start + block->len)
			parent->len = block->start + block->len;
	}
}

/* A list is tight where its items' words stand directly in them; ordered items are counted. */
static void finish_list(struct block *blocks, size_t list)
{
	unsigned number = blocks[list].number;

	blocks[list].is_tight = true;
	for (size_t i = list + 1; i < blocks[list].end; i = blocks[i].end) {
		if (blocks[i].number > 0)
			number = blocks[i].number - 1;
		blocks[i].number = blocks[list].is_ordered ? number : 0;
		number++;
		for (size_t k = i + 1; k < blocks[i].end; k = blocks[k].end)
			if (blocks[k].kind == BLOCK_PARAGRAPH && !blocks[k].is_tight)
				blocks[list].is_tight = false;
	}
}

/* Rows of nothing but head cells at the top of a table are its head. */
static void finish_table(struct block *blocks, size_t table)
{
	for (size_t i = table + 1; i < blocks[table].end; i = blocks[i].end) {
		for (size_t k = i + 1; k < blocks[i].end; k = blocks[k].end)
			if (!blocks[k].is_head)
				return;
		blocks[i].is_head = true;
	}
}

static void finish_blocks(struct block *blocks, size_t n_blocks)
{
	for (size_t i = 0; i < n_blocks; i++) {
		if (blocks[i].kind == BLOCK_LIST)
			finish_list(blocks, i);
		else if (blocks[i].kind == BLOCK_TABLE)
			finish_table(blocks, i);
	}
}

struct document *builder_finish(struct builder *builder)
{
	struct volume *volume = builder->volume;
	struct flow *flow = builder->flow;

	pop_to(builder, 1);
	end_leaf(builder);
	flow_sort_links(flow);
	close_blocks(volume->blocks, builder->n_blocks, flow->text.len);
	finish_blocks(volume->blocks, builder->n_blocks);
	volume->document = (struct document){
		.text = str_bytes(&flow->text),
		.len = flow->text.len,
		.blocks = volume->blocks,
		.n_blocks = builder->n_blocks,
		.spans = flow->spans,
		.n_spans = flow->n_spans,
		.links = flow->links,
		.n_links = flow->n_links,
	};
	builder->volume = NULL;
	builder_free(builder);
	return &volume->document;
}
