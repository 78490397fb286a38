/* SPDX-License-Identifier: MIT */
#include "post/mojibake.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/repair.h"
#include "text/safe.h"

/* Which wrong decoding a text shows: the characters that the first bytes of UTF-8 became. */
static const char *damage(const char *text, size_t len)
{
	static const char *const mac[] = { "\xe2\x80\x9a", "\xc2\xac", "\xe2\x88\x9a",
					   "\xef\xa3\xbf" };
	static const char *const windows[] = { "\xc3\x83", "\xc3\x82", "\xc3\xa2", "\xc3\xb0" };
	size_t scores[2] = { 0, 0 };

	for (size_t i = 0; i + 1 < len; i++) {
		for (size_t j = 0; (unsigned char)text[i] >= 0x80 && j < 4; j++) {
			scores[0] += strncmp(text + i, mac[j], strlen(mac[j])) == 0;
			scores[1] += strncmp(text + i, windows[j], 2) == 0;
		}
	}
	return scores[0] > scores[1] ? "Mac Roman" : "Windows-1252";
}

static void note_repair(struct post *post, const char *text, size_t len)
{
	if (!post->repaired)
		post->repaired = mem_string(damage(text, len));
}

static void repair_field(struct post *post, char **text)
{
	struct str right = { 0 };

	if (*text && repair_text(*text, strlen(*text), &right)) {
		note_repair(post, *text, strlen(*text));
		free(*text);
		*text = safe_line_copy(str_bytes(&right));
	}
	str_release(&right);
}

static void repair_list(struct post *post, struct strings *list)
{
	for (size_t i = 0; i < list->n_items; i++)
		repair_field(post, &list->items[i]);
}

static void repair_body_of(struct post *post)
{
	struct str right = { 0 };

	if (repair_body(post->body, post->body_len, &right)) {
		note_repair(post, post->body, post->body_len);
		free(post->body);
		post->body_len = right.len;
		post->body = str_take(&right);
	}
	str_release(&right);
}

void mojibake_repair_file(struct post *post, struct str *text)
{
	struct str right = { 0 };

	if (!repair_body(str_bytes(text), text->len, &right))
		return;
	note_repair(post, str_bytes(text), text->len);
	str_release(text);
	*text = right;
}

void mojibake_repair(struct post *post, const char *name, const struct notes *notes)
{
	if (!post->repaired) {
		repair_field(post, &post->title);
		repair_field(post, &post->excerpt);
		repair_field(post, &post->cover_alt);
		repair_list(post, &post->authors);
		repair_list(post, &post->categories);
		repair_list(post, &post->tags);
		repair_body_of(post);
	}
	if (post->repaired)
		notes_add(notes, NOTES_DETAIL,
			  _("“%s” was read as %s before it was saved; its text is repaired."), name,
			  post->repaired);
}
