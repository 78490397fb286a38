/* SPDX-License-Identifier: MIT */
#include "post/rst.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/strings.h"

enum { DEEPEST = 8 };

struct rst {
	const struct strings *lines;
	size_t at, end;
	struct str *out;
	char marks[8]; /* of titles, in the order they came */
	int depth;
};

static void blocks(struct rst *rst);

static size_t indent_of(const char *line)
{
	return strspn(line, " \t");
}

static bool is_blank(const char *line)
{
	return line[strspn(line, " \t\r")] == '\0';
}

/* The mark that the line is made of, as those under titles; '\0' where it is none. */
static char rule_of(const char *line)
{
	size_t n = 0;

	if (!*line || !ispunct((unsigned char)*line))
		return '\0';
	while (line[n] == *line)
		n++;
	return n >= 3 && is_blank(line + n) ? *line : '\0';
}

static void split(const char *text, size_t len, struct strings *lines)
{
	for (size_t at = 0; at < len;) {
		const char *newline = memchr(text + at, '\n', len - at);
		size_t end = newline ? (size_t)(newline - text) : len, n = end - at;

		while (n && (text[at + n - 1] == '\r' || text[at + n - 1] == ' '))
			n--;
		strings_add_bytes(lines, text + at, n);
		at = end + 1;
	}
}

/* `words <target>`_ and `words`_, :role:`words` */
static const char *quoted(const char *at, struct str *out)
{
	const char *close = strchr(at + 1, '`'), *angle;
	bool is_link;

	if (!close)
		return NULL;
	is_link = close[1] == '_';
	angle = memchr(at, '<', (size_t)(close - at));
	if (is_link && angle && close[-1] == '>' && angle > at + 1) {
		str_format(out, "[%.*s](%.*s)", (int)(angle - at - 2), at + 1,
			   (int)(close - angle - 2), angle + 1);
	} else if (is_link) {
		str_format(out, "[%.*s]", (int)(close - at - 1), at + 1);
	} else {
		str_format(out, "*%.*s*", (int)(close - at - 1), at + 1);
	}
	close++;
	return close + strspn(close, "_");
}

/* :doc:`words <target>`: the words; behind it, or NULL where there is no role. */
static const char *role(const char *at, struct str *out)
{
	size_t n = 1;
	const char *close, *angle;

	while (islower((unsigned char)at[n]) || strchr("-:", at[n]))
		if (!at[n++])
			return NULL;
	if (n < 3 || at[n - 1] != ':' || at[n] != '`')
		return NULL;
	close = strchr(at + n + 1, '`');
	if (!close)
		return NULL;
	angle = memchr(at + n, '<', (size_t)(close - at) - n);
	str_add(out, at + n + 1, (size_t)((angle ? angle - 1 : close) - at) - n - 1);
	return close + 1;
}

static void inline_text(const char *line, struct str *out)
{
	while (*line) {
		const char *next = NULL;

		if (line[0] == '`' && line[1] == '`') {
			next = strstr(line + 2, "``");
			next = next ? next + 2 : NULL;
			if (next)
				str_add(out, line, (size_t)(next - line));
		} else if (*line == '`') {
			next = quoted(line, out);
		} else if (*line == ':') {
			next = role(line, out);
		} else if (*line == '\\' && line[1] == ' ') {
			next = line + 2;
		}
		if (!next)
			str_byte(out, *line++);
		else
			line = next;
	}
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
	inline_text(text + indent_of(text), rst->out);
	str_text(rst->out, "\n\n");
}

static bool is_title(struct rst *rst)
{
	const char *const *lines = (const char *const *)rst->lines->items;
	char over = rule_of(lines[rst->at]), under;

	if (over && rst->at + 2 < rst->end && rule_of(lines[rst->at + 2]) == over &&
	    !is_blank(lines[rst->at + 1])) {
		title(rst, lines[rst->at + 1], over);
		rst->at += 3;
		return true;
	}
	if (over || rst->at + 1 >= rst->end || *lines[rst->at] == ' ')
		return false;
	under = rule_of(lines[rst->at + 1]);
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

		if (is_blank(line))
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

		if (!is_blank(line) && indent_of(line) < least)
			least = indent_of(line);
	}
	for (; rst->at < end; rst->at++) {
		const char *line = rst->lines->items[rst->at];

		strings_add(lines, is_blank(line) ? "" : line + least);
	}
}

static void nested(struct rst *rst, const struct strings *lines, struct str *out)
{
	struct rst inner = { .lines = lines, .end = lines->n_items, .out = out };

	memcpy(inner.marks, rst->marks, sizeof(inner.marks));
	inner.depth = rst->depth + 1;
	if (inner.depth < DEEPEST)
		blocks(&inner);
}

