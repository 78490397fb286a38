/* SPDX-License-Identifier: MIT */
#include "document/prepare.h"

#include <string.h>
#include <strings.h>

#include "document/alert.h"
#include "document/braces.h"
#include "document/search.h"

enum { MAX_TERMS = 3, MAX_NESTING = 16, MAX_INDENTED = 6, MAX_RULE = 1000 };

struct prepare {
	struct draft *draft;
	struct footnotes *notes;
	const char *end;
	const char *next;        /* the line behind the one that is looked at */
	bool is_markdown_inside; /* somewhere is a markdown="1" */
	/* code and raw HTML that go on */
	char fence;
	size_t fence_len;
	bool is_quoted;     /* the fence stands in a quote */
	const char *closer; /* what ends raw HTML that goes on, or NULL */
	/* the paragraph that the last lines belong to */
	const char *paragraph;
	size_t n_lines, n_empty; /* its lines, and the empty lines since */
	bool may_begin;          /* a paragraph may begin without an empty line */
	bool is_item;            /* a list item has begun since the last line at the margin */
	const char *item;        /* the last line, where that is a list item */
	const char *last_colons; /* the last line that ends an admonition, once looked for */
	/* admonitions that are open */
	enum element open[MAX_NESTING];
	size_t n_open;
	int depth; /* of indented blocks in indented blocks */
};

static void prepare_lines(struct prepare *prepare);

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Code and raw HTML */

/* The line without the marks of quotes and without one of a list item. */
static struct line inner(struct line line)
{
	while (line.len > 0 && *line.body == '>') {
		line.body++;
		line.len--;
		str_trim(&line.body, &line.len);
	}
	if (line_is_item(&line)) {
		size_t n = 0;

		while (n < line.len && !is_blank(line.body[n]))
			n++;
		line.body += n;
		line.len -= n;
		str_trim(&line.body, &line.len);
	}
	return line;
}

static bool opens_fence(struct prepare *prepare, const struct line *line)
{
	struct line in = inner(*line);
	char fence = in.len > 0 ? *in.body : ' ';
	size_t n = line_run(&in, fence);

	if ((fence != '`' && fence != '~') || n < 3 ||
	    (fence == '`' && memchr(in.body + n, '`', in.len - n)))
		return false;
	prepare->fence = fence;
	prepare->fence_len = n;
	prepare->is_quoted = *line->body == '>';
	return true;
}

/* Whether the line belongs to fenced code. */
static bool in_fence(struct prepare *prepare, const struct line *line)
{
	struct line in = inner(*line);
	size_t n;

	if (!prepare->fence)
		return opens_fence(prepare, line);
	if (prepare->is_quoted && (line->len == 0 || *line->body != '>')) {
		prepare->fence = 0;
		return opens_fence(prepare, line);
	}
	n = line_run(&in, prepare->fence);
	if (n >= prepare->fence_len && n == in.len)
		prepare->fence = 0;
	return true;
}

static bool holds(const struct line *line, const char *word)
{
	return memmem(line->body, line->len, word, strlen(word));
}

/* Raw HTML that empty lines do not end. */
static bool in_raw(struct prepare *prepare, const struct line *line)
{
	static const struct {
		const char *opens, *closes;
	} raws[] = {
		{ "<!--", "-->" },
		{ "<pre", "</pre>" },
		{ "<script", "</script>" },
		{ "<style", "</style>" },
		{ "<textarea", "</textarea>" },
	};

	if (prepare->closer) {
		if (holds(line, prepare->closer))
			prepare->closer = NULL;
		return true;
	}
	for (size_t i = 0; i < sizeof(raws) / sizeof(*raws); i++) {
		if (!line_starts(line, raws[i].opens))
			continue;
		if (!holds(line, raws[i].closes))
			prepare->closer = raws[i].closes;
		return true;
	}
	return false;
}

/* Text that belongs to a line because it is indented below it */

