/* SPDX-License-Identifier: MIT */
#include "layout/script.h"

#include <string.h>

struct range {
	unsigned first, last;
};

/* Scripts that are written from the right. */
static const struct range right[] = {
	{ 0x0590, 0x08ff },   { 0xfb1d, 0xfdff },   { 0xfe70, 0xfeff },
	{ 0x10800, 0x10fff }, { 0x1e800, 0x1efff },
};

static const struct range digits[] = { { 0x0660, 0x0669 }, { 0x06f0, 0x06f9 } };

/* What is no letter beyond ASCII: neither way. */
static const struct range neutral[] = {
	{ 0x0080, 0x00bf }, { 0x0300, 0x036f },   { 0x2000, 0x2bff },
	{ 0x3000, 0x3004 }, { 0x3008, 0x3020 },   { 0xfe00, 0xfe0f },
	{ 0xfffd, 0xfffd }, { 0x1f000, 0x1faff }, { 0xe0000, 0xe01ef },
};

static size_t decode(const unsigned char *text, size_t len, unsigned *letter)
{
	static const unsigned char masks[] = { 0x7f, 0, 0x1f, 0x0f, 0x07 };
	size_t n = text[0] < 0x80 ? 1 : text[0] < 0xe0 ? 2 : text[0] < 0xf0 ? 3 : 4;

	n = n <= len ? n : len;
	*letter = n == 1 ? text[0] : (unsigned)(text[0] & masks[n]);
	for (size_t i = 1; i < n; i++)
		*letter = *letter << 6 | (text[i] & 0x3f);
	return n;
}

static bool is_in(const struct range *ranges, size_t n, unsigned letter)
{
	for (size_t i = 0; i < n; i++)
		if (letter >= ranges[i].first && letter <= ranges[i].last)
			return true;
	return false;
}

static enum script script_of_ascii(unsigned char byte)
{
	if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
		return SCRIPT_LEFT;
	return byte >= '0' && byte <= '9' ? SCRIPT_DIGIT : SCRIPT_NEUTRAL;
}

enum script script_of(const char *text, size_t len)
{
	unsigned letter;

	if (len == 0)
		return SCRIPT_NEUTRAL;
	if ((unsigned char)*text < 0x80)
		return script_of_ascii((unsigned char)*text);
	decode((const unsigned char *)text, len, &letter);
	if (is_in(digits, sizeof(digits) / sizeof(*digits), letter))
		return SCRIPT_DIGIT;
	if (is_in(neutral, sizeof(neutral) / sizeof(*neutral), letter))
		return SCRIPT_NEUTRAL;
	return is_in(right, sizeof(right) / sizeof(*right), letter) ? SCRIPT_RIGHT : SCRIPT_LEFT;
}

const char *script_mirrored(const char *text, size_t len)
{
	static const char *const pairs[] = { "(", ")", "[", "]", "{", "}", "<", ">", "«", "»" };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (strlen(pairs[i]) == len && memcmp(pairs[i], text, len) == 0)
			return pairs[i ^ 1];
	return NULL;
}

bool script_is_right(const char *text, size_t len)
{
	unsigned letter;

	for (size_t i = 0; i < len;
	     i += decode((const unsigned char *)text + i, len - i, &letter)) {
		enum script script = script_of(text + i, len - i);

		if (script == SCRIPT_LEFT || script == SCRIPT_RIGHT)
			return script == SCRIPT_RIGHT;
	}
	return false;
}
