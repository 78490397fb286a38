/* SPDX-License-Identifier: MIT */
#include "layout/side.h"

#include <string.h>

/* Characters beyond ASCII that are not just letters, by their first and last bytes. */
static const struct {
	const char *first, *last;
	enum side side;
} sides[] = {
	{ "\xC2\xA0", "\xC2\xA0", SIDE_BLANK },         /* no-break space */
	{ "\xC2\xA1", "\xC2\xA1", SIDE_OPENING },       /* ¡ */
	{ "\xC2\xAB", "\xC2\xAB", SIDE_OPENING },       /* « */
	{ "\xC2\xBF", "\xC2\xBF", SIDE_OPENING },       /* ¿ */
	{ "\xC2\xA2", "\xC2\xBE", SIDE_OTHER },         /* other signs of Latin 1 */
	{ "\xE2\x80\x80", "\xE2\x80\x8B", SIDE_BLANK }, /* spaces */
	{ "\xE2\x80\x8C", "\xE2\x80\x8F", SIDE_OTHER }, /* joiners and the like */
	{ "\xE2\x80\x90", "\xE2\x80\x95", SIDE_DASH },
	{ "\xE2\x80\x98", "\xE2\x80\x98", SIDE_OPENING }, /* ‘ */
	{ "\xE2\x80\x9A", "\xE2\x80\x9A", SIDE_OPENING }, /* ‚ */
	{ "\xE2\x80\x9C", "\xE2\x80\x9C", SIDE_OPENING }, /* “ */
	{ "\xE2\x80\x9E", "\xE2\x80\x9E", SIDE_OPENING }, /* „ */
	{ "\xE2\x80\xAF", "\xE2\x80\xAF", SIDE_BLANK },   /* narrow no-break space */
	{ "\xE2\x80\xB9", "\xE2\x80\xB9", SIDE_OPENING }, /* ‹ */
	{ "\xE2\x80\x96", "\xE2\xAF\xBF", SIDE_OTHER },   /* punctuation, arrows, symbols */
	{ "\xE3\x80\x80", "\xE3\x80\x80", SIDE_BLANK },   /* ideographic space */
	{ "\xE3\x80\x81", "\xE3\x80\xBF", SIDE_OTHER },
	{ "\xE3\x81\x80", "\xED\x9E\xBF", SIDE_DENSE }, /* kana, Han, Hangul */
	{ "\xEF\xA4\x80", "\xEF\xAB\xBF", SIDE_DENSE },
	{ "\xEF\xB8\x80", "\xEF\xB8\x8F", SIDE_OTHER }, /* variation selectors */
	{ "\xEF\xBC\x81", "\xEF\xBC\x8F", SIDE_OTHER }, /* full width punctuation */
	{ "\xEF\xBC\x9A", "\xEF\xBC\xA0", SIDE_OTHER },
	{ "\xEF\xBC\xBB", "\xEF\xBD\x80", SIDE_OTHER },
	{ "\xEF\xBD\x9B", "\xEF\xBD\xA5", SIDE_OTHER },
	{ "\xEF\xBD\xA6", "\xEF\xBE\x9F", SIDE_DENSE },
	{ "\xF0\x9F\x80\x80", "\xF0\x9F\xBF\xBF", SIDE_OTHER }, /* emoji */
	{ "\xF0\xA0\x80\x80", "\xF0\xBF\xBF\xBF", SIDE_DENSE },
};

enum side side_of_byte(char byte)
{
	if (byte >= '0' && byte <= '9')
		return SIDE_DIGIT;
	if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
		return SIDE_LETTER;
	if (byte <= ' ')
		return SIDE_BLANK;
	if (byte == '(' || byte == '[' || byte == '{')
		return SIDE_OPENING;
	return byte == '-' ? SIDE_DASH : SIDE_OTHER;
}

enum side side_of(const char *text, size_t len)
{
	if ((unsigned char)*text < 0x80)
		return side_of_byte(*text);
	for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++) {
		size_t n = strlen(sides[i].first);

		if (n <= len && memcmp(text, sides[i].first, n) >= 0 &&
		    memcmp(text, sides[i].last, n) <= 0)
			return sides[i].side;
	}
	return SIDE_LETTER;
}

bool side_is_word(enum side side)
{
	return side == SIDE_LETTER || side == SIDE_DENSE || side == SIDE_DIGIT;
}
