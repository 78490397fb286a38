/* SPDX-License-Identifier: MIT */
#include "document/markdown.h"

#include <string.h>

#include <md4c.h>

#include "base/str.h"
#include "document/html.h"
#include "document/reference.h"

struct markdown {
	struct builder *builder;
	struct html *html;
	bool keep_breaks;
	size_t budget;         /* callbacks that may still come */
	struct str raw;        /* raw HTML, gathered because a tag may go over several lines */
	const char *raw_at;    /* where it stands in the source */
	struct str scratch[3]; /* of attributes: target, title, info */
};

enum { TARGET, TITLE, INFO };

/* md4c multiplies short tables into many cells, and a long address by its uses; no honest text
 * comes near this. */
static bool spend(struct markdown *markdown, size_t n)
{
	markdown->budget -= n < markdown->budget ? n : markdown->budget;
	return markdown->budget > 0;
}

/* An attribute with its entities decoded, as a string that lasts until the next one of the kind. */
static const char *attribute(struct markdown *markdown, int kind, const MD_ATTRIBUTE *from)
{
	struct str *out = &markdown->scratch[kind];

	if (!from->text)
		return NULL;
	str_clear(out);
	str_add(out, "", 0);
	for (size_t i = 0; from->substr_offsets[i] < from->size; i++) {
		const char *part = from->text + from->substr_offsets[i];
		size_t len = from->substr_offsets[i + 1] - from->substr_offsets[i];

		if (from->substr_types[i] != MD_TEXT_ENTITY ||
		    reference_decode(part, len, out) == 0)
			str_add(out, part, len);
	}
	return out->bytes;
}

static void quote(struct markdown *markdown, void *detail)
{
	(void)detail;
	builder_open(markdown->builder, ELEMENT_QUOTE, NULL);
}

static void bullets(struct markdown *markdown, void *detail)
{
	const MD_BLOCK_UL_DETAIL *list = detail;
	struct traits traits = { .is_tight = list->is_tight };

	builder_open(markdown->builder, ELEMENT_LIST, &traits);
}

static void numbers(struct markdown *markdown, void *detail)
{
	const MD_BLOCK_OL_DETAIL *list = detail;
	struct traits traits = {
		.is_ordered = true,
		.is_tight = list->is_tight,
		.number = list->start,
	};

	builder_open(markdown->builder, ELEMENT_LIST, &traits);
}

static void item(struct markdown *markdown, void *detail)
{
	const MD_BLOCK_LI_DETAIL *item = detail;
	struct traits traits = {
		.is_task = item->is_task,
		.is_done = item->is_task && item->task_mark != ' ',
	};

	builder_open(markdown->builder, ELEMENT_ITEM, &traits);
}

static void rule(struct markdown *markdown, void *detail)
{
	(void)detail;
	builder_rule(markdown->builder);
}

static void heading(struct markdown *markdown, void *detail)
{
	const MD_BLOCK_H_DETAIL *heading = detail;
	struct traits traits = { .level = (int)heading->level };

	builder_open(markdown->builder, ELEMENT_HEADING, &traits);
}

/* The language is the first word of the info string, without attributes: "rust,ignore",
 * "python{1,3}", "{.ruby linenos}". */
static const char *language(char *info)
{
	info += strspn(info, "{. \t");
	info[strcspn(info, " \t,{}:;=")] = '\0';
	return *info ? info : NULL;
}

static void code(struct markdown *markdown, void *detail)
{
	const MD_BLOCK_CODE_DETAIL *code = detail;
	struct traits traits = { 0 };

	if (attribute(markdown, INFO, &code->lang))
		traits.info = language(markdown->scratch[INFO].bytes);
	builder_open(markdown->builder, ELEMENT_PRE, &traits);
}

static void paragraph(struct markdown *markdown, void *detail)
{
	(void)detail;
	builder_open(markdown->builder, ELEMENT_PARAGRAPH, NULL);
}

