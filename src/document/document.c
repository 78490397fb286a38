/* SPDX-License-Identifier: MIT */
#include "document/document.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "document/builder.h"
#include "document/html.h"
#include "document/markdown.h"
#include "document/plain.h"
#include "document/search.h"
#include "document/volume.h"
#include "document/wordpress.h"
#include "text/safe.h"

enum { MAX_TAG = 1000 };

/* Longer bodies are cut: md4c counts in 32 bits, and so do blocks and spans. */
static const size_t longest = INT32_MAX / 4;

static void add_line(struct builder *builder, enum element element, const char *line)
{
	builder_open(builder, element, NULL);
	builder_text(builder, line, strlen(line));
	builder_close(builder, element, false);
}

static struct builder *begin(const struct document_input *input)
{
	struct builder *builder = builder_new();

	if (input->title)
		add_line(builder, ELEMENT_TITLE, input->title);
	for (size_t i = 0; i < input->n_bylines; i++)
		add_line(builder, ELEMENT_BYLINE, input->bylines[i]);
	builder_skip_title(builder, input->title);
	return builder;
}

static void build_html(struct builder *builder, const char *text, size_t len, bool keep_breaks)
{
	struct html *html = html_new(builder, text, len);

	(void)keep_breaks;
	html_piece(html, text, len, text);
	html_free(html);
}

/* The next U+E000 or U+E001, or NULL. */
static const char *next_mark(const char *text, const char *end)
{
	for (; (text = search_word(text, (size_t)(end - text), "\xEE\x80")); text += 2)
		if (end - text > 2 && (unsigned char)text[2] <= 0x81)
			return text;
	return NULL;
}

/* Adds the text, with those marks of template tags taken out that have no other half. */
static void pair_marks(const char *text, size_t len, struct str *out)
{
	const char *end = text + len, *mark, *next;

	for (mark = next_mark(text, end); mark; mark = next) {
		bool is_open = (unsigned char)mark[2] == 0x80;

		next = next_mark(mark + 3, end);
		if (is_open && next && (unsigned char)next[2] == 0x81 && next - mark < MAX_TAG) {
			str_add(out, text, (size_t)(next + 3 - text));
			text = next + 3;
			next = next_mark(text, end);
		} else {
			str_add(out, text, (size_t)(mark - text));
			text = mark + 3;
		}
	}
	str_add(out, text, (size_t)(end - text));
}

/* A source in the making: each step reads the one text and writes the other. */
struct body {
	struct str steps[2];
	size_t n_steps;
	const char *text;
	size_t len;
};

static struct str *next_step(struct body *body)
{
	struct str *step = &body->steps[body->n_steps++ % 2];

	str_clear(step);
	return step;
}

static void use_step(struct body *body, const struct str *step)
{
	body->text = str_bytes(step);
	body->len = step->len;
}

static void clean(struct body *body, enum document_kind kind, bool *has_marks)
{
	struct str *step;

	if (!safe_is(body->text, body->len)) {
		step = next_step(body);
		safe_text(body->text, body->len, step);
		use_step(body, step);
	}
	*has_marks = next_mark(body->text, body->text + body->len);
	if (*has_marks) {
		step = next_step(body);
		pair_marks(body->text, body->len, step);
		use_step(body, step);
	}
	step = next_step(body);
	if (kind != DOCUMENT_PLAIN && wordpress_expand(body->text, body->len, step))
		use_step(body, step);
}

static void build(struct builder *builder, const struct document_input *input)
{
	static void (*const builds[])(struct builder *, const char *, size_t, bool) = {
		[DOCUMENT_MARKDOWN] = markdown_build,
		[DOCUMENT_HTML] = build_html,
		[DOCUMENT_PLAIN] = plain_build,
	};
	struct body body = { .text = input->bytes ? input->bytes : "", .len = input->len };
	bool has_marks;

	if (body.len > longest)
		body.len = longest;
	clean(&body, input->kind, &has_marks);
	if (has_marks)
		builder_expect_marks(builder);
	builds[input->kind](builder, body.text, body.len, input->keep_breaks);
	str_release(&body.steps[0]);
	str_release(&body.steps[1]);
}

struct document *document_new(const struct document_input *input)
{
	struct builder *builder = begin(input);

	build(builder, input);
	return builder_finish(builder);
}

void document_parts(const struct document_input *input, size_t least, document_take *take,
		    void *context)
{
	struct builder *builder = begin(input);

	builder_give_parts(builder, least, take, context);
	build(builder, input);
	document_free(take(context, builder_finish(builder)));
}

void document_free(struct document *document)
{
	struct volume *volume = (struct volume *)document;

	if (!volume)
		return;
	flow_release(&volume->flow);
	free(volume->blocks.items);
	slug_release(&volume->slugs);
	arena_release(&volume->arena);
	free(volume);
}

size_t document_block_at(const struct document *document, size_t place)
{
	size_t low = 0, high = document->n_blocks;

	while (low + 1 < high) {
		size_t middle = low + (high - low) / 2;

		if (document->blocks[middle].start <= place)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t document_anchor(const struct document *document, const char *anchor)
{
	return slug_find(&((const struct volume *)document)->slugs, anchor);
}
