/* SPDX-License-Identifier: MIT */
#include "document/slug.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "document/reference.h"
#include "text/fold.h"
#include "text/url.h"

static void put_new(struct map *map, const char *name, size_t block)
{
	if (!map_find(map, name))
		map_put(map, name, (void *)(uintptr_t)block);
}

void slug_put(struct slugs *slugs, const char *name, size_t block)
{
	char *folded;

	if (!*name || block == 0)
		return;
	put_new(&slugs->exact, name, block);
	folded = fold_copy(name);
	put_new(&slugs->folded, folded, block);
	free(folded);
}

size_t slug_find(const struct slugs *slugs, const char *name)
{
	char *decoded = url_decode(name), *folded = fold_copy(decoded);
	void *found = map_find(&slugs->exact, name);

	if (!found)
		found = map_find(&slugs->exact, decoded);
	if (!found)
		found = map_find(&slugs->folded, folded);
	free(decoded);
	free(folded);
	return (size_t)(uintptr_t)found;
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

/* The name, with a number behind it where it was wanted before. */
static void number(struct slugs *slugs, struct str *name)
{
	uintptr_t count = (uintptr_t)map_find(&slugs->counts, str_bytes(name));

	map_put(&slugs->counts, str_bytes(name), (void *)(count + 1));
	if (count > 0)
		str_format(name, "-%ju", (uintmax_t)count);
}

void slug_heading(struct slugs *slugs, const char *words, size_t len, size_t block, struct str *out)
{
	struct str github = { 0 }, kramdown = { 0 };

	name_words(words, len, add_github, &github);
	name_words(words, len, add_kramdown, &kramdown);
	if (kramdown.len == 0)
		str_text(&kramdown, "section");
	if (github.len > 0) {
		number(slugs, &github);
		slug_put(slugs, str_bytes(&github), block);
	}
	put_new(&slugs->exact, str_bytes(&kramdown), block);
	str_text(out, str_bytes(&github));
	str_release(&github);
	str_release(&kramdown);
}

void slug_release(struct slugs *slugs)
{
	map_release(&slugs->exact);
	map_release(&slugs->folded);
	map_release(&slugs->counts);
}