static void table(struct markdown *markdown, void *detail)
{
	(void)detail;
	builder_open(markdown->builder, ELEMENT_TABLE, NULL);
}

static void head(struct markdown *markdown, void *detail)
{
	const struct traits traits = { .is_head = true };

	(void)detail;
	builder_open(markdown->builder, ELEMENT_SECTION, &traits);
}

static void body(struct markdown *markdown, void *detail)
{
	(void)detail;
	builder_open(markdown->builder, ELEMENT_SECTION, NULL);
}

static void row(struct markdown *markdown, void *detail)
{
	(void)detail;
	builder_open(markdown->builder, ELEMENT_ROW, NULL);
}

static void add_cell(struct markdown *markdown, const MD_BLOCK_TD_DETAIL *cell, bool is_head)
{
	static const enum block_align aligns[] = {
		[MD_ALIGN_DEFAULT] = ALIGN_NONE,
		[MD_ALIGN_LEFT] = ALIGN_LEFT,
		[MD_ALIGN_CENTER] = ALIGN_CENTER,
		[MD_ALIGN_RIGHT] = ALIGN_RIGHT,
	};
	const struct traits traits = { .is_head = is_head, .align = aligns[cell->align] };

	builder_open(markdown->builder, ELEMENT_CELL, &traits);
}

static void head_cell(struct markdown *markdown, void *detail)
{
	add_cell(markdown, detail, true);
}

static void cell(struct markdown *markdown, void *detail)
{
	add_cell(markdown, detail, false);
}

static const struct {
	void (*enter)(struct markdown *markdown, void *detail);
	enum element element;
} blocks[] = {
	[MD_BLOCK_DOC] = { NULL, ELEMENT_NONE },
	[MD_BLOCK_QUOTE] = { quote, ELEMENT_QUOTE },
	[MD_BLOCK_UL] = { bullets, ELEMENT_LIST },
	[MD_BLOCK_OL] = { numbers, ELEMENT_LIST },
	[MD_BLOCK_LI] = { item, ELEMENT_ITEM },
	[MD_BLOCK_HR] = { rule, ELEMENT_NONE },
	[MD_BLOCK_H] = { heading, ELEMENT_HEADING },
	[MD_BLOCK_CODE] = { code, ELEMENT_PRE },
	[MD_BLOCK_HTML] = { NULL, ELEMENT_NONE },
	[MD_BLOCK_P] = { paragraph, ELEMENT_PARAGRAPH },
	[MD_BLOCK_TABLE] = { table, ELEMENT_TABLE },
	[MD_BLOCK_THEAD] = { head, ELEMENT_SECTION },
	[MD_BLOCK_TBODY] = { body, ELEMENT_SECTION },
	[MD_BLOCK_TR] = { row, ELEMENT_ROW },
	[MD_BLOCK_TH] = { head_cell, ELEMENT_CELL },
	[MD_BLOCK_TD] = { cell, ELEMENT_CELL },
};

/* What was gathered of raw HTML is driven into the builder before anything else is. */
static void flush(struct markdown *markdown)
{
	if (markdown->raw.len == 0)
		return;
	html_piece(markdown->html, markdown->raw.bytes, markdown->raw.len, markdown->raw_at);
	str_clear(&markdown->raw);
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	flush(data);
	if (blocks[type].enter)
		blocks[type].enter(data, detail);
	return !spend(data, 1);
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct markdown *markdown = data;

	(void)detail;
	flush(markdown);
	if (blocks[type].element != ELEMENT_NONE)
		builder_close(markdown->builder, blocks[type].element, false);
	return 0;
}

