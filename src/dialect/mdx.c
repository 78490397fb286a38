/* SPDX-License-Identifier: MIT */
#include "dialect/mdx.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/path.h"
#include "dialect/mdxnames.h"
#include "template/embeds.h"
#include "template/untouched.h"

enum {
	LONGEST = 16 * 1024, /* bytes of a tag or an expression */
	SHORTER = 512,       /* once as many as IN_VAIN were gone through without finding the end */
	IN_VAIN = 1024 * 1024,
	DEEPEST = 64
};

struct mdx {
	const char *text;
	size_t len, at;
	struct str *out;
	struct mdxnames names;
	int depth;             /* of components that stand in lines of their own */
	bool is_link[DEEPEST]; /* by depth of components: it became an <a> */
	int open;              /* components open, inline ones too */
	int nesting;           /* of elements within expressions */
	bool is_changed;
	size_t *in_vain; /* bytes gone through for brackets that do not close */
};

bool mdx_is(const struct settings *settings, const char *path)
{
	if (str_equal_folded(path_extension(path), ".mdx"))
		return true;
	return settings && settings->templates & SETTINGS_MDX;
}

static bool starts(const struct mdx *mdx, size_t at, const char *text)
{
	size_t len = strlen(text);

	return mdx->len - at >= len && memcmp(mdx->text + at, text, len) == 0;
}

/* Behind the bracket that closes what opens at `at`, texts in quotes passed over; 0 where there is
 * none. */
static size_t bracket_end(const struct mdx *mdx, size_t at)
{
	size_t most = *mdx->in_vain < IN_VAIN ? LONGEST : SHORTER, end;
	int open = 0;
	char quote = '\0';

	for (end = at; end < mdx->len && end - at < most; end++) {
		char c = mdx->text[end];

		if (quote) {
			quote = c == quote && mdx->text[end - 1] != '\\' ? '\0' : quote;
			continue;
		}
		if (c == '"' || c == '\'' || c == '`')
			quote = c;
		open += c == '{' || c == '(' || c == '[';
		open -= c == '}' || c == ')' || c == ']';
		if (open == 0)
			return end + 1;
	}
	*mdx->in_vain += end - at;
	return 0;
}

static size_t line_end(const struct mdx *mdx, size_t at)
{
	const char *newline = memchr(mdx->text + at, '\n', mdx->len - at);

	return newline ? (size_t)(newline - mdx->text) + 1 : mdx->len;
}

static bool is_statement(const struct mdx *mdx, size_t at)
{
	static const char *const exports[] = {
		"const ", "default ", "function ", "let ", "{", "*"
	};
	size_t end = line_end(mdx, at);

	if (starts(mdx, at, "import ") || starts(mdx, at, "import{")) {
		const char *rest = mdx->text + at + 6;

		rest += strspn(rest, " ");
		return strchr("{*\"'", *rest) ||
		       memmem(rest, (size_t)(mdx->text + end - rest), " from ", 6);
	}
	for (size_t i = 0; i < sizeof(exports) / sizeof(exports[0]); i++) {
		if (starts(mdx, at, "export ") && starts(mdx, at + 7, exports[i]))
			return true;
	}
	return false;
}

/* import and export statements end at the end of a line, outside of brackets. */
static size_t statement_end(const struct mdx *mdx, size_t at)
{
	while (at < mdx->len) {
		char c = mdx->text[at];

		if (c == '\n')
			return at + 1;
		if (c == '{' || c == '(' || c == '[') {
			size_t end = bracket_end(mdx, at);

			at = end ? end : at + 1;
		} else {
			at++;
		}
	}
	return mdx->len;
}

struct tag {
	const char *name;
	size_t name_len, end; /* behind its '>' */
	bool is_closing, is_whole, is_component;
	char *target, *source, *alt, *title, *id, *words;
	struct str plain; /* its attributes without JSX */
};

static void release(struct tag *tag)
{
	free(tag->target);
	free(tag->source);
	free(tag->alt);
	free(tag->title);
	free(tag->id);
	free(tag->words);
	str_release(&tag->plain);
}

static bool is_name(const char *name, size_t len, const char *wanted)
{
	for (const char *at = wanted; *at;) {
		size_t n = strcspn(at, "|");

		if (n == len && strncasecmp(at, name, len) == 0)
			return true;
		at += n + (at[n] == '|');
	}
	return false;
}

static void keep(char **slot, const char *value)
{
	if (!*slot)
		*slot = mem_string(value);
}

