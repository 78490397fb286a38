/* SPDX-License-Identifier: MIT */
#include "document/braces.h"

#include <string.h>
#include <strings.h>

#include "base/str.h"

enum { MAX_LIST = 500 };

/* The word at the start, with a quoted value as part of it. */
static size_t word_len(const char *text, size_t len)
{
	char quote = 0;
	size_t n = 0;

	for (; n < len; n++) {
		if (quote)
			quote = text[n] == quote ? 0 : quote;
		else if (text[n] == '"' || text[n] == '\'')
			quote = text[n];
		else if (strchr(" \t\n", text[n]))
			break;
	}
	return n;
}

/* ".class", "#id", "key=value" or "toc"; false where the word is something else. */
static bool read_word(const char *word, size_t len, struct braces *list)
{
	if (len > 1 && *word == '#') {
		list->id = word + 1;
		list->id_len = strcspn(word + 1, ".# \t\n}");
		if (list->id_len > len - 1)
			list->id_len = len - 1;
		return true;
	}
	if (len > 4 && strncmp(word, "id=\"", 4) == 0 && word[len - 1] == '"') {
		list->id = word + 4;
		list->id_len = len - 5;
		return true;
	}
	if (list->has_colon && strncasecmp(word, "toc", 3) == 0 && (len == 3 || word[3] == ':'))
		return list->is_toc = true;
	return (len > 1 && *word == '.') || (len > 2 && memchr(word + 1, '=', len - 1));
}

size_t braces_list(const char *text, size_t len, struct braces *list)
{
	const char *end = len > 2 && *text == '{'
				  ? memchr(text, '}', len < MAX_LIST ? len : MAX_LIST)
				  : NULL;
	const char *at = text + 1;
	size_t n_words = 0, left, n;

	*list = (struct braces){ 0 };
	if (!end)
		return 0;
	list->has_colon = *at == ':';
	at += list->has_colon;
	for (left = (size_t)(end - at);; n_words++) {
		str_trim(&at, &left);
		if (left == 0)
			break;
		n = word_len(at, left);
		if (!read_word(at, n, list))
			return 0;
		at += n;
		left -= n;
	}
	return n_words > 0 ? (size_t)(end - text) + 1 : 0;
}
