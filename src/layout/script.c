/* SPDX-License-Identifier: MIT */
#include "layout/script.h"

/* Scripts that are written from the right. */
static const struct {
	unsigned first, last;
} right[] = {
	{ 0x0590, 0x08ff },   { 0xfb1d, 0xfdff },   { 0xfe70, 0xfeff },
	{ 0x10800, 0x10fff }, { 0x1e800, 0x1efff },
};

/* What is no letter beyond ASCII: neither way. */
static const struct {
	unsigned first, last;
} neutral[] = {
	{ 0x0080, 0x00bf }, { 0x0300, 0x036f },   { 0x0660, 0x0669 },   { 0x06f0, 0x06f9 },
	{ 0x2000, 0x2bff }, { 0x3000, 0x3004 },   { 0x3008, 0x3020 },   { 0xfe00, 0xfe0f },
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

static bool is_ascii_letter(unsigned letter)
{
	return (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
}

static bool is_neutral(unsigned letter)
{
	for (size_t i = 0; i < sizeof(neutral) / sizeof(*neutral); i++)
		if (letter >= neutral[i].first && letter <= neutral[i].last)
			return true;
	return false;
}

bool script_is_right(const char *text, size_t len)
{
	const unsigned char *bytes = (const unsigned char *)text;
	unsigned letter;

	for (size_t i = 0; i < len; i += decode(bytes + i, len - i, &letter)) {
		if (bytes[i] < 0x80) {
			if (is_ascii_letter(bytes[i]))
				return false;
			continue;
		}
		decode(bytes + i, len - i, &letter);
		if (is_neutral(letter))
			continue;
		for (size_t k = 0; k < sizeof(right) / sizeof(*right); k++)
			if (letter >= right[k].first && letter <= right[k].last)
				return true;
		return false;
	}
	return false;
}