static void attribute(struct tag *tag, const char *name, size_t len, const char *value)
{
	if (is_name(name, len, "href|to|url|link"))
		keep(&tag->target, value);
	else if (is_name(name, len, "src|image"))
		keep(&tag->source, value);
	else if (is_name(name, len, "alt|caption"))
		keep(&tag->alt, value);
	else if (is_name(name, len, "title|question|heading|summary|label|name"))
		keep(&tag->title, value);
	else if (is_name(name, len, "id|videoid|youtubeid|video|videos"))
		keep(&tag->id, value);
	else if (is_name(name, len,
			 "answer|description|text|content|body|message|subtitle|quote|children"))
		keep(&tag->words, value);
	if (len == 9 && strncmp(name, "className", 9) == 0)
		return;
	str_byte(&tag->plain, ' ');
	str_add(&tag->plain, name, len);
	str_text(&tag->plain, "=\"");
	for (; *value; value++) {
		if (*value == '"')
			str_text(&tag->plain, "&quot;");
		else
			str_byte(&tag->plain, *value);
	}
	str_byte(&tag->plain, '"');
}

static size_t attribute_value(const struct mdx *mdx, size_t at, char **value)
{
	size_t end;
	const char *text = mdx->text;

	if (text[at] == '{') {
		end = bracket_end(mdx, at);
		if (end)
			*value = mdxnames_value(&mdx->names, text + at + 1, end - at - 2);
		return end;
	}
	if (text[at] != '"' && text[at] != '\'')
		return 0;
	const char *close = memchr(text + at + 1, text[at], mdx->len - at - 1);

	if (!close)
		return 0;
	*value = mem_copy(text + at + 1, (size_t)(close - text) - at - 1);
	return (size_t)(close - text) + 1;
}

/* Reads the attributes up to '>'; the place behind it, or 0 where it is no tag. */
static size_t attributes(const struct mdx *mdx, size_t at, struct tag *tag)
{
	size_t most = mdx->len - at > LONGEST ? at + LONGEST : mdx->len;

	while (at < most) {
		const char *text = mdx->text;
		size_t name = at;

		if (isspace((unsigned char)text[at])) {
			at++;
		} else if (text[at] == '>') {
			return at + 1;
		} else if (text[at] == '/' && at + 1 < most && text[at + 1] == '>') {
			tag->is_whole = true;
			return at + 2;
		} else if (text[at] == '{') { /* {...props} */
			at = bracket_end(mdx, at);
			if (!at)
				return 0;
		} else if (isalpha((unsigned char)text[at]) || strchr("_:@", text[at])) {
			char *value = NULL;
			size_t len;

			while (at < most &&
			       (isalnum((unsigned char)text[at]) || strchr("_-:.@", text[at])))
				at++;
			len = at - name;
			if (at < most && text[at] == '=') {
				at = attribute_value(mdx, at + 1, &value);
				if (!at)
					return 0;
			}
			if (value)
				attribute(tag, text + name, len, value);
			free(value);
		} else {
			return 0;
		}
	}
	return 0;
}

/* Takes the tag at '<' apart; false where there is none. */
static bool read_tag(const struct mdx *mdx, size_t at, struct tag *tag)
{
	size_t name = at + 1;

	*tag = (struct tag){ 0 };
	if (name < mdx->len && mdx->text[name] == '/') {
		tag->is_closing = true;
		name++;
	}
	tag->name = mdx->text + name;
	for (at = name; at < mdx->len &&
			(isalnum((unsigned char)mdx->text[at]) || strchr("._-", mdx->text[at])) &&
			mdx->text[at];
	     at++)
		;
	tag->name_len = at - name;
	tag->is_component = tag->name_len == 0 || isupper((unsigned char)*tag->name) ||
			    memchr(tag->name, '.', tag->name_len);
	if (tag->name_len == 0 && (at >= mdx->len || mdx->text[at] != '>'))
		return false;
	tag->end = attributes(mdx, at, tag);
	return tag->end != 0;
}

/* Whether nothing but the tag stands in its line. */
static bool is_alone(const struct mdx *mdx, size_t at, size_t end)
{
	while (at > 0 && strchr(" \t", mdx->text[at - 1]))
		at--;
	while (end < mdx->len && strchr(" \t\r", mdx->text[end]))
		end++;
	return (at == 0 || mdx->text[at - 1] == '\n') &&
	       (end >= mdx->len || mdx->text[end] == '\n');
}

static void add_link(struct mdx *mdx, const struct tag *tag)
{
	str_text(mdx->out, "<a href=\"");
	str_text(mdx->out, tag->target);
	str_text(mdx->out, "\">");
}