/* Adds the line without `columns` of its indentation. */
static void add_dedented(const struct line *line, size_t columns, struct str *out)
{
	const char *at = line->start;
	size_t column = 0;

	while (at < line->body && column < columns) {
		size_t step = *at == ' ' ? 1 : 4 - column % 4;

		if (column + step > columns)
			break;
		column += step;
		at++;
	}
	if (at < line->body || line->len > 0)
		str_add(out, at, (size_t)(line->body + line->len - at));
	str_byte(out, '\n');
}

static bool begins_block(const struct line *line)
{
	return line->len > 0 &&
	       (strchr("#>|<", *line->body) || line_is_fence(line) || line_is_item(line));
}

/* Takes the lines that are indented by at least `least` columns, up to four of which are taken off;
 * empty lines between them; and lines that go on with a paragraph, unless `is_end` says no. True
 * where an empty line was among them. */
static bool take_indented(struct prepare *prepare, size_t least, struct str *out,
			  bool (*is_end)(struct prepare *, const struct line *))
{
	const char *at = prepare->next;
	size_t n_empty = 0;
	bool is_loose = false;
	struct line line;

	while (line_read(at, prepare->end, &line)) {
		bool is_lazy = n_empty == 0 && !begins_block(&line) && is_end &&
			       !is_end(prepare, &line);

		at = line.next;
		if (line.len == 0) {
			n_empty++;
			continue;
		}
		if (line.indent < least && !is_lazy)
			break;
		is_loose |= n_empty > 0;
		for (; n_empty > 0; n_empty--)
			str_byte(out, '\n');
		add_dedented(&line, line.indent >= 4 ? 4 : line.indent, out);
		prepare->next = line.next;
	}
	return is_loose;
}

/* Footnotes */

static bool is_note(struct prepare *prepare, const struct line *line)
{
	size_t n = footnote_name(line->body, line->len);

	(void)prepare;
	return n > 0 && n + 3 < line->len && line->body[n + 3] == ':';
}

static bool footnote(struct prepare *prepare, const struct line *line)
{
	size_t n = footnote_name(line->body, line->len);
	struct footnote *note;
	const char *text;
	size_t len;

	if (line->indent > 3 || n + 4 > line->len || !is_note(prepare, line))
		return false;
	note = footnote_add(prepare->notes, line->body + 2, n);
	text = line->body + n + 4;
	len = line->len - n - 4;
	str_trim(&text, &len);
	str_add(&note->text, text, len);
	str_byte(&note->text, '\n');
	take_indented(prepare, 2, &note->text, is_note);
	return true;
}

/* Definition lists */

static bool is_definition(struct prepare *prepare, const struct line *line)
{
	(void)prepare;
	return line->indent < 4 && line->len > 2 && *line->body == ':' && is_blank(line->body[1]);
}

/* A line that may be a term, or a paragraph's. */
static bool is_words(const struct line *line)
{
	return line->len > 0 && line->indent < 4 && !begins_block(line) &&
	       !strchr(":=", *line->body) && !line_starts(line, "![") && line_run(line, '-') < 3;
}

/* A paragraph of few lines and a definition below it; its first line, or NULL. */
static const char *find_terms(struct prepare *prepare, const char *at)
{
	const char *first = NULL;
	size_t n_words = 0, n_empty = 0;
	struct line line;

	for (; line_read(at, prepare->end, &line); at = line.next) {
		if (line.len == 0) {
			if (++n_empty > 1 && first)
				return NULL;
		} else if (first && is_definition(prepare, &line)) {
			return n_empty == 0 || n_words == 1 ? first : NULL;
		} else if (!is_words(&line) || (first && n_empty > 0) || ++n_words > MAX_TERMS) {
			return NULL;
		} else {
			first = first ? first : line.start;
			n_empty = 0;
		}
	}
	return NULL;
}

/* Whether the line is the term of another definition. */
static bool is_term(struct prepare *prepare, const struct line *line)
{
	struct line next;

	return is_definition(prepare, line) ||
	       (line_read(line->next, prepare->end, &next) && is_definition(prepare, &next));
}

