/* SPDX-License-Identifier: MIT */
/*
 * flow: the text of a document as it grows, with its spans and links.
 *
 * One leaf is written at a time. Blanks between words collapse as in HTML, whatever run they come
 * in; a line break is kept where words follow it. Not yet safe: polish.h sees to that when the leaf
 * is complete. Blocks are not known here.
 */
#ifndef DOCUMENT_FLOW_H
#define DOCUMENT_FLOW_H

#include "base/arena.h"
#include "base/str.h"
#include "document/document.h"

enum flow_gap { FLOW_NONE, FLOW_SPACE, FLOW_LINE };

/* How words are set. */
struct flow_mark {
	unsigned styles;
	int link;  /* index of the link they belong to, or -1 */
	int image; /* index of the link of the image that they stand for, or -1 */
};

struct flow {
	struct str text;
	struct span *spans;
	size_t n_spans;
	struct link *links;
	size_t n_links;
	size_t spans_room, links_room;
	size_t n_leaves;
	/* the leaf that is being written */
	bool is_open;
	size_t start, first_span, first_link;
	enum flow_gap gap; /* what stands before the next word, if one comes */
	bool is_image_end; /* nothing has come since an image */
	struct flow_mark gap_mark;
};

/* A leaf begins: a newline parts it from the one before. */
void flow_begin(struct flow *flow);

/* Words; blanks collapse, and none are put at the start of the leaf or after a line break. */
void flow_text(struct flow *flow, const struct flow_mark *mark, const char *text, size_t len);

/* Bytes as they are. */
void flow_verbatim(struct flow *flow, const struct flow_mark *mark, const char *text, size_t len);

/* A blank or a line break before the next word. True where a line break was wanted already. */
bool flow_pause(struct flow *flow, const struct flow_mark *mark, enum flow_gap gap);

/* An image begins or ends: a letter or digit beside it is parted from its words by a blank. */
void flow_image(struct flow *flow, const struct flow_mark *mark, bool is_end);

/* The leaf ends, without blanks and newlines at its end. */
void flow_end(struct flow *flow);

/* The leaf that has just ended was never there, nor were the links that begin in it. */
void flow_forget(struct flow *flow);

/* A new link without words; its index. The strings are borrowed. */
int flow_link(struct flow *flow, const char *target, const char *title);

/* Puts the links into reading order, an outer one before an inner one. */
void flow_sort_links(struct flow *flow);

/* The bytes at the start that are white space: ASCII blanks, and where `is_wide` also no-break and
 * other blanks of Unicode, zero width ones with them. */
size_t flow_blanks(const char *text, size_t len, bool is_wide);

/* Nothing stands in it any more; its memory is used again. */
void flow_clear(struct flow *flow);

void flow_release(struct flow *flow);

#endif