static void code(struct rst *rst, const struct strings *lines, const char *language)
{
	str_format(rst->out, "````%s\n", language);
	for (size_t i = 0; i < lines->n_items; i++) {
		if (i > 0 || *lines->items[i])
			str_format(rst->out, "%s\n", lines->items[i]);
	}
	str_text(rst->out, "````\n\n");
}

struct directive {
	char *name, *argument, *alt, *target;
	struct strings content;
};

static void as_image(struct rst *rst, const struct directive *directive)
{
	if (directive->target)
		str_byte(rst->out, '[');
	str_format(rst->out, "![%s](%s)", directive->alt ? directive->alt : "",
		   directive->argument);
	if (directive->target)
		str_format(rst->out, "](%s)", directive->target);
	str_text(rst->out, "\n\n");
	nested(rst, &directive->content, rst->out);
}

static void as_code(struct rst *rst, const struct directive *directive)
{
	code(rst, &directive->content, directive->argument);
}

static void as_html(struct rst *rst, const struct directive *directive)
{
	for (size_t i = 0; i < directive->content.n_items; i++)
		str_format(rst->out, "%s\n", directive->content.items[i]);
	str_byte(rst->out, '\n');
}

static void as_note(struct rst *rst, const struct directive *directive)
{
	struct str inner = { 0 };
	const char *at;

	if (*directive->argument)
		str_format(&inner, "%s\n\n", directive->argument);
	nested(rst, &directive->content, &inner);
	str_format(rst->out, "> **%c%s**\n>\n", toupper((unsigned char)*directive->name),
		   directive->name + 1);
	for (at = str_bytes(&inner); *at;) {
		size_t len = strcspn(at, "\n");

		str_format(rst->out, "> %.*s\n", (int)len, at);
		at += len + (at[len] == '\n');
	}
	str_byte(rst->out, '\n');
	str_release(&inner);
}

static void as_video(struct rst *rst, const struct directive *directive)
{
	str_format(rst->out, "[YouTube](https://www.youtube.com/watch?v=%s)\n\n",
		   directive->argument);
}

static void as_nothing(struct rst *rst, const struct directive *directive)
{
	(void)rst;
	(void)directive;
}

static const struct {
	const char *name;
	void (*add)(struct rst *rst, const struct directive *directive);
} directives[] = {
	{ "image", as_image },          { "figure", as_image },     { "thumbnail", as_image },
	{ "code-block", as_code },      { "code", as_code },        { "sourcecode", as_code },
	{ "highlight", as_nothing },    { "raw", as_html },         { "note", as_note },
	{ "warning", as_note },         { "tip", as_note },         { "important", as_note },
	{ "caution", as_note },         { "danger", as_note },      { "hint", as_note },
	{ "attention", as_note },       { "admonition", as_note },  { "seealso", as_note },
	{ "youtube", as_video },        { "contents", as_nothing }, { "toctree", as_nothing },
	{ "meta", as_nothing },         { "post", as_nothing },     { "postlist", as_nothing },
	{ "datatemplate", as_nothing }, { "include", as_nothing },
};

static void set(char **slot, const char *line)
{
	const char *value = strchr(line + 1, ':');

	if (value && !*slot)
		*slot = mem_string(value + 1 + strspn(value + 1, " "));
}

/* Options stand at the start of the content: :alt: words */
static void take_options(struct directive *directive, struct strings *all)
{
	size_t i = 0;

	for (; i < all->n_items && *all->items[i] == ':'; i++) {
		if (strncmp(all->items[i], ":alt:", 5) == 0)
			set(&directive->alt, all->items[i]);
		else if (strncmp(all->items[i], ":target:", 8) == 0)
			set(&directive->target, all->items[i]);
	}
	for (; i < all->n_items; i++)
		strings_add(&directive->content, all->items[i]);
}

static void run_directive(struct rst *rst, const struct directive *directive)
{
	for (size_t i = 0; i < sizeof(directives) / sizeof(directives[0]); i++) {
		if (str_equal(directives[i].name, directive->name)) {
			directives[i].add(rst, directive);
			return;
		}
	}
	nested(rst, &directive->content, rst->out);
}

/* A line that starts with two dots: a directive, a target, a footnote or a comment. */
static void explicit_markup(struct rst *rst, const char *line, size_t indent)
{
	const char *at = line + indent + 2 + (line[indent + 2] == ' '), *colons = strstr(at, "::");
	struct directive directive = { 0 };
	struct strings block = { 0 };

	rst->at++;
	take_block(rst, block_end(rst, indent), &block);
	if (*at == '_' && strstr(at, ": ")) {
		const char *colon = strstr(at, ": ");

		at += 1 + (at[1] == '`');
		str_format(rst->out, "[%.*s]: %s\n\n", (int)(colon - at - (colon[-1] == '`')), at,
			   colon + 2);
	} else if (*at == '[' && strchr(at, ']')) {
		str_format(rst->out, "[^%.*s]:%s\n\n", (int)strcspn(at + 1, "]"), at + 1,
			   strchr(at, ']') + 1);
	} else if (colons && *at != '|' && !memchr(at, ' ', (size_t)(colons - at))) {
		directive.name = mem_copy(at, (size_t)(colons - at));
		directive.argument = mem_string(colons + 2 + strspn(colons + 2, " "));
		take_options(&directive, &block);
		run_directive(rst, &directive);
	}
	free(directive.name);
	free(directive.argument);
	free(directive.alt);
	free(directive.target);
	strings_release(&directive.content);
	strings_release(&block);
}