static void add_term(struct prepare *prepare, const struct line *line)
{
	draft_open(prepare->draft, ELEMENT_TERM, NULL, NULL);
	draft_text(prepare->draft, line->body, line->len);
	draft_text(prepare->draft, "\n", 1);
	draft_close(prepare->draft, ELEMENT_TERM, NULL);
}

static void add_definition(struct prepare *prepare, const struct line *line, bool is_loose)
{
	struct traits traits = { 0 };
	struct str text = { 0 };

	prepare->next = line->next;
	str_add(&text, line->body + 1, line->len - 1);
	while (text.len > 0 && is_blank(*text.bytes))
		memmove(text.bytes, text.bytes + 1, text.len--);
	str_byte(&text, '\n');
	is_loose |= take_indented(prepare, 2, &text, is_term);
	traits.is_tight = !is_loose;
	draft_open(prepare->draft, ELEMENT_DEFINITION, &traits, NULL);
	draft_text(prepare->draft, text.bytes, text.len);
	draft_close(prepare->draft, ELEMENT_DEFINITION, NULL);
	str_release(&text);
}

/* Terms and their definitions, from `at` on. */
static void add_group(struct prepare *prepare, const char *at)
{
	bool is_loose = false;
	struct line line;

	for (; line_read(at, prepare->end, &line); at = line.next) {
		if (line.len == 0)
			is_loose = true;
		else if (is_definition(prepare, &line))
			break;
		else
			add_term(prepare, &line);
	}
	while (line_read(at, prepare->end, &line) &&
	       (line.len == 0 || is_definition(prepare, &line))) {
		at = line.next;
		if (line.len > 0) {
			add_definition(prepare, &line, is_loose);
			at = prepare->next;
		}
		is_loose = line.len == 0;
	}
}

static bool definition(struct prepare *prepare, const struct line *line)
{
	const char *terms = prepare->paragraph;

	if (!is_definition(prepare, line) || !terms || terms < prepare->draft->copied ||
	    prepare->n_lines > MAX_TERMS || prepare->n_empty > 1 ||
	    (prepare->n_empty == 1 && prepare->n_lines > 1))
		return false;
	draft_copy(prepare->draft, terms);
	draft_open(prepare->draft, ELEMENT_DEFINITIONS, NULL, NULL);
	for (; terms; terms = find_terms(prepare, prepare->next)) {
		add_group(prepare, terms);
		draft_skip(prepare->draft, prepare->next);
	}
	draft_close(prepare->draft, ELEMENT_DEFINITIONS, NULL);
	return true;
}

/* Admonitions */

static void open_alert(struct prepare *prepare, const struct alert *alert, const struct line *like)
{
	enum element element = alert->is_details ? ELEMENT_DETAILS
			       : alert->info     ? ELEMENT_ALERT
						 : ELEMENT_BOX;
	bool is_alert = element == ELEMENT_ALERT;
	struct traits traits = { .is_done = alert->is_open };
	struct str title = { 0 };

	alert_title(alert, &title);
	if (is_alert)
		traits.info = alert->info;
	if (is_alert && title.len > 0)
		traits.title = arena_copy(&prepare->draft->arena, title.bytes, title.len);
	draft_open(prepare->draft, element, &traits, like);
	if (!is_alert && title.len > 0) {
		draft_open(prepare->draft, ELEMENT_SUMMARY, NULL, like);
		draft_text(prepare->draft, like->start, (size_t)(like->body - like->start));
		draft_text(prepare->draft, title.bytes, title.len);
		draft_text(prepare->draft, "\n", 1);
		draft_close(prepare->draft, ELEMENT_SUMMARY, like);
	}
	str_release(&title);
	prepare->open[prepare->n_open++] = element;
}

static void close_alert(struct prepare *prepare, const struct line *like)
{
	draft_close(prepare->draft, prepare->open[--prepare->n_open], like);
}

