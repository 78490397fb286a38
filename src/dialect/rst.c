/* SPDX-License-Identifier: MIT */
#include "dialect/rst.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strings.h"
#include "dialect/rstdirective.h"
#include "dialect/rsthead.h"
#include "dialect/rstline.h"
#include "dialect/rsttable.h"

enum { DEEPEST = 8 };

struct rst {
	const struct strings *lines;
	size_t at, end;
	struct str *out;
	const struct rstline_names *names;
	char marks[8]; /* of titles, in the order they came */
	size_t item;   /* the column in which the text of the list's last item begins; 0: no list */
	int depth;
};

static void blocks(struct rst *rst);

static size_t indent_of(const char *line)
{
	return strspn(line, " \t");
}

static void title(struct rst *rst, const char *text, char mark)
{
	int level = 0;

	while (level < 6 && rst->marks[level] && rst->marks[level] != mark)
		level++;
	rst->marks[level] = mark;
	for (int i = 0; i <= level; i++)
		str_byte(rst->out, '#');
	str_byte(rst->out, ' ');
	rstline_add(rst->names, text + indent_of(text), rst->out);
	str_text(rst->out, "\n\n");
}

static bool is_title(struct rst *rst)
{
	const char *const *lines = (const char *const *)rst->lines->items;
	char over = rstline_rule(lines[rst->at]), under;

	if (over && rst->at + 2 < rst->end && rstline_rule(lines[rst->at + 2]) == over &&
	    !rstline_is_blank(lines[rst->at + 1])) {
		title(rst, lines[rst->at + 1], over);
		rst->at += 3;
		return true;
	}
	if (over || rst->at + 1 >= rst->end || *lines[rst->at] == ' ')
		return false;
	under = rstline_rule(lines[rst->at + 1]);
	if (!under || under == '.' || under == '|' || under == '+')
		return false;
	title(rst, lines[rst->at], under);
	rst->at += 2;
	return true;
}

/* The lines of the block that is indented more than `indent`, from rst->at on. */
static size_t block_end(const struct rst *rst, size_t indent)
{
	size_t end = rst->at;

	for (size_t i = rst->at; i < rst->end; i++) {
		const char *line = rst->lines->items[i];

		if (rstline_is_blank(line))
			continue;
		if (indent_of(line) <= indent)
			break;
		end = i + 1;
	}
	return end;
}

/* The lines up to `end` without their common indent, for somebody to free. */
static void take_block(struct rst *rst, size_t end, struct strings *lines)
{
	size_t least = (size_t)-1;

	for (size_t i = rst->at; i < end; i++) {
		const char *line = rst->lines->items[i];

		if (!rstline_is_blank(line) && indent_of(line) < least)
			least = indent_of(line);
	}
	for (; rst->at < end; rst->at++) {
		const char *line = rst->lines->items[rst->at];

		strings_add(lines, rstline_is_blank(line) ? "" : line + least);
	}
}

static void nested(void *context, const struct strings *lines, struct str *out)
{
	const struct rst *rst = context;
	struct rst inner = {
		.lines = lines, .end = lines->n_items, .out = out, .names = rst->names
	};

	memcpy(inner.marks, rst->marks, sizeof(inner.marks));
	inner.depth = rst->depth + 1;
	if (inner.depth < DEEPEST)
		blocks(&inner);
}

/* .. _name: address */
static void add_target(struct rst *rst, const char *at)
{
	const char *colon = strstr(at, ": ");

	at += 1 + (at[1] == '`');
	str_format(rst->out, "[%.*s]: %s\n\n", (int)(colon - at - (colon[-1] == '`')), at,
		   colon + 2);
}

/* .. [1] words, which may go on below */
static void add_footnote(struct rst *rst, const char *at, const struct strings *block)
{
	struct str inner = { 0 }, first = { 0 };

	str_format(&first, "[^%.*s]: ", (int)strcspn(at + 1, "]"), at + 1);
	rstline_add(rst->names, strchr(at, ']') + 1, &inner);
	str_byte(&inner, '\n');
	nested(rst, block, &inner);
	rstdirective_marked(&inner, str_bytes(&first), "    ", rst->out);
	str_release(&first);
}

static void add_directive(struct rst *rst, const char *at, const char *colons,
			  const struct strings *block)
{
	const struct rstdirective_place place = { rst->names, rst->out, nested, rst };

	rstdirective_add(&place, at, (size_t)(colons - at), colons + 2 + strspn(colons + 2, " "),
			 block);
}