/* A paragraph that ends in two colons: what is indented below it is code. */
static void literal_block(struct rst *rst, const char *line, size_t indent)
{
	size_t len = strlen(line);
	char *words = mem_copy(line, len - 1);
	struct strings block = { 0 };

	if (!is_blank(line + indent) && len > indent + 2)
		inline_text(words, rst->out);
	str_text(rst->out, "\n\n");
	free(words);
	rst->at++;
	take_block(rst, block_end(rst, indent), &block);
	if (block.n_items)
		code(rst, &block, "");
	strings_release(&block);
}

static bool is_table(const char *line)
{
	return strncmp(line, "+--", 3) == 0 || (strncmp(line, "==", 2) == 0 && strchr(line, ' '));
}

/* Tables keep their columns as code. */
static void table(struct rst *rst)
{
	str_text(rst->out, "```\n");
	for (; rst->at < rst->end && !is_blank(rst->lines->items[rst->at]); rst->at++)
		str_format(rst->out, "%s\n", rst->lines->items[rst->at]);
	str_text(rst->out, "```\n\n");
}

static void blocks(struct rst *rst)
{
	while (rst->at < rst->end) {
		const char *line = rst->lines->items[rst->at];
		size_t indent = indent_of(line), len = strlen(line);

		if (is_title(rst))
			continue;
		if (is_table(line)) {
			table(rst);
		} else if (strncmp(line + indent, "..", 2) == 0 &&
			   (line[indent + 2] == ' ' || !line[indent + 2])) {
			explicit_markup(rst, line, indent);
		} else if (len >= 2 && strcmp(line + len - 2, "::") == 0) {
			literal_block(rst, line, indent);
		} else if (line[indent] == '|' && line[indent + 1] == ' ') {
			inline_text(line + indent + 2, rst->out);
			str_text(rst->out, "  \n");
			rst->at++;
		} else {
			inline_text(line, rst->out);
			str_byte(rst->out, '\n');
			rst->at++;
		}
	}
}

void rst_to_markdown(const char *text, size_t len, struct str *out)
{
	struct strings lines = { 0 };
	struct rst rst = { .lines = &lines, .out = out };

	split(text, len, &lines);
	rst.end = lines.n_items;
	blocks(&rst);
	str_text(out, "");
	strings_release(&lines);
}

static bool is_field(const char *line)
{
	size_t n = 1;

	if (*line != ':')
		return false;
	while (isalnum((unsigned char)line[n]) || line[n] == '_' || line[n] == '-')
		n++;
	return n > 1 && line[n] == ':' && (line[n + 1] == ' ' || !line[n + 1]);
}

static void add_field(struct str *out, const char *name, size_t len, const char *value)
{
	str_add(out, name, len);
	str_text(out, ": \"");
	for (value += strspn(value, " "); *value; value++) {
		if (*value == '"' || *value == '\\')
			str_byte(out, '\\');
		str_byte(out, *value);
	}
	str_text(out, "\"\n");
}

void rst_prepare(struct str *text)
{
	struct strings lines = { 0 };
	struct str head = { 0 };
	size_t at = 0, fields;

	split(str_bytes(text), text->len, &lines);
	str_text(&head, "---\n");
	while (at < lines.n_items && is_blank(lines.items[at]))
		at++;
	if (at < lines.n_items && rule_of(lines.items[at]))
		at++;
	if (at + 1 < lines.n_items && rule_of(lines.items[at + 1])) {
		add_field(&head, "title", 5, lines.items[at] + indent_of(lines.items[at]));
		at += 2;
	}
	while (at < lines.n_items && is_blank(lines.items[at]))
		at++;
	for (fields = 0; at < lines.n_items && is_field(lines.items[at]); at++, fields++) {
		const char *colon = strchr(lines.items[at] + 1, ':');

		add_field(&head, lines.items[at] + 1, (size_t)(colon - lines.items[at]) - 1,
			  colon + 1);
	}
	if (fields) {
		str_text(&head, "---\n");
		for (; at < lines.n_items; at++)
			str_format(&head, "%s\n", lines.items[at]);
		str_release(text);
		*text = head;
	} else {
		str_release(&head);
	}
	strings_release(&lines);
}