/* Whether a line of colons comes later that can end what this one begins. */
static bool is_closed(struct prepare *prepare, const struct line *line)
{
	const char *at = line->start;
	struct line next;

	if (!prepare->last_colons)
		prepare->last_colons = at;
	else
		at = prepare->end;
	for (; line_read(at, prepare->end, &next); at = next.next)
		if (line_run(&next, ':') >= 3 && line_run(&next, ':') == next.len)
			prepare->last_colons = next.start;
	return prepare->last_colons > line->start;
}

static bool colons(struct prepare *prepare, const struct line *line)
{
	size_t n = line_run(line, ':');
	struct alert alert;

	if (n < 3 || (line->indent > 3 && !prepare->is_item))
		return false;
	if (n == line->len && prepare->n_open > 0) {
		draft_copy(prepare->draft, line->start);
		close_alert(prepare, line);
		return true;
	}
	if (!alert_colons(line, &alert) || prepare->n_open == MAX_NESTING ||
	    !is_closed(prepare, line))
		return false;
	draft_copy(prepare->draft, line->start);
	open_alert(prepare, &alert, line);
	return true;
}

/* Whether lines that are indented below the line are its own. */
static bool may_own(const struct prepare *prepare, const struct line *line)
{
	return prepare->depth < MAX_INDENTED && (line->indent < 4 || prepare->is_item);
}

/* The lines that are indented below `line`, up to four columns of which are taken off. */
static void take_own(struct prepare *prepare, const struct line *line, struct str *text)
{
	take_indented(prepare, line->indent < 4 ? 4 : line->indent + 4, text, NULL);
}

/* Adds lines that were taken off their place, prepared like all others. */
static void add_lines(struct prepare *prepare, const struct str *text)
{
	struct draft *draft = prepare->draft, inner;
	struct prepare lines = { .draft = &inner,
				 .notes = prepare->notes,
				 .may_begin = true,
				 .is_item = prepare->is_item,
				 .is_markdown_inside = prepare->is_markdown_inside,
				 .depth = prepare->depth + 1 };

	draft_init(&inner, arena_copy(&draft->arena, text->bytes, text->len), text->len);
	lines.end = inner.end;
	inner.arena = draft->arena;
	prepare_lines(&lines);
	draft->arena = inner.arena;
	draft_join(draft, &inner);
}

static bool exclamation(struct prepare *prepare, const struct line *line)
{
	struct str text = { 0 };
	struct alert alert;

	if (!may_own(prepare, line) || !alert_python(line, &alert) ||
	    prepare->n_open == MAX_NESTING)
		return false;
	take_own(prepare, line, &text);
	if (text.len == 0)
		return false;
	draft_copy(prepare->draft, line->start);
	open_alert(prepare, &alert, line);
	add_lines(prepare, &text);
	close_alert(prepare, line);
	str_release(&text);
	return true;
}

/* Tabs of MkDocs, one below the other: the label, and what it shows as its definition. */
static bool tab(struct prepare *prepare, const struct line *line)
{
	struct draft *draft = prepare->draft;
	struct str text = { 0 };
	size_t len;
	const char *label = may_own(prepare, line) ? alert_tab(line, &len) : NULL;

	if (!label)
		return false;
	take_own(prepare, line, &text);
	if (text.len == 0)
		return false;
	draft_copy(draft, line->start);
	draft_open(draft, ELEMENT_DEFINITIONS, NULL, line);
	draft_open(draft, ELEMENT_TERM, NULL, line);
	draft_text(draft, line->start, (size_t)(line->body - line->start));
	draft_text(draft, label, len);
	draft_text(draft, "\n", 1);
	draft_close(draft, ELEMENT_TERM, line);
	draft_open(draft, ELEMENT_DEFINITION, NULL, line);
	add_lines(prepare, &text);
	draft_close(draft, ELEMENT_DEFINITION, line);
	draft_close(draft, ELEMENT_DEFINITIONS, line);
	str_release(&text);
	return true;
}

