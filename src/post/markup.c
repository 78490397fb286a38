/* SPDX-License-Identifier: MIT */
#include "post/markup.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"
#include "text/reference.h"
#include "text/safe.h"

/* A word ends where one of the first kind stands. */
static const char *const block_tags[] = {
	"address", "article", "aside", "blockquote", "body",    "br",         "center",
	"dd",      "details", "div",   "dl",         "dt",      "figcaption", "figure",
	"footer",  "h1",      "h2",    "h3",         "h4",      "h5",         "h6",
	"head",    "header",  "hr",    "html",       "li",      "main",       "nav",
	"ol",      "p",       "pre",   "section",    "summary", "table",      "tbody",
	"td",      "tfoot",   "th",    "thead",      "tr",      "ul",         NULL,
};
static const char *const inline_tags[] = {
	"a",      "abbr",    "acronym", "b",      "bdi", "bdo",    "big", "cite", "code",
	"del",    "dfn",     "em",      "font",   "i",   "iframe", "img", "ins",  "kbd",
	"mark",   "picture", "q",       "rp",     "rt",  "ruby",   "s",   "samp", "small",
	"source", "span",    "strike",  "strong", "sub", "sup",    "svg", "time", "tt",
	"u",      "var",     "video",   "wbr",    NULL,
};

static bool is_one_of(const char *name, size_t len, const char *const *names)
{
	for (; *names; names++) {
		if (strlen(*names) == len && strncasecmp(*names, name, len) == 0)
			return true;
	}
	return false;
}

static size_t name_length(const char *name)
{
	size_t len = 0;

	while ((name[len] >= 'a' && name[len] <= 'z') || (name[len] >= 'A' && name[len] <= 'Z') ||
	       (len > 0 && name[len] >= '0' && name[len] <= '9'))
		len++;
	return len;
}

/* The tag's length, or 0 where there is none at `text`. */
static size_t read_tag(const char *text, struct str *out)
{
	const char *name = text + 1 + (text[1] == '/'), *end;
	size_t len = name_length(name);
	bool is_block = is_one_of(name, len, block_tags);

	if (strncmp(text, "<!--", 4) == 0) {
		end = strstr(text + 4, "-->");
		return end ? (size_t)(end - text) + 3 : 0;
	}
	end = strchr(text, '>');
	if (!end || len == 0 || !strchr(" \t\r\n/>", name[len]) ||
	    (!is_block && !is_one_of(name, len, inline_tags)))
		return 0;
	if (is_block)
		str_byte(out, ' ');
	return (size_t)(end - text) + 1;
}

/* Code between runs of ticks of one length (CommonMark 0.30, 6.1), or 0. */
static size_t read_code(const char *text, struct str *out)
{
	size_t n = strspn(text, "`"), run;
	const char *from = text + n, *at = from;

	while ((at = strchr(at, '`'))) {
		run = strspn(at, "`");
		if (run == n) {
			str_add(out, from, (size_t)(at - from));
			return (size_t)(at - text) + n;
		}
		at += run;
	}
	str_add(out, text, n);
	return n;
}

/* Where "(place)" ends, or NULL where none begins: Array[T](n) has no place. */
static const char *place_end(const char *text)
{
	size_t len = *text == '(' ? strcspn(text, " \t\n)") : 0;

	return len && text[len] == ')' && strcspn(text, "/.:#") < len ? text + len : NULL;
}

/* [words](place) leaves its words; ![words](place) leaves nothing, nor do attributes behind it. 0
 * where there is neither. */
static size_t read_link(const char *text, struct str *out)
{
	bool is_image = *text == '!';
	const char *words = text + is_image + 1, *end, *close;

	if (text[is_image] != '[')
		return 0;
	end = words + strcspn(words, "[]");
	close = *end == ']' ? place_end(end + 1) : NULL;
	if (!close)
		return 0;
	if (!is_image)
		str_add(out, words, (size_t)(end - words));
	else if (close[1] == '{' && strchr(close, '}'))
		close = strchr(close, '}');
	return (size_t)(close - text) + 1;
}

static size_t read_piece(const char *text, struct str *out)
{
	size_t used = 0;

	if (*text == '<')
		used = read_tag(text, out);
	else if (*text == '`')
		used = read_code(text, out);
	else if (*text == '&')
		used = reference_whole(text, strlen(text), out);
	else if (*text == '[' || *text == '!')
		used = read_link(text, out);
	if (used == 0) {
		str_byte(out, *text);
		used = 1;
	}
	return used;
}

char *markup_line(const char *text)
{
	struct str plain = { 0 }, line = { 0 };

	while (text && *text) {
		size_t n = strcspn(text, "<`&[!");

		str_add(&plain, text, n);
		text += n;
		if (*text)
			text += read_piece(text, &plain);
	}
	safe_line(str_bytes(&plain), plain.len, &line);
	str_release(&plain);
	if (line.len > 0)
		return str_take(&line);
	str_release(&line);
	return NULL;
}
