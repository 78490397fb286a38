/* SPDX-License-Identifier: MIT */
#include "document/markdown.h"

#include <string.h>

#include <md4c.h>

#include "base/str.h"
#include "document/bare.h"
#include "document/html.h"
#include "document/plain.h"
#include "document/prepare.h"
#include "document/wording.h"
#include "text/reference.h"

struct markdown {
	struct builder *builder;
	struct html *html;
	struct draft draft;
	struct footnotes notes;
	struct wording wording;
	bool keep_breaks;
	size_t budget;         /* callbacks that may still come */
	const char *read;      /* what is behind this has not come yet */
	const char *escaped;   /* behind the last character that had a backslash before it */
	struct str raw;        /* raw HTML, gathered because a tag may go over several lines */
	const char *raw_at;    /* where it stands in the source */
	struct str scratch[3]; /* of attributes: target, title, info */
};

enum { TARGET, TITLE, INFO };

/* md4c multiplies short tables into many cells, and a long address by its uses; no honest text
 * comes near this. What a callback gives back; only negative numbers end md4c 0.4.8. */
static int spend(struct markdown *markdown, size_t n)
{
	markdown->budget -= n < markdown->budget ? n : markdown->budget;
	return markdown->budget > 0 ? 0 : -1;
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
	struct markdown *markdown = data;

	flush(markdown);
	if (spend(markdown, 1) < 0)
		return -1;
	if (blocks[type].enter)
		blocks[type].enter(markdown, detail);
	if (type != MD_BLOCK_P || markdown->wording.place != WORDING_QUOTE)
		markdown->wording.place = type == MD_BLOCK_QUOTE ? WORDING_QUOTE : WORDING_BLOCK;
	markdown->wording.is_heading = type == MD_BLOCK_H;
	return 0;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
	struct markdown *markdown = data;

	(void)detail;
	flush(markdown);
	if (blocks[type].element != ELEMENT_NONE)
		builder_close(markdown->builder, blocks[type].element, false);
	markdown->wording.place = WORDING_BLOCK;
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
	if (spend(markdown, 1 + traits_len(&traits)) < 0)
		return -1;
	builder_open(markdown->builder, spans[type], &traits);
	markdown->wording.place = WORDING_INSIDE;
	return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
	struct markdown *markdown = data;

	(void)detail;
	flush(markdown);
	builder_close(markdown->builder, spans[type], false);
	markdown->wording.place = WORDING_SPAN;
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

/* A link from a footnote to the words that refer to it. */
static void add_back(struct builder *builder, const struct traits *traits)
{
	static const char arrow[] = "\xE2\x86\xA9";

	builder_text(builder, " ", 1);
	builder_open(builder, ELEMENT_LINK, traits);
	builder_text(builder, arrow, strlen(arrow));
	builder_close(builder, ELEMENT_LINK, true);
}

static bool follow(struct markdown *markdown, const struct directive *directive)
{
	if (!directive)
		return false;
	flush(markdown);
	if (directive->kind == DIRECTIVE_OPEN)
		builder_open(markdown->builder, directive->element, &directive->traits);
	else if (directive->kind == DIRECTIVE_CLOSE)
		builder_close(markdown->builder, directive->element, true);
	else
		add_back(markdown->builder, &directive->traits);
	return true;
}

static void add_raw(struct markdown *markdown, const char *text, size_t len)
{
	if (follow(markdown, draft_find(&markdown->draft, text)))
		return;
	if (markdown->raw.len == 0)
		markdown->raw_at = text;
	str_add(&markdown->raw, text, len);
}

static void add_break(struct markdown *markdown, const char *text, size_t len)
{
	(void)text;
	(void)len;
	builder_break(markdown->builder);
	markdown->wording.place = WORDING_LINE;
}

static void add_soft_break(struct markdown *markdown, const char *text, size_t len)
{
	if (markdown->keep_breaks)
		add_break(markdown, text, len);
	builder_text(markdown->builder, " ", 1);
	markdown->wording.place = WORDING_LINE;
}

static void add_nothing(struct markdown *markdown, const char *text, size_t len)
{
	(void)text;
	(void)len;
	builder_text(markdown->builder, "\xEF\xBF\xBD", 3);
}

static void add_code(struct markdown *markdown, const char *text, size_t len)
{
	builder_code(markdown->builder, text, len);
}

/* Of two or more dashes or dots, perhaps each with a backslash. */
static bool is_in_run(const struct markdown *markdown, const char *sign)
{
	const char *behind = sign + 1, *end = markdown->wording.end;

	behind += behind < end && *behind == '\\';
	return (behind < end && *behind == *sign) ||
	       (sign - markdown->wording.start >= 2 && sign[-2] == *sign);
}

/* Whether a sign that would be set otherwise has a backslash before it. md4c hands out what has by
 * itself, also the second of two backslashes. */
static bool is_literal(struct markdown *markdown, const char *text)
{
	if (text <= markdown->wording.start || text >= markdown->wording.end || text[-1] != '\\' ||
	    text == markdown->escaped)
		return false;
	markdown->escaped = text + 1;
	return *text == '"' || *text == '\'' ||
	       ((*text == '-' || *text == '.') && is_in_run(markdown, text));
}

static void add_words(struct markdown *markdown, const char *text, size_t len)
{
	bool literal = len == 1 && is_literal(markdown, text);

	if (literal)
		builder_open(markdown->builder, ELEMENT_LITERAL, NULL);
	wording_text(&markdown->wording, text, len);
	if (literal)
		builder_close(markdown->builder, ELEMENT_LITERAL, false);
}

static void (*const texts[])(struct markdown *, const char *, size_t) = {
	[MD_TEXT_NORMAL] = add_words,  [MD_TEXT_NULLCHAR] = add_nothing,
	[MD_TEXT_BR] = add_break,      [MD_TEXT_SOFTBR] = add_soft_break,
	[MD_TEXT_ENTITY] = add_entity, [MD_TEXT_CODE] = add_code,
	[MD_TEXT_HTML] = add_raw,      [MD_TEXT_LATEXMATH] = add_code,
};

static int text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE len, void *data)
{
	struct markdown *markdown = data;

	if (text >= markdown->read && text + len <= markdown->wording.end)
		markdown->read = text + len;
	if (type != MD_TEXT_HTML)
		flush(markdown);
	if (type == MD_TEXT_NORMAL || !wording_skips(&markdown->wording, text))
		texts[type](markdown, text, len);
	return spend(markdown, 1);
}