/* A line that starts with two dots: a directive, a target, a footnote or a comment. */
static void explicit_markup(struct rst *rst, const char *line, size_t indent)
{
	const char *at = line + indent + 2 + (line[indent + 2] == ' '), *colons = strstr(at, "::");
	struct strings block = { 0 };

	rst->at++;
	take_block(rst, block_end(rst, indent), &block);
	if (*at == '_' && strstr(at, ": "))
		add_target(rst, at);
	else if (*at == '[' && strchr(at, ']'))
		add_footnote(rst, at, &block);
	else if (colons && *at != '|' && !memchr(at, ' ', (size_t)(colons - at)))
		add_directive(rst, at, colons, &block);
	strings_release(&block);
}

/* The length of a list item's mark with the blanks behind it; 0 where the line starts none. */
static size_t item_mark(const char *line)
{
	size_t n = 0;

	if (strchr("-*+", *line) && *line) {
		n = 1;
	} else if (*line == '(' || isalnum((unsigned char)*line) || *line == '#') {
		n = *line == '(';
		n += line[n] == '#' ? 1 : strspn(line + n, "0123456789");
		n = (n > (*line == '(')) && line[n] && strchr(".)", line[n]) ? n + 1 : 0;
	}
	if (!n || (line[n] && line[n] != ' '))
		return 0;
	return n + strspn(line + n, " ");
}

/* Marks that Markdown does not know: "#." and "(1)". */
static void add_mark(struct rst *rst, const char *line, size_t mark)
{
	if (*line == '#' || (*line == '(' && line[1] == '#'))
		str_text(rst->out, "1. ");
	else if (*line == '(')
		str_format(rst->out, "%.*s ", (int)strcspn(line + 1, " "), line + 1);
	else
		str_add(rst->out, line, mark);
}

static bool is_blank_at(const struct rst *rst, size_t at)
{
	return at >= rst->end || rstline_is_blank(rst->lines->items[at]);
}

/* Where the lines end that stand together: at a blank one, at the next item, at a directive. */
static size_t paragraph_end(const struct rst *rst)
{
	size_t at = rst->at + 1;

	while (!is_blank_at(rst, at)) {
		const char *line = rst->lines->items[at];

		if (item_mark(line + indent_of(line)) ||
		    strncmp(line + indent_of(line), ".. ", 3) == 0)
			break;
		at++;
	}
	return at;
}

/* A term, and below it what it means, indented. */
static bool is_definition(const struct rst *rst, size_t indent)
{
	const char *line = rst->lines->items[rst->at];

	return !item_mark(line + indent) && !is_blank_at(rst, rst->at + 1) &&
	       indent_of(rst->lines->items[rst->at + 1]) > indent && indent == 0;
}

static void definition(struct rst *rst, size_t indent)
{
	struct strings block = { 0 };
	struct str inner = { 0 };

	rstline_add(rst->names, rst->lines->items[rst->at++], rst->out);
	str_byte(rst->out, '\n');
	take_block(rst, block_end(rst, indent), &block);
	nested(rst, &block, &inner);
	rstdirective_marked(&inner, ":   ", "    ", rst->out);
	strings_release(&block);
}

/* What is indented and belongs to no list is a quotation. */
static void quotation(struct rst *rst, size_t indent)
{
	struct strings block = { 0 };
	struct str inner = { 0 };

	take_block(rst, block_end(rst, indent - 1), &block);
	nested(rst, &block, &inner);
	rstdirective_marked(&inner, "> ", "> ", rst->out);
	strings_release(&block);
}

/* Lines that end in two colons: what is indented below them is code. */
static void literal_block(struct rst *rst, size_t indent)
{
	struct strings block = { 0 };

	str_text(rst->out, "\n");
	while (rst->at < rst->end && rstline_is_blank(rst->lines->items[rst->at]))
		rst->at++;
	take_block(rst, block_end(rst, indent), &block);
	if (block.n_items)
		rstdirective_code(&block, "", rst->out);
	strings_release(&block);
}

