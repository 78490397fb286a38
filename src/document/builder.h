/* SPDX-License-Identifier: MIT */
/*
 * builder: elements opened and closed, and the words in them, in; the blocks of a document out.
 *
 * Markdown and HTML drive the same builder, in turns, so markup of the one may stand in the other.
 * Nothing that is driven into it can fail: what is not closed is closed with what it is in; a close
 * without an open is ignored; what needs a parent (an item, a cell) gets one. HTML cannot close
 * what Markdown has opened. Blocks are made when words come, so what is empty leaves nothing
 * behind, but for items and cells. Inside headings, cells, terms, summaries, captions and code all
 * blocks are flattened to lines.
 */
#ifndef DOCUMENT_BUILDER_H
#define DOCUMENT_BUILDER_H

#include "document/document.h"
#include "document/element.h"

struct builder;

struct builder *builder_new(void);
void builder_free(struct builder *builder);

/* `traits` may be NULL. */
void builder_open(struct builder *builder, enum element element, const struct traits *traits);

/* Closes the nearest of that element, and all that is still open in it. */
void builder_close(struct builder *builder, enum element element, bool is_raw);

/* Words. Blanks collapse unless the element is PRE, where all bytes are kept. */
void builder_text(struct builder *builder, const char *text, size_t len);

/* The same with all blanks kept: for code. */
void builder_code(struct builder *builder, const char *text, size_t len);

/* A line break; two of them part paragraphs. */
void builder_break(struct builder *builder);

/* An embedded page, video or sound: a paragraph of its own. */
void builder_embed(struct builder *builder, const struct traits *traits);

/* A rule. */
void builder_rule(struct builder *builder);

/* The leaf that is being written, or else the next one, can be found by that name. */
void builder_anchor(struct builder *builder, const char *anchor);

/* The code that has just begun is in that language. */
void builder_language(struct builder *builder, const char *info);

/* The list item that has just begun is a task. */
void builder_task(struct builder *builder, bool is_done);

/* The quote that has just begun is an alert; false if it is none any more. */
bool builder_alert(struct builder *builder, const char *info, const char *title);

/* Whether text would be lost where the builder is now. */
bool builder_is_dropping(const struct builder *builder);

/* Template tags that could not be resolved stand between U+E000 and U+E001, which are not shown. */
void builder_expect_marks(struct builder *builder);

/* Headings that say this are left out, as long as nothing but images stands before them. */
void builder_skip_title(struct builder *builder, const char *title);

/* From now on what holds so many bytes of text is given away where a paragraph of the root ends;
 * see document_parts(). */
void builder_give_parts(struct builder *builder, size_t least, document_take *take, void *context);

/* Everything is closed. */
void builder_end(struct builder *builder);

/* Everything is closed; the document's parts become the caller's (struct volume in volume.h). */
struct document *builder_finish(struct builder *builder);

#endif
