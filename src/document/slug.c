/* SPDX-License-Identifier: MIT */
#include "document/slug.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/fold.h"
#include "text/reference.h"
#include "text/url.h"

void slug_put(struct slugs *slugs, const char *name, size_t block)
{
	if (!*name || block == 0)
		return;
	slugs->items = mem_grow(slugs->items, slugs->n_items, sizeof(*slugs->items));
	slugs->items[slugs->n_items++] = (struct slug){ name, block };
}

static size_t find(const struct slugs *slugs, const char *name)
{
	for (size_t i = 0; i < slugs->n_items; i++)
		if (strcmp(slugs->items[i].name, name) == 0)
			return slugs->items[i].block;
	return 0;
}

static size_t find_folded(const struct slugs *slugs, const char *name)
{
	char *folded = fold_copy(name);
	size_t found = 0;

	for (size_t i = 0; i < slugs->n_items && found == 0; i++) {
		char *other = fold_copy(slugs->items[i].name);

		if (strcmp(folded, other) == 0)
			found = slugs->items[i].block;
		free(other);
	}
	free(folded);
	return found;
}

/* A name is looked up when somebody follows a link, so no time is spent on it before. */
size_t slug_find(const struct slugs *slugs, const char *name)
{
	char *decoded = url_decode(name);
	size_t found = find(slugs, name);

	if (found == 0)
		found = find(slugs, decoded);
	if (found == 0)
		found = find_folded(slugs, decoded);
	free(decoded);
	return found;
}

static size_t char_len(unsigned char first)
{
	return first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static unsigned char_code(const char *text, size_t n)
{
	const unsigned char *bytes = (const unsigned char *)text;
	unsigned code = n == 1 ? bytes[0] : bytes[0] & (0xFFu >> (n + 1));

	for (size_t i = 1; i < n; i++)
		code = code << 6 | (bytes[i] & 0x3F);
	return code;
}

/* Punctuation and symbols outside of ASCII, as blocks of Unicode: close enough for a name. */
static const struct {
	unsigned first, last;
} signs[] = {
	{ 0x80, 0xA9 },       { 0xAB, 0xB4 },        { 0xB6, 0xB9 },     { 0xBB, 0xBF },
	{ 0xD7, 0xD7 },       { 0xF7, 0xF7 },        { 0x2000, 0x206F }, { 0x20A0, 0x20CF },
	{ 0x2190, 0x2BFF },   { 0x2E00, 0x2E7F },    { 0x3000, 0x3004 }, { 0x3008, 0x3020 },
	{ 0x30FB, 0x30FB },   { 0xE000, 0xF8FF },    { 0xFE00, 0xFE6F }, { 0xFF00, 0xFF0F },
	{ 0xFF1A, 0xFF20 },   { 0xFF3B, 0xFF40 },    { 0xFF5B, 0xFF65 }, { 0xFFE0, 0xFFFF },
	{ 0x1F000, 0x1FAFF }, { 0xE0000, 0x10FFFF },
};

static bool is_sign(unsigned code)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (code >= signs[i].first && code <= signs[i].last)
			return true;
	return false;
}

/* The capital letters of Latin-1, Greek and Cyrillic, which lie a fixed step before the small ones.
 */
static const struct {
	unsigned first, last, step;
} capitals[] = {
	{ 'A', 'Z', 32 },     { 0xC0, 0xD6, 32 },   { 0xD8, 0xDE, 32 },
	{ 0x391, 0x3A9, 32 }, { 0x400, 0x40F, 80 }, { 0x410, 0x42F, 32 },
};

static unsigned lower(unsigned code)
{
	for (size_t i = 0; i < sizeof(capitals) / sizeof(*capitals); i++)
		if (code >= capitals[i].first && code <= capitals[i].last)
			return code + capitals[i].step;
	if (code >= 0x100 && code < 0x130 && code % 2 == 0)
		return code + 1;
	return code;
}

static bool is_letter(unsigned code)
{
	return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

static bool is_digit(unsigned code)
{
	return code >= '0' && code <= '9';
}

static void add_github(struct str *out, unsigned code)
{
	if (code == ' ' || code == '\t' || code == '\n')
		str_byte(out, '-');
	else if (is_letter(code) || is_digit(code) || code == '-' || code == '_' ||
		 (code >= 0x80 && !is_sign(code)))
		reference_char(lower(code), out);
}

static void add_kramdown(struct str *out, unsigned code)
{
	if (out->len == 0 && !is_letter(code))
		return;
	if (code == ' ' || code == '\n')
		str_byte(out, '-');
	else if (is_letter(code) || is_digit(code) || code == '-')
		reference_char(lower(code), out);
}

static void name_words(const char *words, size_t len, void (*add)(struct str *, unsigned),
		       struct str *out)
{
	for (size_t i = 0, n; i < len; i += n) {
		n = char_len((unsigned char)words[i]);
		if (n > len - i)
			return;
		add(out, char_code(words + i, n));
	}
}

void slug_github(struct slugs *slugs, const char *words, size_t len, struct str *out)
{
	size_t start = out->len;
	uintptr_t count;

	name_words(words, len, add_github, out);
	if (out->len == start)
		return;
	count = (uintptr_t)map_find(&slugs->counts, out->bytes + start);
	map_put(&slugs->counts, out->bytes + start, (void *)(count + 1));
	if (count > 0)
		str_format(out, "-%ju", (uintmax_t)count);
}

/* Words that begin with a letter and hold nothing but ASCII have the same name. */
void slug_kramdown(const char *words, size_t len, struct str *out)
{
	bool is_same = len > 0 && is_letter((unsigned char)*words) && !memchr(words, '_', len);

	for (size_t i = 0; i < len && is_same; i++)
		is_same = (unsigned char)words[i] < 0x80;
	if (!is_same)
		name_words(words, len, add_kramdown, out);
}

void slug_release(struct slugs *slugs)
{
	free(slugs->items);
	map_release(&slugs->counts);
	*slugs = (struct slugs){ 0 };
}
