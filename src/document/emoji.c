/* SPDX-License-Identifier: MIT */
#include "document/emoji.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_NAME = 40 };

static const struct emoji {
	const char *name, *text;
} emoji[] = {
#define EMOJI(name, text) { name, text },
#include "document/emoji.def"
#undef EMOJI
};

static int compare(const void *name, const void *row)
{
	return strcmp(name, ((const struct emoji *)row)->name);
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
}

const char *emoji_find(const char *text, size_t len, size_t *used)
{
	char name[MAX_NAME + 1];
	const struct emoji *found;
	size_t n = 0;

	if (len < 3 || *text != ':')
		return NULL;
	while (n < MAX_NAME && n + 1 < len && is_name(text[n + 1])) {
		name[n] = text[n + 1];
		n++;
	}
	if (n == 0 || n + 1 >= len || text[n + 1] != ':')
		return NULL;
	name[n] = '\0';
	found = bsearch(name, emoji, sizeof(emoji) / sizeof(*emoji), sizeof(*emoji), compare);
	*used = n + 2;
	return found ? found->text : NULL;
}

bool emoji_any(const char *text, size_t len)
{
	const char *at = text, *end = text + len;
	size_t used;

	while ((at = memchr(at, ':', (size_t)(end - at)))) {
		if (emoji_find(at, (size_t)(end - at), &used))
			return true;
		at++;
	}
	return false;
}