/* What a component says by itself: its image, its title. */
static void add_words(struct mdx *mdx, const struct tag *tag, bool is_alone)
{
	if (tag->source && !strchr(tag->source, ' '))
		str_format(mdx->out, "![%s](%s)", tag->alt ? tag->alt : "", tag->source);
	else if (tag->title && *tag->title)
		str_format(mdx->out, is_alone ? "\n**%s**\n" : "**%s** ", tag->title);
	if (tag->words && *tag->words)
		str_format(mdx->out, is_alone ? "\n%s\n" : "%s ", tag->words);
}

static void open_component(struct mdx *mdx, const struct tag *tag, bool is_alone)
{
	if (mdx->open < DEEPEST)
		mdx->is_link[mdx->open] = tag->target && !is_alone;
	mdx->open++;
	mdx->depth += is_alone;
	if (tag->target && !is_alone)
		add_link(mdx, tag);
	else
		add_words(mdx, tag, is_alone);
	if (tag->target && is_alone)
		str_format(mdx->out, "\n<%s>\n", tag->target);
}

static void close_component(struct mdx *mdx, bool is_alone)
{
	if (mdx->open > 0)
		mdx->open--;
	if (mdx->open < DEEPEST && mdx->is_link[mdx->open])
		str_text(mdx->out, "</a>");
	mdx->is_link[mdx->open < DEEPEST ? mdx->open : 0] = false;
	mdx->depth -= is_alone && mdx->depth > 0;
}

/* <YouTube id="…" /> */
static bool add_remote(struct mdx *mdx, const struct tag *tag)
{
	struct str url = { 0 };
	const char *label;
	bool is_known = tag->id && embeds_address(tag->name, tag->name_len, tag->id, &url, &label);

	if (is_known)
		str_format(mdx->out, "[%s](%s)", tag->title ? tag->title : label, str_bytes(&url));
	str_release(&url);
	return is_known;
}

static void whole_component(struct mdx *mdx, const struct tag *tag, bool is_alone)
{
	if (add_remote(mdx, tag))
		return;
	if (tag->target) {
		const char *label = tag->title ? tag->title : tag->words;

		add_link(mdx, tag);
		str_text(mdx->out, label ? label : tag->alt ? tag->alt : tag->target);
		str_text(mdx->out, "</a>");
		if (tag->words && label != tag->words)
			str_format(mdx->out, " %s", tag->words);
	} else {
		add_words(mdx, tag, is_alone);
	}
}

/* A tag of HTML whose attributes JSX wrote. */
static void add_element(struct mdx *mdx, const struct tag *tag)
{
	str_format(mdx->out, "<%s%.*s%s%s>", tag->is_closing ? "/" : "", (int)tag->name_len,
		   tag->name, str_bytes(&tag->plain), tag->is_whole ? " /" : "");
}

static bool run_braces(struct mdx *mdx);

static bool run_tag(struct mdx *mdx)
{
	struct tag tag;
	bool alone, has_braces;

	if (!read_tag(mdx, mdx->at, &tag)) {
		release(&tag);
		return false;
	}
	alone = is_alone(mdx, mdx->at, tag.end);
	has_braces = memchr(mdx->text + mdx->at, '{', tag.end - mdx->at);
	if (!tag.is_component && !has_braces) {
		release(&tag);
		return false;
	}
	if (!tag.is_component)
		add_element(mdx, &tag);
	else if (tag.is_closing)
		close_component(mdx, alone);
	else if (tag.is_whole)
		whole_component(mdx, &tag, alone);
	else
		open_component(mdx, &tag, alone);
	mdx->at = tag.end;
	mdx->is_changed = true;
	release(&tag);
	return true;
}

static void add_placeholder(struct mdx *mdx, const char *text, size_t len)
{
	str_text(mdx->out, "\xEE\x80\x80");
	str_trim(&text, &len);
	for (size_t i = 0; i < len && i < 40 && text[i] != '\n'; i++) {
		if (isalnum((unsigned char)text[i]) || strchr(". -", text[i]))
			str_byte(mdx->out, text[i]);
	}
	str_text(mdx->out, "\xEE\x80\x81");
}

/* Comments and blanks alone. */
static bool is_comment(const char *text, size_t len)
{
	str_trim(&text, &len);
	return len == 0 ||
	       (len >= 4 && memcmp(text, "/*", 2) == 0 && memcmp(text + len - 2, "*/", 2) == 0);
}

/* The elements within an expression: {list.map((x) => <li>{x}</li>)}; false where there are none.
 */
