/* SPDX-License-Identifier: MIT */
#include "layout/quotes.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const struct quotes all[] = {
#define QUOTES(language, open, close, inner_open, inner_close, gap, elisions) \
	{ language, open, close, inner_open, inner_close, gap, elisions },
#include "layout/quotes.def"
#undef QUOTES
};

static char lower(char c)
{
	if (c == '_')
		return '-';
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Whether the code is that of the language, or of one with more behind it: "de-AT" of "de", and
 * "es-AR" also of "es-". */
static bool is_of(const char *code, const char *language)
{
	for (; *language; code++, language++)
		if (lower(*code) != *language)
			return false;
	return language[-1] == '-' || *code == '\0' || lower(*code) == '-' || *code == '.';
}

const struct quotes *quotes_of(const char *language)
{
	const struct quotes *best = &all[0];
	size_t most = 0;

	for (size_t i = 0; language && i < sizeof(all) / sizeof(*all); i++) {
		size_t len = strlen(all[i].language);

		if (len > most && is_of(language, all[i].language)) {
			best = &all[i];
			most = len;
		}
	}
	return best;
}
