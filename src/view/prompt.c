/* SPDX-License-Identifier: MIT */
#include "view/prompt.h"

#include <string.h>

#include "text/width.h"

enum { MOST_TEXT = 4096 }; /* bytes */

void prompt_init(struct prompt *prompt, const char *label, const char *text)
{
	*prompt = (struct prompt){ .label = label };
	str_text(&prompt->text, text);
	prompt->cursor = prompt->text.len;
}

void prompt_release(struct prompt *prompt)
{
	str_release(&prompt->text);
}

/* The start of the cluster before `at`. */
static size_t before(const struct prompt *prompt, size_t at)
{
	size_t start = 0;
	struct cluster cluster;

	for (size_t i = 0;
	     i < at && width_cluster(prompt->text.bytes, prompt->text.len, i, &cluster);
	     i += cluster.len)
		start = i;
	return start;
}

static size_t behind(const struct prompt *prompt, size_t at)
{
	struct cluster cluster;

	return width_cluster(str_bytes(&prompt->text), prompt->text.len, at, &cluster)
		       ? at + cluster.len
		       : at;
}

/* Where the word before the cursor starts. */
static size_t word_before(const struct prompt *prompt)
{
	size_t at = prompt->cursor;

	while (at > 0 && prompt->text.bytes[at - 1] == ' ')
		at--;
	while (at > 0 && prompt->text.bytes[at - 1] != ' ')
		at--;
	return at;
}

static enum prompt_reply cut(struct prompt *prompt, size_t start, size_t end)
{
	if (start == end)
		return PROMPT_MOVED;
	memmove(prompt->text.bytes + start, prompt->text.bytes + end, prompt->text.len - end + 1);
	prompt->text.len -= end - start;
	prompt->cursor = start;
	return PROMPT_CHANGED;
}

static enum prompt_reply insert(struct prompt *prompt, const char *text)
{
	size_t len = strlen(text), tail = prompt->text.len - prompt->cursor;

	if (prompt->text.len + len > MOST_TEXT)
		return PROMPT_IGNORED;
	str_text(&prompt->text, text);
	memmove(prompt->text.bytes + prompt->cursor + len, prompt->text.bytes + prompt->cursor,
		tail);
	memcpy(prompt->text.bytes + prompt->cursor, text, len);
	prompt->cursor += len;
	return PROMPT_CHANGED;
}

static enum prompt_reply move(struct prompt *prompt, size_t cursor)
{
	prompt->cursor = cursor;
	return PROMPT_MOVED;
}

static bool is(const char *key, const char *one, const char *other)
{
	return strcmp(key, one) == 0 || strcmp(key, other) == 0;
}

static enum prompt_reply edit(struct prompt *prompt, const char *key)
{
	size_t cursor = prompt->cursor;

	if (is(key, "Backspace", "^H"))
		return cut(prompt, before(prompt, cursor), cursor);
	if (is(key, "Delete", "^D"))
		return cut(prompt, cursor, behind(prompt, cursor));
	if (is(key, "^W", "Alt-Backspace"))
		return cut(prompt, word_before(prompt), cursor);
	if (is(key, "^U", "^U"))
		return cut(prompt, 0, cursor);
	if (is(key, "^K", "^K"))
		return cut(prompt, cursor, prompt->text.len);
	if (is(key, "Left", "^B"))
		return move(prompt, before(prompt, cursor));
	if (is(key, "Right", "^F"))
		return move(prompt, behind(prompt, cursor));
	if (is(key, "Home", "^A"))
		return move(prompt, 0);
	if (is(key, "End", "^E"))
		return move(prompt, prompt->text.len);
	return PROMPT_IGNORED;
}

/* Whether a key's name is a character and not the name of a key. */
static bool is_character(const char *key)
{
	struct cluster cluster;
	size_t len = strlen(key);

	return width_cluster(key, len, 0, &cluster) && cluster.len == len;
}

enum prompt_reply prompt_key(struct prompt *prompt, const char *key)
{
	if (is(key, "Enter", "^J"))
		return PROMPT_ENTER;
	if (is(key, "Escape", "^C") || is(key, "^G", "^G"))
		return PROMPT_CANCEL;
	if (is(key, "Backspace", "^H") && prompt->text.len == 0)
		return PROMPT_CANCEL;
	if (strcmp(key, "Space") == 0)
		return insert(prompt, " ");
	if (is_character(key))
		return insert(prompt, key);
	return edit(prompt, key);
}

void prompt_draw(const struct prompt *prompt, const struct box *box, const char *error)
{
	const char *text = str_bytes(&prompt->text);
	size_t start = 0;
	int column = 1, used;

	canvas_clear(box, ROLE_STATUS);
	column += canvas_line(box, 0, column, box->columns / 2, prompt->label, ROLE_STATUS_KEY, 0) +
		  1;
	while (start < prompt->cursor &&
	       width_columns(text + start, prompt->cursor - start) >= box->columns - column - 1)
		start = behind(prompt, start);
	used = canvas_text(box, 0, column, box->columns - column - 1, text + start,
			   prompt->text.len - start, ROLE_PROMPT, 0);
	canvas_cursor(box, 0, column + width_columns(text + start, prompt->cursor - start));
	if (error && *error && column + used + 4 < box->columns)
		canvas_line(box, 0, column + used + 3, box->columns - column - used - 4, error,
			    ROLE_STATUS_ERROR, 0);
}