/* Tables */

/* "|-|:-:|": whether md4c, which wants three hyphens, would take it for words. */
static bool is_short_rule(const struct line *line)
{
	bool is_short = false, has_bar = false;
	size_t run = 0;

	if (line->len > MAX_RULE)
		return false;
	for (size_t i = 0; i <= line->len; i++) {
		char c = i < line->len ? line->body[i] : '|';

		if (!strchr("|-: \t", c) || !c)
			return false;
		is_short |= c != '-' && run > 0 && run < 3;
		has_bar |= c == '|' && i < line->len;
		run = c == '-' ? run + 1 : 0;
	}
	return is_short && has_bar;
}

/* Whether the line above has cells. */
static bool is_below_cells(const struct prepare *prepare, const struct line *line)
{
	const char *source = prepare->draft->source, *end = line->start - 1, *start;

	if (line->start == source)
		return false;
	start = memrchr(source, '\n', (size_t)(end - source));
	start = start ? start + 1 : source;
	return memchr(start, '|', (size_t)(end - start));
}

static bool table_rule(struct prepare *prepare, const struct line *line)
{
	struct draft *draft = prepare->draft;
	size_t run = 0;

	if (!is_short_rule(line) || !is_below_cells(prepare, line))
		return false;
	draft_copy(draft, line->body);
	for (size_t i = 0; i < line->len; i++) {
		run = line->body[i] == '-' ? run + 1 : 0;
		draft_text(draft, line->body + i, 1);
		if (run > 0 && run < 3 && (i + 1 == line->len || line->body[i + 1] != '-'))
			draft_text(draft, "--", 3 - run);
	}
	draft_text(draft, "\n", 1);
	return true;
}

/* Lines that are no text */

/* "{::comment}" to "{:/comment}", and other marks of kramdown's extensions. */
static bool extension(struct prepare *prepare, const struct line *line)
{
	struct line next;

	if (line->indent > 3 || (!line_starts(line, "{::") && !line_starts(line, "{:/")) ||
	    line->body[line->len - 1] != '}')
		return false;
	if (!line_starts(line, "{::comment}") || holds(line, "{:/"))
		return true;
	while (line_read(prepare->next, prepare->end, &next)) {
		prepare->next = next.next;
		if (line_starts(&next, "{:/"))
			break;
	}
	return true;
}

/* "{: .class}" below a block; one with an id stays, to be found by it. "{:toc}" takes the list that
 * it stands below with it. */
static bool attributes(struct prepare *prepare, const struct line *line)
{
	struct braces list;

	if (line->indent > 3 || braces_list(line->body, line->len, &list) != line->len ||
	    !list.has_colon || list.id)
		return false;
	if (list.is_toc && prepare->item && prepare->item >= prepare->draft->copied) {
		draft_copy(prepare->draft, prepare->item);
		draft_skip(prepare->draft, line->start);
	}
	return true;
}

/* The place of a table of contents, which has a window of its own. */
static bool toc(struct prepare *prepare, const struct line *line)
{
	static const char *const marks[] = { "[toc]", "[[toc]]", "[[_toc_]]", "\\toc",
					     "\\tableofcontents" };
	bool is_toc = false;

	(void)prepare;
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		is_toc |= line->len == strlen(marks[i]) &&
			  strncasecmp(line->body, marks[i], line->len) == 0;
	return is_toc && line->indent < 4;
}

/* "*[HTML]: Hypertext Markup Language" */
static bool abbreviation(struct prepare *prepare, const struct line *line)
{
	const char *end = memmem(line->body, line->len, "]:", 2);

	(void)prepare;
	return line->indent < 4 && line_starts(line, "*[") && end && end - line->body < 40;
}

