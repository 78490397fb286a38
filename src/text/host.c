/* SPDX-License-Identifier: MIT */
#include "text/host.h"

#include <idn2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/safe.h"

static bool is_plain(const char *host)
{
	for (; *host; host++)
		if ((unsigned char)*host >= 0x80)
			return false;
	return true;
}

static char *lower(const char *host)
{
	char *copy = mem_string(host);

	for (char *at = copy; *at; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at | 0x20);
	return copy;
}

/* What libidn2 gave (NULL for nothing), as memory of ours. */
static char *take(char *theirs)
{
	char *copy = mem_string(theirs);

	idn2_free(theirs);
	return copy;
}

char *host_ascii(const char *host)
{
	char *ascii = NULL;

	if (is_plain(host))
		return lower(host);
	idn2_to_ascii_8z(host, &ascii, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
	return take(ascii);
}

/* NULL where it cannot be. */
static char *to_unicode(const char *host)
{
	char *ascii = host_ascii(host), *unicode = NULL;

	if (ascii)
		idn2_to_unicode_8z8z(ascii, &unicode, 0);
	free(ascii);
	return take(unicode);
}

/* Scripts that are written together. */
enum family {
	LATIN = 1 << 0,
	HAN = 1 << 1,
	KANA = 1 << 2,
	BOPOMOFO = 1 << 3,
	HANGUL = 1 << 4,
	OTHER = 1 << 5,
};

static unsigned family_of(const char *script)
{
	static const struct {
		const char *name;
		unsigned family;
	} families[] = {
		{ "Latin", LATIN },   { "Han", HAN },           { "Hiragana", KANA },
		{ "Katakana", KANA }, { "Bopomofo", BOPOMOFO }, { "Hangul", HANGUL },
		{ "Common", 0 },      { "Inherited", 0 },
	};

	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (strcmp(script, families[i].name) == 0)
			return families[i].family;
	return OTHER;
}

/* UTS #39, "highly restrictive": one script, or what Chinese, Japanese and Korean mix. */
static bool may_mix(unsigned families)
{
	static const unsigned together[] = { LATIN | HAN | KANA, LATIN | HAN | BOPOMOFO,
					     LATIN | HAN | HANGUL };

	if ((families & (families - 1)) == 0)
		return true;
	for (size_t i = 0; i < sizeof(together) / sizeof(*together); i++)
		if ((families & ~together[i]) == 0)
			return true;
	return false;
}

/* Letters that look like an ASCII letter or digit; sorted within a script. */
static const ucs4_t like_ascii[] = {
	/* Latin */
	0x0131,
	0x017F,
	0x0251,
	0x0261,
	0x0262,
	0x0269,
	0x026A,
	0x0274,
	0x0280,
	0x028F,
	0x0299,
	0x029C,
	0x029F,
	0x01C0,
	0x01C3,
	0x1D04,
	0x1D0F,
	0x1D1C,
	0x1D20,
	0x1D21,
	0x1D22,
	0x0237,
	/* Greek */
	0x03B1,
	0x03B9,
	0x03BA,
	0x03BD,
	0x03BF,
	0x03C1,
	0x03C3,
	0x03C4,
	0x03C5,
	0x03C7,
	0x03F2,
	0x03F3,
	/* Cyrillic */
	0x0430,
	0x0432,
	0x0433,
	0x0435,
	0x043A,
	0x043C,
	0x043D,
	0x043E,
	0x043F,
	0x0440,
	0x0441,
	0x0442,
	0x0443,
	0x0445,
	0x044A,
	0x044C,
	0x0455,
	0x0456,
	0x0458,
	0x0461,
	0x0475,
	0x049D,
	0x04BB,
	0x04BD,
	0x04CF,
	0x0501,
	0x051B,
	0x051D,
	/* Armenian, Hebrew, Han and Kana that pass for punctuation of an address */
	0x0570,
	0x0578,
	0x057D,
	0x0585,
	0x0581,
	0x05D5,
	0x05D8,
	0x05E1,
	0x4E36,
	0x4E3F,
	0x30CE,
	0x30FC,
	0x30FD,
};

static bool looks_ascii(ucs4_t code)
{
	for (size_t i = 0; i < sizeof(like_ascii) / sizeof(*like_ascii); i++)
		if (like_ascii[i] == code)
			return true;
	return false;
}

/* What a label is made of. */
struct label {
	unsigned families;
	const uc_script_t *other; /* the script outside of the families */
	bool is_mixed;
	size_t n_letters, n_like; /* beyond ASCII; of these, what looks like ASCII */
};

static void look_at(struct label *label, ucs4_t code)
{
	const uc_script_t *script = uc_script(code);
	unsigned family;

	if (!script)
		return;
	family = family_of(script->name);
	label->families |= family;
	if (family == OTHER) {
		label->is_mixed |= label->other && label->other != script;
		label->other = script;
	}
	if (code >= 0x80) {
		label->n_letters++;
		label->n_like += looks_ascii(code);
	}
}

static bool is_label_suspect(const char *text, size_t len)
{
	struct label label = { 0 };
	size_t at = 0;

	while (at < len) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, (const uint8_t *)text + at, len - at);

		if (taken <= 0)
			return true;
		look_at(&label, code);
		at += (size_t)taken;
	}
	if (label.is_mixed || !may_mix(label.families))
		return true;
	/* All that is not ASCII only looks like it. */
	return label.n_letters > 0 && label.n_like == label.n_letters;
}

static bool is_suspect(const char *unicode)
{
	while (*unicode) {
		size_t len = strcspn(unicode, ".");

		if (is_label_suspect(unicode, len))
			return true;
		unicode += len + (unicode[len] == '.');
	}
	return false;
}

bool host_is_suspect(const char *host)
{
	char *unicode = to_unicode(host);
	bool suspect = unicode ? is_suspect(unicode) : !is_plain(host);

	free(unicode);
	return suspect;
}

char *host_shown(const char *host)
{
	char *unicode = to_unicode(host), *ascii = host_ascii(host), *shown;

	if (unicode && !is_suspect(unicode))
		shown = safe_line_copy(unicode);
	else
		shown = safe_line_copy(ascii ? ascii : host);
	free(unicode);
	free(ascii);
	return shown;
}