static void paragraph(struct rst *rst, size_t indent)
{
	const char *line = rst->lines->items[rst->at];
	size_t end = paragraph_end(rst), mark = item_mark(line + indent);
	struct str words = { 0 };
	bool is_literal;

	str_add(rst->out, line, indent);
	if (mark) {
		add_mark(rst, line + indent, mark);
		rst->item = indent + mark;
	}
	str_text(&words, line + indent + mark);
	for (rst->at++; rst->at < end; rst->at++)
		str_format(&words, "\n%s", rst->lines->items[rst->at]);
	is_literal = str_ends(str_bytes(&words), "::");
	if (is_literal) {
		words.len -= words.len == 2 || isspace((unsigned char)words.bytes[words.len - 3])
				     ? 2
				     : 1;
		words.bytes[words.len] = '\0';
	}
	rstline_add(rst->names, str_bytes(&words), rst->out);
	str_byte(rst->out, '\n');
	str_release(&words);
	if (is_literal)
		literal_block(rst, mark ? rst->item - 1 : indent);
}

static void field(struct rst *rst, const char *line)
{
	const char *colon = rsthead_colon(line);

	str_format(rst->out, "**%.*s:**", (int)(colon - line - 1), line + 1);
	rstline_add(rst->names, colon + 1, rst->out);
	str_text(rst->out, "  \n");
	rst->at++;
}

/* Whether nothing was written yet, or a blank line last. */
static bool ends_blank(const struct str *out)
{
	return out->len == 0 || (out->len > 1 && memcmp(out->bytes + out->len - 2, "\n\n", 2) == 0);
}

static void one_block(struct rst *rst, const char *line)
{
	size_t indent = indent_of(line);

	if (indent < rst->item && !rstline_is_blank(line))
		rst->item = 0;
	if (rstline_is_blank(line)) {
		if (!ends_blank(rst->out))
			str_byte(rst->out, '\n');
		rst->at++;
	} else if (rsttable_is(line)) {
		rst->at = rsttable_add(rst->lines, rst->at, rst->end, rst->names, rst->out);
	} else if (strncmp(line + indent, "..", 2) == 0 &&
		   (line[indent + 2] == ' ' || !line[indent + 2])) {
		explicit_markup(rst, line, indent);
	} else if (line[indent] == '|' && line[indent + 1] == ' ') {
		rstline_add(rst->names, line + indent + 2, rst->out);
		str_text(rst->out, "  \n");
		rst->at++;
	} else if (rsthead_is_field(line)) {
		field(rst, line);
	} else if (indent && !rst->item && !item_mark(line + indent)) {
		quotation(rst, indent);
	} else if (is_definition(rst, indent)) {
		definition(rst, indent);
	} else {
		paragraph(rst, indent);
	}
}

static void blocks(struct rst *rst)
{
	while (rst->at < rst->end) {
		if (!is_title(rst))
			one_block(rst, rst->lines->items[rst->at]);
	}
}

/* `.. _name: address` */
static void note_target(struct rstline_names *names, const char *at)
{
	size_t len = (size_t)(strstr(at, ": ") - at);
	struct str name = { 0 };

	for (size_t i = 1; i < len; i++) {
		if (at[i] != '`')
			str_byte(&name, (char)tolower((unsigned char)at[i]));
	}
	map_put(&names->targets, str_bytes(&name), names);
	str_release(&name);
}

/* `.. |name| replace:: words` */
static void note_words(struct rstline_names *names, char *at)
{
	char *close = strchr(at + 1, '|'), *colons = close ? strstr(close, ":: ") : NULL;

	if (!colons || strncmp(close + 1, " replace", 8) != 0)
		return;
	*close = '\0';
	map_put(&names->words, at + 1, colons + 3);
	*close = '|';
}

/* What has a name anywhere in the text; the lines must outlive the names. */
static void find_names(const struct strings *lines, struct rstline_names *names)
{
	for (size_t i = 0; i < lines->n_items; i++) {
		char *at = lines->items[i] + indent_of(lines->items[i]);

		if (strncmp(at, ".. ", 3) != 0)
			continue;
		at += 3;
		if (*at == '_' && strstr(at, ": "))
			note_target(names, at);
		else if (*at == '|')
			note_words(names, at);
	}
}

void rst_to_markdown(const char *text, size_t len, struct str *out)
{
	struct strings lines = { 0 };
	struct rstline_names names = { .targets = { 0 } };
	struct rst rst = { .lines = &lines, .out = out, .names = &names };

	rstline_split(text, len, &lines);
	find_names(&lines, &names);
	rst.end = lines.n_items;
	blocks(&rst);
	str_text(out, "");
	map_release(&names.targets);
	map_release(&names.words);
	strings_release(&lines);
}
