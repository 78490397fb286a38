/* SPDX-License-Identifier: MIT */
#include "text/fold.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "base/mem.h"

/* Where the folded bytes come from, while they are made. */
struct folding {
	struct str *out;
	size_t start;   /* bytes that `out` held before */
	size_t *places; /* NULL where nobody asks */
	size_t room;
};

static void note(struct folding *folding, size_t from)
{
	size_t n = folding->out->len - folding->start;

	if (n >= folding->room) {
		folding->room = n * 2 + 64;
		folding->places = mem_resize(folding->places, folding->room,
					     sizeof(*folding->places));
	}
	folding->places[n] = from;
}

static void add(struct folding *folding, const char *bytes, size_t len, size_t from)
{
	for (size_t i = 0; folding->places && i < len; i++) {
		note(folding, from);
		str_byte(folding->out, bytes[i]);
	}
	if (!folding->places)
		str_add(folding->out, bytes, len);
}

/* Shown as nothing, so it does not hinder a match: soft hyphen, zero-width characters. */
static bool is_invisible(ucs4_t code)
{
	return code == 0xAD || (code >= 0x200B && code <= 0x200D) || code == 0x2060;
}

static bool is_mark(ucs4_t code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Mn);
}

/* Scripts without case and without anything to take apart. */
static bool is_plain(ucs4_t code)
{
	return (code >= 0x3400 && code <= 0x9FFF) || (code >= 0x05D0 && code <= 0x05EA) ||
	       (code >= 0x3041 && code <= 0x304B) || (code >= 0x2010 && code <= 0x2015);
}

static void add_without_marks(struct folding *folding, const uint8_t *bytes, size_t len,
			      size_t from)
{
	size_t at = 0;

	while (at < len) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, bytes + at, len - at);

		if (taken <= 0)
			break;
		if (!is_mark(code))
			add(folding, (const char *)bytes + at, (size_t)taken, from);
		at += (size_t)taken;
	}
}

static void fold_character(struct folding *folding, const uint8_t *bytes, size_t len, size_t from)
{
	uint8_t buffer[128], *folded;
	size_t n = sizeof(buffer);

	folded = u8_casefold(bytes, len, NULL, UNINORM_NFKD, buffer, &n);
	if (!folded)
		return;
	add_without_marks(folding, folded, n, from);
	if (folded != buffer)
		free(folded);
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static size_t fold_next(struct folding *folding, const char *text, size_t len, size_t at)
{
	const uint8_t *bytes = (const uint8_t *)text + at;
	ucs4_t code;
	int taken;

	if (*bytes < 0x80) {
		char byte = lower(text[at]);

		add(folding, &byte, 1, at);
		return 1;
	}
	taken = u8_mbtoucr(&code, bytes, len - at);
	if (taken <= 0 || is_plain(code))
		add(folding, text + at, taken > 0 ? (size_t)taken : 1, at);
	else if (!is_invisible(code) && !is_mark(code))
		fold_character(folding, bytes, (size_t)taken, at);
	return taken > 0 ? (size_t)taken : 1;
}

/* The quick way where no places are asked for. */
static size_t fold_ascii(const char *text, size_t len, struct str *out)
{
	char folded[256];
	size_t n = 0;

	while (n < len && n < sizeof(folded) && (unsigned char)text[n] < 0x80) {
		folded[n] = lower(text[n]);
		n++;
	}
	str_add(out, folded, n);
	return n;
}

void fold_text(const char *text, size_t len, struct str *out, size_t **places)
{
	struct folding folding = { .out = out, .start = out->len };
	size_t at = 0;

	if (places)
		folding.places = mem_resize(*places, folding.room = len + 1, sizeof(**places));
	while (at < len) {
		if (!places)
			at += fold_ascii(text + at, len - at, out);
		if (at < len)
			at += fold_next(&folding, text, len, at);
	}
	if (!places)
		return;
	note(&folding, len);
	*places = folding.places;
}

char *fold_copy(const char *text)
{
	struct str out = { 0 };

	fold_text(text, strlen(text), &out, NULL);
	return str_take(&out);
}

int fold_compare(const char *a, const char *b)
{
	char *folded_a = fold_copy(a), *folded_b = fold_copy(b);
	int order = strcmp(folded_a, folded_b);

	free(folded_a);
	free(folded_b);
	return order ? order : strcmp(a, b);
}
