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

enum { N_KNOWN = 128 };

/* A character that was folded in this text, for the next time. */
struct known {
	ucs4_t code; /* 0: free */
	unsigned char len;
	char bytes[11];
};

/* Where the folded bytes come from, while they are made. */
struct folding {
	struct str *out;
	size_t start;                /* bytes that `out` held before */
	struct fold_places *places;  /* NULL where nobody asks */
	bool is_search;              /* punctuation becomes what is typed for it */
	struct known known[N_KNOWN]; /* by code % N_KNOWN */
};

/* What is added next comes from `text`. */
static void note(struct folding *folding, size_t text, bool is_one)
{
	struct fold_places *places = folding->places;
	size_t n = folding->out->len - folding->start;
	const struct fold_run *last;

	if (!places)
		return;
	last = places->n_runs > 0 ? &places->runs[places->n_runs - 1] : NULL;
	if (last && !is_one && !last->is_one && n - last->folded == text - last->text)
		return;
	places->runs = mem_grow(places->runs, places->n_runs, sizeof(*places->runs));
	places->runs[places->n_runs++] = (struct fold_run){ n, text, is_one };
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

static void add_without_marks(const uint8_t *bytes, size_t len, struct str *out)
{
	size_t at = 0;

	while (at < len) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, bytes + at, len - at);

		if (taken <= 0)
			break;
		if (!is_mark(code))
			str_add(out, (const char *)bytes + at, (size_t)taken);
		at += (size_t)taken;
	}
}

static void fold_character(const uint8_t *bytes, size_t len, struct str *out)
{
	uint8_t buffer[128], *folded;
	size_t n = sizeof(buffer);

	folded = u8_casefold(bytes, len, NULL, UNINORM_NFKD, buffer, &n);
	if (!folded)
		return;
	add_without_marks(folded, n, out);
	if (folded != buffer)
		free(folded);
}

static void add_character(struct folding *folding, ucs4_t code, const uint8_t *bytes, size_t len,
			  size_t from)
{
	struct known *known = &folding->known[code % N_KNOWN];
	struct str folded = { 0 };

	note(folding, from, true);
	if (known->code == code) {
		str_add(folding->out, known->bytes, known->len);
		return;
	}
	if (!is_invisible(code) && !is_mark(code))
		fold_character(bytes, len, &folded);
	str_add(folding->out, str_bytes(&folded), folded.len);
	if (folded.len <= sizeof(known->bytes)) {
		known->code = code;
		known->len = (unsigned char)folded.len;
		memcpy(known->bytes, str_bytes(&folded), folded.len);
	}
	str_release(&folded);
}

/* What is typed for typographic punctuation (… is three dots anyway), or NULL. */
static const char *typed(ucs4_t code)
{
	if ((code >= 0x2018 && code <= 0x201B) || code == 0x2039 || code == 0x203A)
		return "'";
	if ((code >= 0x201C && code <= 0x201F) || code == 0xAB || code == 0xBB)
		return "\"";
	if (code == 0x2013)
		return "--";
	return code == 0x2014 ? "---" : NULL;
}

/* The no-break space within « ». */
static bool is_gap(ucs4_t code, const char *text, size_t len, size_t at, size_t end)
{
	return (code == 0xA0 || code == 0x202F) &&
	       ((at >= 2 && memcmp(text + at - 2, "\xC2\xAB", 2) == 0) ||
		(end + 2 <= len && memcmp(text + end, "\xC2\xBB", 2) == 0));
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static size_t fold_next(struct folding *folding, const char *text, size_t len, size_t at)
{
	const uint8_t *bytes = (const uint8_t *)text + at;
	ucs4_t code;
	int taken = u8_mbtoucr(&code, bytes, len - at);
	const char *sign = folding->is_search && taken > 0 ? typed(code) : NULL;

	if (sign) {
		note(folding, at, true);
		str_text(folding->out, sign);
	} else if (folding->is_search && taken > 0 &&
		   is_gap(code, text, len, at, at + (size_t)taken)) {
		note(folding, at, true);
	} else if (taken > 0 && !is_plain(code)) {
		add_character(folding, code, bytes, (size_t)taken, at);
	} else {
		note(folding, at, false);
		str_add(folding->out, text + at, taken > 0 ? (size_t)taken : 1);
	}
	return taken > 0 ? (size_t)taken : 1;
}

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

static void fold_rest(const char *text, size_t len, size_t at, bool is_search, struct str *out,
		      struct fold_places *places)
{
	struct folding folding = {
		.out = out, .start = out->len - at, .places = places, .is_search = is_search
	};

	while (at < len) {
		size_t n;

		note(&folding, at, false);
		n = fold_ascii(text + at, len - at, out);
		at += n > 0 ? n : fold_next(&folding, text, len, at);
	}
	note(&folding, len, false);
}

/* Most words are ASCII, and need no table of characters made ready for them. */
static void fold(const char *text, size_t len, bool is_search, struct str *out,
		 struct fold_places *places)
{
	size_t at = 0, n;

	while ((n = fold_ascii(text + at, len - at, out)) > 0)
		at += n;
	if (places) {
		places->runs = mem_grow(places->runs, places->n_runs, sizeof(*places->runs));
		places->runs[places->n_runs++] = (struct fold_run){ 0, 0, false };
	}
	if (at < len)
		fold_rest(text, len, at, is_search, out, places);
}

void fold_text(const char *text, size_t len, struct str *out, struct fold_places *places)
{
	fold(text, len, false, out, places);
}

void fold_search(const char *text, size_t len, struct str *out, struct fold_places *places)
{
	fold(text, len, true, out, places);
}

size_t fold_place(const struct fold_places *places, size_t at)
{
	size_t low = 0, high = places->n_runs;
	const struct fold_run *run;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (places->runs[middle].folded <= at)
			low = middle;
		else
			high = middle;
	}
	run = &places->runs[low];
	return run->is_one ? run->text : run->text + (at - run->folded);
}

void fold_release(struct fold_places *places)
{
	free(places->runs);
	*places = (struct fold_places){ 0 };
}

char *fold_copy(const char *text)
{
	struct str out = { 0 };

	fold_text(text, strlen(text), &out, NULL);
	return str_take(&out);
}

char *fold_search_copy(const char *text)
{
	struct str out = { 0 };

	fold_search(text, strlen(text), &out, NULL);
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
