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
#include "document/volume.h"
#include "text/safe.h"

/* Longer bodies are cut: md4c counts in 32 bits. */
static const size_t longest = INT32_MAX / 2;

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

static bool build_html(struct builder *builder, const char *text, size_t len, bool keep_breaks)
{
	struct html *html = html_new(builder, text, len);

	(void)keep_breaks;
	html_piece(html, text, len, text);
	html_free(html);
	return true;
}

static bool build_plain(struct builder *builder, const char *text, size_t len, bool keep_breaks)
{
	plain_build(builder, text, len, keep_breaks);
	return true;
}

struct document *document_new(const struct document_input *input)
{
	static bool (*const builds[])(struct builder *, const char *, size_t, bool) = {
		[DOCUMENT_MARKDOWN] = markdown_build,
		[DOCUMENT_HTML] = build_html,
		[DOCUMENT_PLAIN] = build_plain,
	};
	const char *text = input->bytes ? input->bytes : "";
	size_t len = input->len < longest ? input->len : longest;
	struct builder *builder = begin(input);
	struct document *document;
	struct str safe = { 0 };

	if (!safe_is(text, len)) {
		safe_text(text, len, &safe);
		text = str_bytes(&safe);
		len = safe.len;
	}
	if (!builds[input->kind](builder, text, len, input->keep_breaks)) {
		builder_free(builder);
		builder = begin(input);
		plain_build(builder, text, len, true);
	}
	document = builder_finish(builder);
	str_release(&safe);
	return document;
}

void document_free(struct document *document)
{
	struct volume *volume = (struct volume *)document;

	if (!volume)
		return;
	flow_release(&volume->flow);
	free(volume->blocks);
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
