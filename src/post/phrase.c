/* SPDX-License-Identifier: MIT */
#include "post/phrase.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/fold.h"

static bool is_letter(unsigned char byte)
{
	return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

/* Han, kana, Hangul and what follows in UTF-8. */
static bool is_unspaced(unsigned char byte)
{
	return byte >= 0xE3;
}

/* Folded, a blank for whatever is no letter, one blank at either end. */
char *phrase_text(const char *text)
{
	char *folded = fold_copy(text);
	struct str out = { 0 };

	str_byte(&out, ' ');
	for (const char *at = folded; *at; at++) {
		if (is_letter((unsigned char)*at))
			str_byte(&out, *at);
		else if (out.bytes[out.len - 1] != ' ')
			str_byte(&out, ' ');
	}
	if (out.bytes[out.len - 1] != ' ')
		str_byte(&out, ' ');
	free(folded);
	return str_take(&out);
}

char *phrase_new(const char *words)
{
	char *text = phrase_text(words), *phrase = text;
	size_t len = strlen(text);

	if (str_ends(words, "*") || is_unspaced((unsigned char)text[1]))
		text[--len] = '\0';
	if (is_unspaced((unsigned char)text[1])) {
		phrase = mem_string(text + 1);
		free(text);
	}
	return phrase;
}

bool phrase_fits(const char *phrase, const char *text)
{
	return strstr(text, phrase) != NULL;
}