static const struct {
	char first;
	bool (*take)(struct prepare *prepare, const struct line *line);
} constructs[] = {
	{ '[', footnote },     { '[', toc },         { ':', definition }, { ':', colons },
	{ '!', exclamation },  { '?', exclamation }, { '{', attributes }, { '{', extension },
	{ '*', abbreviation }, { '\\', toc },        { '=', tab },        { '|', table_rule },
	{ '-', table_rule },   { ':', table_rule },
};

static bool take(struct prepare *prepare, const struct line *line)
{
	for (size_t i = 0; i < sizeof(constructs) / sizeof(*constructs); i++) {
		if (*line->body != constructs[i].first || !constructs[i].take(prepare, line))
			continue;
		draft_copy(prepare->draft, line->start);
		draft_skip(prepare->draft, prepare->next);
		prepare->paragraph = NULL;
		prepare->may_begin = true;
		prepare->n_empty = 0;
		return true;
	}
	return false;
}

/* What the lines that follow may be depends on what this one is. */
static void remember(struct prepare *prepare, const struct line *line)
{
	if (line->len == 0) {
		prepare->n_empty++;
		return;
	}
	if (!is_words(line)) {
		prepare->paragraph = NULL;
		prepare->may_begin = *line->body == '#';
	} else if (prepare->n_empty > 0 || prepare->may_begin) {
		prepare->paragraph = line->start;
		prepare->n_lines = 1;
		prepare->may_begin = false;
	} else {
		prepare->n_lines++;
	}
	prepare->item = line_is_item(line) ? line->start : NULL;
	if (prepare->item)
		prepare->is_item = true;
	else if (line->indent == 0 && prepare->n_empty > 0)
		prepare->is_item = false;
	prepare->n_empty = 0;
}

/* Most lines: one that begins with a letter begins nothing, and no code goes on in it. */
static bool is_plain(const struct prepare *prepare, const struct line *line)
{
	return line->len > 0 && ((*line->body | 0x20) >= 'a' && (*line->body | 0x20) <= 'z') &&
	       !prepare->fence && !prepare->closer;
}

/* kramdown parses Markdown in such an element; an empty line makes md4c do so. */
static void part_html(struct prepare *prepare, const struct line *line)
{
	if (!prepare->is_markdown_inside || *line->body != '<' || !holds(line, "markdown="))
		return;
	draft_copy(prepare->draft, line->next);
	draft_text(prepare->draft, "\n", 1);
}

static void close_all(struct prepare *prepare)
{
	if (prepare->n_open == 0 && prepare->notes->n_items == 0)
		return;
	draft_copy(prepare->draft, prepare->end);
	if (prepare->fence) {
		draft_text(prepare->draft, "\n", 1);
		for (size_t i = 0; i < prepare->fence_len; i++)
			draft_text(prepare->draft, &prepare->fence, 1);
		draft_text(prepare->draft, "\n", 1);
	}
	while (prepare->n_open > 0)
		close_alert(prepare, NULL);
}

static void prepare_lines(struct prepare *prepare)
{
	const char *at = prepare->draft->source;
	struct line line;

	for (; line_read(at, prepare->end, &line); at = prepare->next) {
		prepare->next = line.next;
		if (is_plain(prepare, &line)) {
			remember(prepare, &line);
		} else if (line.len > 0 && (in_fence(prepare, &line) || in_raw(prepare, &line))) {
			prepare->paragraph = NULL;
			prepare->may_begin = true;
			prepare->n_empty = 0;
		} else if (line.len == 0 || !take(prepare, &line)) {
			remember(prepare, &line);
			if (line.len > 0)
				part_html(prepare, &line);
		}
	}
	close_all(prepare);
}

void prepare_draft(struct draft *draft, struct footnotes *notes)
{
	size_t len = (size_t)(draft->end - draft->source);
	struct prepare prepare = {
		.draft = draft,
		.notes = notes,
		.end = draft->end,
		.may_begin = true,
		.is_markdown_inside = search_word(draft->source, len, "markdown="),
	};

	prepare_lines(&prepare);
	footnote_number(notes, draft->source, len);
	footnote_write(notes, draft);
}
