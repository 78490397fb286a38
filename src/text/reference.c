/* SPDX-License-Identifier: MIT */
#include "text/reference.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* All names, each with its text behind it, without pointers: these would be set at each start. */
#define JOIN(a, b)  a##b
#define PLACE(line) JOIN(at_, line)
static const struct both {
#define REFERENCE(name, is_bare, text) char PLACE(__LINE__)[sizeof(name "\0" text)];
#include "text/references.def"
#undef REFERENCE
} both = {
#define REFERENCE(name, is_bare, text) name "\0" text,
#include "text/references.def"
#undef REFERENCE
};

static const struct reference {
	unsigned place; /* in `both` */
	bool is_bare;   /* known without a semicolon too */
} references[] = {
#define REFERENCE(name, is_bare, text) { offsetof(struct both, PLACE(__LINE__)), is_bare },
#include "text/references.def"
#undef REFERENCE
};

enum { MAX_NAME = 40 };

static const char *name_of(const struct reference *reference)
{
	return (const char *)&both + reference->place;
}

static const char *text_of(const struct reference *reference)
{
	return name_of(reference) + strlen(name_of(reference)) + 1;
}

static int compare(const void *name, const void *reference)
{
	return strcmp(name, name_of(reference));
}

static const struct reference *find(const char *text, size_t len)
{
	char name[MAX_NAME + 1];

	if (len == 0 || len > MAX_NAME)
		return NULL;
	memcpy(name, text, len);
	name[len] = '\0';
	return bsearch(name, references, sizeof(references) / sizeof(*references),
		       sizeof(*references), compare);
}

static bool is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static size_t decode_name(const char *text, size_t len, struct str *out)
{
	const struct reference *reference;
	size_t n = 1;

	while (n < len && n <= MAX_NAME && is_alphanumeric(text[n]))
		n++;
	if (n < len && text[n] == ';') {
		reference = find(text + 1, n - 1);
		if (reference) {
			str_text(out, text_of(reference));
			return n + 1;
		}
	}
	for (; n > 2; n--) {
		reference = find(text + 1, n - 1);
		if (reference && reference->is_bare) {
			str_text(out, text_of(reference));
			return n;
		}
	}
	return 0;
}

static int digit(char c, bool is_hex)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (is_hex && c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (is_hex && c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

void reference_char(unsigned code, struct str *out)
{
	if (code == 0xE000 || code == 0xE001)
		return;
	if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		code = 0xFFFD;
	if (code < 0x80) {
		str_byte(out, (char)code);
		return;
	}
	if (code < 0x800) {
		str_byte(out, (char)(0xC0 | code >> 6));
	} else if (code < 0x10000) {
		str_byte(out, (char)(0xE0 | code >> 12));
		str_byte(out, (char)(0x80 | (code >> 6 & 0x3F)));
	} else {
		str_byte(out, (char)(0xF0 | code >> 18));
		str_byte(out, (char)(0x80 | (code >> 12 & 0x3F)));
		str_byte(out, (char)(0x80 | (code >> 6 & 0x3F)));
	}
	str_byte(out, (char)(0x80 | (code & 0x3F)));
}

static size_t decode_number(const char *text, size_t len, struct str *out)
{
	bool is_hex = len > 2 && (text[2] == 'x' || text[2] == 'X');
	size_t start = is_hex ? 3 : 2, n = start;
	unsigned code = 0;

	for (; n < len && digit(text[n], is_hex) >= 0; n++)
		if (code <= 0x10FFFF)
			code = code * (is_hex ? 16 : 10) + (unsigned)digit(text[n], is_hex);
	if (n == start)
		return 0;
	reference_char(code, out);
	return n < len && text[n] == ';' ? n + 1 : n;
}

size_t reference_decode(const char *text, size_t len, struct str *out)
{
	if (len < 3 || text[0] != '&')
		return 0;
	return text[1] == '#' ? decode_number(text, len, out) : decode_name(text, len, out);
}

static size_t undo(struct str *out, size_t len)
{
	out->len = len;
	if (out->bytes)
		out->bytes[len] = '\0';
	return 0;
}

size_t reference_whole(const char *text, size_t len, struct str *out)
{
	size_t before = out->len, n = reference_decode(text, len, out);

	return n > 0 && text[n - 1] == ';' ? n : undo(out, before);
}

static size_t decode_in_value(const char *text, size_t len, struct str *out)
{
	size_t before = out->len, n = reference_decode(text, len, out);
	bool is_cut = n > 0 && n < len && text[1] != '#' && text[n - 1] != ';' &&
		      (text[n] == '=' || is_alphanumeric(text[n]));

	return is_cut ? undo(out, before) : n;
}

static void decode_all(const char *text, size_t len, struct str *out,
		       size_t decode(const char *text, size_t len, struct str *out))
{
	while (len > 0) {
		const char *start = memchr(text, '&', len);
		size_t n = start ? (size_t)(start - text) : len;

		str_add(out, text, n);
		text += n;
		len -= n;
		n = decode(text, len, out);
		if (n == 0 && len > 0)
			str_add(out, text, n = 1);
		text += n;
		len -= n;
	}
}

void reference_text(const char *text, size_t len, struct str *out)
{
	decode_all(text, len, out, reference_decode);
}

void reference_value(const char *text, size_t len, struct str *out)
{
	decode_all(text, len, out, decode_in_value);
}