static bool find_elements(const char **text, size_t *len)
{
	const char *start = *text, *end = *text + *len;

	while (start < end && !(*start == '<' && start + 1 < end &&
				(isalpha((unsigned char)start[1]) || start[1] == '>')))
		start++;
	while (end > start && !(end[-1] == '>' && end[-2] != '='))
		end--;
	*text = start;
	*len = (size_t)(end - start);
	return *len > 2;
}

static void add_elements(struct mdx *mdx, const char *text, size_t len)
{
	struct mdx inner = *mdx;

	inner.text = text;
	inner.len = len;
	inner.at = 0;
	inner.nesting++;
	while (inner.at < len) {
		if (!(text[inner.at] == '<' && run_tag(&inner)) &&
		    !(text[inner.at] == '{' && run_braces(&inner)))
			str_byte(inner.out, text[inner.at++]);
	}
}

static void add_expression(struct mdx *mdx, const char *text, size_t len)
{
	char *value = mdxnames_value(&mdx->names, text, len);
	const char *elements = text;
	size_t elements_len = len;

	if (value)
		str_text(mdx->out, value);
	else if (mdx->nesting < DEEPEST / 8 && find_elements(&elements, &elements_len))
		add_elements(mdx, elements, elements_len);
	else
		add_placeholder(mdx, text, len);
	free(value);
}

/* {expression}; a comment goes. {#anchor} and template tags belong to others. */
static bool run_braces(struct mdx *mdx)
{
	const char *text = mdx->text + mdx->at + 1;
	size_t end, len;

	if (strchr("#{%:", *text) || !(end = bracket_end(mdx, mdx->at)))
		return false;
	len = end - mdx->at - 2;
	if (!is_comment(text, len))
		add_expression(mdx, text, len);
	mdx->at = end;
	mdx->is_changed = true;
	return true;
}

/* Inside of components lines are indented, and that is no code. */
static void skip_indent(struct mdx *mdx)
{
	for (int n = 2 * mdx->depth; n > 0 && mdx->at < mdx->len && mdx->text[mdx->at] == ' '; n--)
		mdx->at++;
}

static const struct untouched_run *next_code(const struct mdx *mdx, const struct untouched *code)
{
	const struct untouched_run *run = untouched_at(code, mdx->at);

	while (run && run < code->runs + code->n_runs &&
	       (run->kind == UNTOUCHED_INDENTED || run->start < mdx->at))
		run++;
	return run && run < code->runs + code->n_runs ? run : NULL;
}

static bool is_fenced(const struct mdx *mdx, const struct untouched *code)
{
	const struct untouched_run *run = next_code(mdx, code);

	return run && run->start == mdx->at && run->kind == UNTOUCHED_FENCE;
}

static void run_line(struct mdx *mdx, size_t end, const struct untouched *code)
{
	while (mdx->at < end) {
		const struct untouched_run *run = next_code(mdx, code);

		if (run && run->start == mdx->at) {
			str_add(mdx->out, mdx->text + run->start, run->end - run->start);
			mdx->at = run->end;
		} else if (mdx->at + 1 < end &&
			   (mdx->text[mdx->at] == '\\' || starts(mdx, mdx->at, "{{"))) {
			str_add(mdx->out, mdx->text + mdx->at, 2);
			mdx->at += 2;
		} else if (!(mdx->text[mdx->at] == '<' && run_tag(mdx)) &&
			   !(mdx->text[mdx->at] == '{' && run_braces(mdx))) {
			str_byte(mdx->out, mdx->text[mdx->at++]);
		}
	}
}

bool mdx_flatten(const struct mdx_input *input, struct str *out)
{
	const char *text = input->text;
	size_t len = input->len, in_vain = 0;
	struct mdx mdx = { .text = text,
			   .len = len,
			   .out = out,
			   .names = { .settings = input->settings, .path = input->path },
			   .in_vain = &in_vain };
	struct untouched code;
	bool is_start = true;

	untouched_find(text, len, false, &code);
	while (mdx.at < len) {
		size_t end = line_end(&mdx, mdx.at);

		if (is_start && is_statement(&mdx, mdx.at)) {
			size_t from = mdx.at;

			mdx.at = statement_end(&mdx, mdx.at);
			mdxnames_add(&mdx.names, text + from, mdx.at - from);
			mdx.is_changed = true;
			continue;
		}
		is_start = end - mdx.at <= 1;
		if (mdx.depth && !is_fenced(&mdx, &code))
			skip_indent(&mdx);
		run_line(&mdx, end, &code);
	}
	untouched_release(&code);
	mdxnames_release(&mdx.names);
	if (!mdx.is_changed) {
		out->len = 0;
		return false;
	}
	str_text(out, "");
	return true;
}
