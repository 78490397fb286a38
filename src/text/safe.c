/* SPDX-License-Identifier: MIT */
#include "text/safe.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

#include "text/bytes16.h"
#include "text/charset.h"
#include "text/width.h"

enum {
	REPLACEMENT = 0xFFFD,
	MOST_MARKS = 4,
};

enum action { KEEP, DROP, REPLACE, NEWLINE, BLANK, WINDOWS };

/* What is not kept, sorted; the format characters that are visible or wanted are left out. */
static const struct rule {
	uint32_t first, last;
	enum action action;
} rules[] = {
	{ 0x0000, 0x0008, DROP },    { 0x000B, 0x000C, BLANK },   { 0x000D, 0x000D, NEWLINE },
	{ 0x000E, 0x001F, DROP },    { 0x007F, 0x007F, DROP },    { 0x0080, 0x009F, WINDOWS },
	{ 0x034F, 0x034F, DROP },    { 0x061C, 0x061C, DROP },    { 0x17B4, 0x17B5, DROP },
	{ 0x180E, 0x180E, DROP },    { 0x200E, 0x200F, DROP },    { 0x2028, 0x2029, NEWLINE },
	{ 0x202A, 0x202E, DROP },    { 0x2061, 0x206F, DROP },    { 0x3164, 0x3164, DROP },
	{ 0xFDD0, 0xFDEF, REPLACE }, { 0xFEFF, 0xFEFF, DROP },    { 0xFFA0, 0xFFA0, DROP },
	{ 0xFFF0, 0xFFFB, DROP },    { 0xFFFE, 0xFFFF, REPLACE }, { 0x13430, 0x1343F, DROP },
	{ 0x1BCA0, 0x1BCA3, DROP },  { 0x1D173, 0x1D17A, DROP },  { 0xE0000, 0xE00FF, DROP },
	{ 0xE01F0, 0xE0FFF, DROP },
};

static enum action action_of(uint32_t code)
{
	size_t low = 0, high = sizeof(rules) / sizeof(*rules);

	if ((code & 0xFFFE) == 0xFFFE)
		return REPLACE;
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (code > rules[middle].last)
			low = middle + 1;
		else if (code < rules[middle].first)
			high = middle;
		else
			return rules[middle].action;
	}
	return KEEP;
}

static bool is_plain(unsigned char byte)
{
	return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t';
}

static size_t plain_run(const char *text, size_t len)
{
	size_t i = 0;

	for (; len - i >= 16; i += 16) {
		const bytes16 bytes = bytes16_at(text + i);
		unsigned plain = bytes16_bits(bytes16_within(bytes, 0x20, 0x7E) |
					      bytes16_equal(bytes, '\n') |
					      bytes16_equal(bytes, '\t'));

		if (plain != 0xFFFF)
			return i + (size_t)__builtin_ctz(~plain);
	}
	while (i < len && is_plain((unsigned char)text[i]))
		i++;
	return i;
}

/* The length of the bytes at the start that are no UTF-8: the longest start of a character, or one
 * byte (Unicode 15, section 3.9, "maximal subpart"). */
static size_t bad_run(const uint8_t *text, size_t len)
{
	uint8_t start[4];
	size_t n = 1;
	ucs4_t code;

	/* -2: more bytes would make it a character. */
	while (n < len && n < sizeof(start)) {
		memcpy(start, text, n + 1);
		if (u8_mbtoucr(&code, start, n + 1) != -2)
			break;
		n++;
	}
	return n;
}

/* One character of the text on its way in. */
struct step {
	size_t taken;
	uint32_t code; /* what is added */
	bool is_kept;  /* it was added as it stood */
	bool is_dropped;
};

/* `n_marks`: how many marks stand on the base so far. */
static struct step read_step(const uint8_t *text, size_t len, int *n_marks)
{
	struct step step = { .is_kept = true };
	ucs4_t code = REPLACEMENT;
	int taken = u8_mbtoucr(&code, text, len);

	if (taken <= 0) {
		*n_marks = 0;
		return (struct step){ .taken = bad_run(text, len), .code = REPLACEMENT };
	}
	step.taken = (size_t)taken;
	step.code = code;
	switch (action_of(code)) {
	case KEEP:
		*n_marks = width_of(code) == 0 ? *n_marks + 1 : 0;
		step.is_dropped = *n_marks > MOST_MARKS;
		break;
	case DROP:
		step.is_dropped = true;
		break;
	case NEWLINE:
		step.taken += code == '\r' && len > 1 && text[1] == '\n';
		step.code = '\n';
		break;
	case WINDOWS:
		step.code = charset_windows((unsigned char)code);
		if (step.code == code)
			step.code = REPLACEMENT;
		break;
	case BLANK:
		step.code = ' ';
		break;
	case REPLACE:
		step.code = REPLACEMENT;
		break;
	}
	step.is_kept = step.code == code && !step.is_dropped;
	return step;
}

/* Adds what is safe; or, where `out` is NULL, stops at the first character that is not. Gives the
 * bytes that were passed. */
static size_t pass(const char *text, size_t len, struct str *out)
{
	size_t at = 0;
	int n_marks = 0;

	while (at < len) {
		size_t run = plain_run(text + at, len - at);
		struct step step;
		uint8_t bytes[6];

		if (run > 0) {
			if (out)
				str_add(out, text + at, run);
			at += run;
			n_marks = 0;
			continue;
		}
		step = read_step((const uint8_t *)text + at, len - at, &n_marks);
		if (!step.is_kept && !out)
			return at;
		if (step.is_kept && out)
			str_add(out, text + at, step.taken);
		else if (!step.is_dropped && out)
			str_add(out, (char *)bytes,
				(size_t)u8_uctomb(bytes, (ucs4_t)step.code, sizeof(bytes)));
		at += step.taken;
	}
	return at;
}

void safe_text(const char *text, size_t len, struct str *out)
{
	pass(text, len, out);
}

bool safe_is(const char *text, size_t len)
{
	return pass(text, len, NULL) == len;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n';
}

void safe_line(const char *text, size_t len, struct str *out)
{
	struct str safe = { 0 };
	const char *bytes;
	size_t n, from;

	safe_text(text, len, &safe);
	bytes = str_bytes(&safe);
	n = safe.len;
	str_trim(&bytes, &n);
	str_add(out, "", 0);
	for (size_t at = 0; at < n;) {
		for (from = at; at < n && !is_blank(bytes[at]);)
			at++;
		str_add(out, bytes + from, at - from);
		for (from = at; at < n && is_blank(bytes[at]);)
			at++;
		if (at > from)
			str_byte(out, ' ');
	}
	str_release(&safe);
}

char *safe_text_copy(const char *text)
{
	struct str out = { 0 };

	if (!text)
		return NULL;
	safe_text(text, strlen(text), &out);
	return str_take(&out);
}

char *safe_line_copy(const char *text)
{
	struct str out = { 0 };

	if (!text)
		return NULL;
	safe_line(text, strlen(text), &out);
	return str_take(&out);
}