/* md4c gave up: what it had not come to is shown as it stands. */
static void add_rest(struct markdown *markdown)
{
	const char *read = markdown->read;

	flush(markdown);
	builder_end(markdown->builder);
	plain_build(markdown->builder, read, (size_t)(markdown->wording.end - read), true);
}

static void release(struct markdown *markdown)
{
	html_free(markdown->html);
	draft_release(&markdown->draft);
	footnote_release(&markdown->notes);
	str_release(&markdown->raw);
	for (size_t i = 0; i < sizeof(markdown->scratch) / sizeof(*markdown->scratch); i++)
		str_release(&markdown->scratch[i]);
}

void markdown_build(struct builder *builder, const char *source, size_t len, bool keep_breaks)
{
	MD_PARSER parser = {
		.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS |
			 MD_FLAG_PERMISSIVEATXHEADERS,
		.enter_block = enter_block,
		.leave_block = leave_block,
		.enter_span = enter_span,
		.leave_span = leave_span,
		.text = text,
	};
	struct markdown markdown = {
		.builder = builder,
		.keep_breaks = keep_breaks,
		.budget = 1000000 + 20 * len,
	};

	draft_init(&markdown.draft, source, len);
	prepare_draft(&markdown.draft, &markdown.notes);
	source = draft_finish(&markdown.draft, &len);
	wording_init(&markdown.wording, builder, &markdown.notes, &markdown.draft.arena);
	wording_begin(&markdown.wording, source, len);
	/* md4c takes quadratic time for them; what it does not link is linked when the leaf ends */
	if (!bare_crowded(source, len))
		parser.flags |= MD_FLAG_PERMISSIVEAUTOLINKS;
	markdown.html = html_new(builder, source, len);
	markdown.read = source;
	if (md_parse(source, (MD_SIZE)len, &parser, &markdown) != 0)
		add_rest(&markdown);
	release(&markdown);
}
