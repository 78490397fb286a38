/* SPDX-License-Identifier: MIT */
#include "layout/ornament.h"

#include <string.h>

static const struct {
	const char *unicode, *ascii;
} ornaments[N_ORNAMENTS] = {
#define ORNAMENT(id, unicode, ascii) { unicode, ascii },
#include "layout/ornaments.def"
#undef ORNAMENT
};

enum { MOST_RAISED = 32 };

static const char scripts[] = "0123456789+-";
static const char *const supers[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁺", "⁻" };
static const char *const subs[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉", "₊", "₋" };

const char *ornament_text(enum ornament ornament, bool is_ascii)
{
	return is_ascii ? ornaments[ornament].ascii : ornaments[ornament].unicode;
}

int ornament_columns(const char *text)
{
	int columns = 0;

	for (; *text; text++)
		columns += ((unsigned char)*text & 0xc0) != 0x80;
	return columns;
}

const char *ornament_blanks(void)
{
	static const char
		blanks[ORNAMENT_BLANKS +
		       1] = "                                                                "
			    "                                                                "
			    "                                                                "
			    "                                                                ";

	return blanks;
}

static const char *scripted(const char *const *texts, char digit)
{
	const char *at = digit ? strchr(scripts, digit) : NULL;

	return at ? texts[at - scripts] : NULL;
}

const char *ornament_super(char digit)
{
	return scripted(supers, digit);
}

const char *ornament_sub(char digit)
{
	return scripted(subs, digit);
}

bool ornament_raises(const char *text, size_t len)
{
	for (size_t i = 0; i < len && len <= MOST_RAISED; i++)
		if (!scripted(supers, text[i]))
			return false;
	return len <= MOST_RAISED;
}
