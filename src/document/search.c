/* SPDX-License-Identifier: MIT */
#include "document/search.h"

#include <ctype.h>
#include <string.h>

/* The first byte that is neither a letter nor a digit, else the first. */
static size_t rarest(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!isalnum((unsigned char)word[i]))
			return i;
	return 0;
}

const char *search_word(const char *text, size_t len, const char *word)
{
	size_t n = strlen(word), rare = rarest(word, n), other = rare > 0 || n == 1 ? 0 : 1;
	const char *end = text + len, *at = text;

	if (n > len)
		return NULL;
	for (at += rare; (at = memchr(at, word[rare], (size_t)(end - at))); at++) {
		const char *start = at - rare;

		if ((size_t)(end - start) < n)
			return NULL;
		if (start[other] == word[other] && memcmp(start, word, n) == 0)
			return start;
	}
	return NULL;
}