static const enum element spans[] = {
	[MD_SPAN_EM] = ELEMENT_EMPHASIS,
	[MD_SPAN_STRONG] = ELEMENT_STRONG,
	[MD_SPAN_A] = ELEMENT_LINK,
	[MD_SPAN_IMG] = ELEMENT_IMAGE,
	[MD_SPAN_CODE] = ELEMENT_CODE,
	[MD_SPAN_DEL] = ELEMENT_STRIKE,
	[MD_SPAN_LATEXMATH] = ELEMENT_CODE,
	[MD_SPAN_LATEXMATH_DISPLAY] = ELEMENT_CODE,
	[MD_SPAN_WIKILINK] = ELEMENT_EMPHASIS,
	[MD_SPAN_U] = ELEMENT_UNDERLINE,
};

static size_t traits_len(const struct traits *traits)
{
	return (traits->target ? strlen(traits->target) : 0) +
	       (traits->title ? strlen(traits->title) : 0);
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct markdown *markdown = data;
	struct traits traits = { 0 };

	flush(markdown);
	if (type == MD_SPAN_A) {
		traits.target = attribute(markdown, TARGET, &((MD_SPAN_A_DETAIL *)detail)->href);
		traits.title = attribute(markdown, TITLE, &((MD_SPAN_A_DETAIL *)detail)->title);
	} else if (type == MD_SPAN_IMG) {
		traits.target = attribute(markdown, TARGET, &((MD_SPAN_IMG_DETAIL *)detail)->src);
		traits.title = attribute(markdown, TITLE, &((MD_SPAN_IMG_DETAIL *)detail)->title);
	}
	if ((type == MD_SPAN_A || type == MD_SPAN_IMG) && !traits.target)
		traits.target = "";
	builder_open(markdown->builder, spans[type], &traits);
	return !spend(markdown, 1 + traits_len(&traits));
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct markdown *markdown = data;

	(void)detail;
	flush(markdown);
	builder_close(markdown->builder, spans[type], false);
	return 0;
}

static void add_entity(struct markdown *markdown, const char *text, size_t len)
{
	struct str *out = &markdown->scratch[INFO];

	str_clear(out);
	if (reference_decode(text, len, out) == 0)
		str_add(out, text, len);
	builder_text(markdown->builder, str_bytes(out), out->len);
}

static int text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE len, void *data)
{
	struct markdown *markdown = data;
	struct builder *builder = markdown->builder;

	if (type != MD_TEXT_HTML)
		flush(markdown);
	switch (type) {
	case MD_TEXT_NORMAL:
		builder_text(builder, text, len);
		break;
	case MD_TEXT_NULLCHAR:
		builder_text(builder, "\xEF\xBF\xBD", 3);
		break;
	case MD_TEXT_BR:
		builder_break(builder);
		break;
	case MD_TEXT_SOFTBR:
		if (markdown->keep_breaks)
			builder_break(builder);
		else
			builder_text(builder, " ", 1);
		break;
	case MD_TEXT_ENTITY:
		add_entity(markdown, text, len);
		break;
	case MD_TEXT_CODE:
	case MD_TEXT_LATEXMATH:
		builder_code(builder, text, len);
		break;
	case MD_TEXT_HTML:
		if (markdown->raw.len == 0)
			markdown->raw_at = text;
		str_add(&markdown->raw, text, len);
		break;
	}
	return !spend(markdown, 1);
}

bool markdown_build(struct builder *builder, const char *source, size_t len, bool keep_breaks)
{
	static const MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
			 MD_FLAG_PERMISSIVEAUTOLINKS | MD_FLAG_PERMISSIVEATXHEADERS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct markdown markdown = {
		.builder = builder,
		.html = html_new(builder, source, len),
		.keep_breaks = keep_breaks,
		.budget = 1000000 + 20 * len,
	};
	bool is_built = md_parse(source, (MD_SIZE)len, &parser, &markdown) == 0;

	html_free(markdown.html);
	str_release(&markdown.raw);
	for (size_t i = 0; i < sizeof(markdown.scratch) / sizeof(*markdown.scratch); i++)
		str_release(&markdown.scratch[i]);
	return is_built;
}
