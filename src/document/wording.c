/* SPDX-License-Identifier: MIT */
#include "document/wording.h"

#include <string.h>

#include "document/alert.h"
#include "document/braces.h"
#include "document/emoji.h"
#include "document/search.h"

void wording_init(struct wording *wording, struct builder *builder, struct footnotes *notes,
		  struct arena *arena)
{
	*wording = (struct wording){ .builder = builder, .notes = notes, .arena = arena };
}

/* Most texts have nothing of this, and are then not searched for it. */
void wording_begin(struct wording *wording, const char *text, size_t len)
{
	wording->start = text;
	wording->end = text + len;
	wording->is_special[':'] = emoji_any(text, len);
	wording->is_special['{'] = search_word(text, len, "{:") || search_word(text, len, "{#") ||
				   search_word(text, len, "{.");
	wording->is_special['['] = wording->notes->n_items > 0 || search_word(text, len, "[!");
}

bool wording_skips(const struct wording *wording, const char *text)
{
	return wording->skip && text >= wording->start && text < wording->skip;
}

static bool is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Each of these gives the bytes that it has dealt with, 0 where they are words like others. */

static size_t add_emoji(struct wording *wording, const char *text, size_t len)
{
	const char *emoji;
	size_t used;

	if (text > wording->start && is_alphanumeric(text[-1]))
		return 0;
	emoji = emoji_find(text, len, &used);
	if (!emoji)
		return 0;
	builder_text(wording->builder, emoji, strlen(emoji));
	return used;
}

static size_t add_note(struct wording *wording, const char *text, size_t len)
{
	size_t n = footnote_name(text, len);
	struct footnote *note = n > 0 ? footnote_find(wording->notes, text + 2, n) : NULL;
	struct traits traits = { 0 };
	struct str number = { 0 };

	if (!note)
		return 0;
	traits.target = footnote_anchor(note, "#fn", wording->arena);
	str_format(&number, "%u", note->number);
	builder_open(wording->builder, ELEMENT_NOTE, &traits);
	builder_text(wording->builder, number.bytes, number.len);
	builder_close(wording->builder, ELEMENT_NOTE, false);
	builder_anchor(wording->builder, footnote_anchor(note, "fnref", wording->arena));
	str_release(&number);
	return n + 3;
}

static size_t rest_of_line(const struct wording *wording, const char *text)
{
	const char *stop = memchr(text, '\n', (size_t)(wording->end - text));

	return (size_t)((stop ? stop : wording->end) - text);
}

static size_t add_alert(struct wording *wording, const char *text, size_t len)
{
	size_t line;
	struct str title = { 0 };
	struct alert alert;
	bool is_alert;

	if (wording->place != WORDING_QUOTE)
		return 0;
	line = rest_of_line(wording, text);
	if (!alert_github(text, line, &alert))
		return 0;
	alert_title(&alert, &title);
	is_alert = builder_alert(wording->builder, alert.info, title.len > 0 ? title.bytes : NULL);
	str_release(&title);
	if (!is_alert)
		return 0;
	wording->skip = text + line;
	return len;
}

static size_t add_bracket(struct wording *wording, const char *text, size_t len)
{
	size_t n = add_alert(wording, text, len);

	return n > 0 ? n : add_note(wording, text, len);
}

static bool ends_line(const struct wording *wording, const char *text)
{
	while (text < wording->end && strchr(" \t#", *text))
		text++;
	return text >= wording->end || *text == '\n';
}

static size_t skip_list(struct wording *wording, const char *text, size_t len)
{
	struct braces list;
	size_t n = braces_list(text, (size_t)(wording->end - text), &list);
	bool is_attached = wording->place == WORDING_SPAN ||
			   (list.has_colon && wording->place == WORDING_BLOCK);
	struct str id = { 0 };

	if (n == 0 || (!is_attached && !((wording->is_heading || wording->place == WORDING_LINE) &&
					 ends_line(wording, text + n))))
		return 0;
	if (list.id) {
		str_add(&id, list.id, list.id_len);
		builder_anchor(wording->builder, id.bytes);
		str_release(&id);
	}
	wording->skip = text + n;
	return n < len ? n : len;
}

static size_t special(struct wording *wording, const char *text, size_t len)
{
	bool is_escaped = text > wording->start && text[-1] == '\\';

	if (is_escaped)
		return 0;
	if (*text == ':')
		return add_emoji(wording, text, len);
	if (*text == '[')
		return add_bracket(wording, text, len);
	return *text == '{' ? skip_list(wording, text, len) : 0;
}

/* The words before the attribute list of a heading, without the hashes that close it. */
static size_t without_hashes(const char *text, size_t len, const char *list, const char *end)
{
	struct braces kramdown;
	size_t n = len;

	if (braces_list(list, (size_t)(end - list), &kramdown) == 0)
		return len;
	while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '#'))
		n--;
	return n > 0 && text[n] == ' ' ? n : len;
}

static bool has_special(const struct wording *wording, const char *text, size_t len)
{
	static const char specials[] = ":{[";

	for (const char *special = specials; *special; special++)
		if (wording->is_special[(unsigned char)*special] && memchr(text, *special, len))
			return true;
	return false;
}

void wording_text(struct wording *wording, const char *text, size_t len)
{
	const char *done = text, *end = text + len;

	if (wording_skips(wording, text))
		done = text = wording->skip < end ? wording->skip : end;
	if (!has_special(wording, text, (size_t)(end - text)))
		text = end;
	while (text < end) {
		size_t n = 0;

		if (wording->is_special[(unsigned char)*text]) {
			n = (size_t)(text - done);
			if (n > 0)
				wording->place = WORDING_INSIDE;
			if (wording->is_heading && *text == '{')
				n = without_hashes(done, n, text, wording->end);
			builder_text(wording->builder, done, n);
			done = text;
			n = special(wording, text, (size_t)(end - text));
			done += n;
		}
		text += n > 0 ? n : 1;
		if (n > 0)
			wording->place = WORDING_INSIDE;
	}
	builder_text(wording->builder, done, (size_t)(end - done));
	wording->place = WORDING_INSIDE;
}
