/* SPDX-License-Identifier: MIT */
#include "text/repair.h"
#include "text/bytes16.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

#include "text/bytes16.h"
#include "text/charset.h"
#include "text/code.h"

/* Mac OS Roman, 0x80 to 0xFF (Apple's table; 0xF0 is the logo in the private area). */
static const uint16_t mac_roman[128] = {
	0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4,
	0x00E3, 0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF,
	0x00F1, 0x00F3, 0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020,
	0x00B0, 0x00A2, 0x00A3, 0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4,
	0x00A8, 0x2260, 0x00C6, 0x00D8, 0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202,
	0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA, 0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1,
	0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB, 0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3,
	0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D, 0x2018, 0x2019, 0x00F7, 0x25CA,
	0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02, 0x2021, 0x00B7, 0x201A,
	0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE, 0x00CF, 0x00CC,
	0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC, 0x00AF,
	0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
};

/* What other tables of the same name have: the old currency sign, glibc's logo, letters for signs.
 */
static const struct {
	uint16_t code;
	uint8_t byte;
} mac_others[] = { { 0x00A4, 0xDB }, { 0xE01E, 0xF0 }, { 0x0394, 0xC6 }, { 0x2126, 0xBD } };

/* Characters that neither table has, nor any like it: of other scripts than Latin. */
static bool is_foreign(ucs4_t code)
{
	return (code >= 0x0400 && code < 0x2000) || (code >= 0x2600 && code < 0xE000);
}

/* The byte that a codec reads as the character, or -1. */
static int windows_byte(ucs4_t code)
{
	if (is_foreign(code))
		return -1;
	if (code < 0x80 || (code >= 0xA0 && code <= 0xFF))
		return (int)code;
	for (int byte = 0x80; byte < 0xA0; byte++)
		if (charset_windows((unsigned char)byte) == code || (ucs4_t)byte == code)
			return byte;
	return -1;
}

static int mac_byte(ucs4_t code)
{
	if (is_foreign(code))
		return -1;
	if (code < 0x80)
		return (int)code;
	for (int i = 0; i < 128; i++)
		if (mac_roman[i] == code)
			return 0x80 + i;
	for (size_t i = 0; i < sizeof(mac_others) / sizeof(*mac_others); i++)
		if (mac_others[i].code == code)
			return mac_others[i].byte;
	return -1;
}

/* How characters become bytes again. */
struct codec {
	int (*byte_of)(ucs4_t code);
};

static const struct codec codecs[] = { { windows_byte }, { mac_byte } };

/* Maps characters up to the next ASCII one; false where one has no byte. */
static bool map_run(const char *text, size_t len, size_t *at, const struct codec *codec,
		    struct str *bytes)
{
	while (*at < len && (unsigned char)text[*at] >= 0x80) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, (const uint8_t *)text + *at, len - *at);
		int byte = taken > 0 ? codec->byte_of(code) : -1;

		if (byte < 0)
			return false;
		str_byte(bytes, (char)byte);
		*at += (size_t)taken;
	}
	return true;
}

/*
 * The whole text mapped back to the bytes it was read from; false where a character has none, or
 * the bytes are no UTF-8. As no character of UTF-8 holds an ASCII byte, each run is looked at by
 * itself, and most texts are let go at the first.
 */
static bool map_back(const char *text, size_t len, const struct codec *codec, struct str *bytes)
{
	size_t at = 0;

	while (at < len) {
		size_t run = bytes16_ascii(text + at, len - at), start;

		str_add(bytes, text + at, run);
		at += run;
		start = bytes->len;
		if (!map_run(text, len, &at, codec, bytes) ||
		    u8_check((const uint8_t *)bytes->bytes + start, bytes->len - start))
			return false;
	}
	return true;
}

/* What speaks for the mapped bytes being the right text, gathered over the unit. */
struct evidence {
	const struct codec *codec;
	size_t n_strong; /* characters that hardly come about otherwise */
	size_t n_weak;   /* letters of another script that stand alone */
};

/* Bytes of punctuation that stands behind a capital with an accent in correct text, too: "CAFÉ”".
 */
static bool is_punctuation(const struct codec *codec, uint8_t byte)
{
	static const ucs4_t marks[] = { 0xA0,   0xAB,   0xBB,   0x2013, 0x2014, 0x2018, 0x2019,
					0x201A, 0x201C, 0x201D, 0x201E, 0x2026, 0x2039, 0x203A };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (codec->byte_of(marks[i]) == byte)
			return true;
	return false;
}

static bool is_ascii_letter(uint8_t byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

static bool is_of_script(const uint8_t *bytes, size_t len, const uc_script_t *script)
{
	ucs4_t code;

	return u8_mbtoucr(&code, bytes, len) > 0 && uc_script(code) == script;
}

/* A letter of another script speaks for itself only beside one of its own, never beside ASCII. */
static void weigh_letter(struct evidence *evidence, const uint8_t *bytes, size_t len, size_t at,
			 const uc_script_t *script)
{
	bool is_after_ascii = at > 0 && is_ascii_letter(bytes[at - 1]);
	bool is_in_word = is_of_script(bytes + at + 2, len - at - 2, script) ||
			  (at >= 2 && is_of_script(bytes + at - 2, 2, script));

	if (is_in_word && !is_after_ascii)
		evidence->n_strong++;
	else
		evidence->n_weak++;
}

/* Whether the punctuation at `at` + 1 follows a capital with an accent that words may end with. */
static bool may_be_capital(const uint8_t *bytes, size_t at)
{
	uint8_t before = at > 0 ? bytes[at - 1] : ' ';

	if (before >= 'a' && before <= 'z')
		return false;
	/* Â and Ã end words, but are none. */
	return bytes[at] > 0xC3 || before >= 0x80 || (before >= 'A' && before <= 'Z');
}

static void weigh_two(struct evidence *evidence, const uint8_t *bytes, size_t len, size_t at,
		      ucs4_t code)
{
	const uc_script_t *script = uc_script(code);

	if (code < 0x180)
		evidence->n_strong += !is_punctuation(evidence->codec, bytes[at + 1]) ||
				      !may_be_capital(bytes, at);
	else if (code >= 0x370 && script)
		weigh_letter(evidence, bytes, len, at, script);
}

static void weigh(struct evidence *evidence, const uint8_t *bytes, size_t len, size_t at,
		  ucs4_t code)
{
	bool is_marked = true;
	int n = u8_mblen(bytes + at, len - at);

	if (n == 2) {
		weigh_two(evidence, bytes, len, at, code);
		return;
	}
	for (int i = 1; i < n; i++)
		is_marked = is_marked && is_punctuation(evidence->codec, bytes[at + (size_t)i]);
	evidence->n_strong += !is_marked;
}

static bool is_certain(const char *text, size_t len, const struct codec *codec)
{
	struct evidence evidence = { .codec = codec };
	const uint8_t *bytes = (const uint8_t *)text;
	size_t at = 0;

	while (at < len) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, bytes + at, len - at);

		if (taken <= 0)
			return false;
		if (taken > 1)
			weigh(&evidence, bytes, len, at, code);
		at += (size_t)taken;
	}
	return evidence.n_strong > evidence.n_weak;
}

/*
 * Whether two characters stand side by side that wrong decoding makes of the first two bytes of
 * one: without such a pair nothing is wrong, and most texts have none.
 */
static bool has_pair(const char *text, size_t len)
{
	int lead_windows = 0, lead_mac = 0;

	for (size_t at = 0; at < len;) {
		size_t run = bytes16_ascii(text + at, len - at);
		ucs4_t code;
		int size, windows, mac;

		if (run > 0) {
			lead_windows = lead_mac = 0;
			at += run;
			continue;
		}
		size = u8_mbtouc(&code, (const uint8_t *)text + at, len - at);
		at += (size_t)size;
		if (size == 1) {
			lead_windows = lead_mac = 0;
			continue;
		}
		/* Most stand alone, and need no looking up. */
		if (!lead_windows && !lead_mac && (at == len || (unsigned char)text[at] < 0x80))
			continue;
		windows = windows_byte(code);
		mac = mac_byte(code);
		if ((lead_windows && windows >= 0x80 && windows < 0xC0) ||
		    (lead_mac && mac >= 0x80 && mac < 0xC0))
			return true;
		lead_windows = windows >= 0xC2 && windows <= 0xF4;
		lead_mac = mac >= 0xC2 && mac <= 0xF4;
	}
	return false;
}

static bool repair_once(const char *text, size_t len, struct str *out)
{
	struct str bytes = { 0 };
	bool is_done = false;

	for (size_t i = 0; i < sizeof(codecs) / sizeof(*codecs) && !is_done; i++) {
		str_clear(&bytes);
		is_done = map_back(text, len, &codecs[i], &bytes) &&
			  is_certain(str_bytes(&bytes), bytes.len, &codecs[i]);
	}
	if (is_done)
		str_add(out, str_bytes(&bytes), bytes.len);
	str_release(&bytes);
	return is_done;
}

bool repair_text(const char *text, size_t len, struct str *out)
{
	struct str once = { 0 };
	bool is_done = has_pair(text, len) && repair_once(text, len, &once);

	if (is_done && !repair_once(str_bytes(&once), once.len, out))
		str_add(out, str_bytes(&once), once.len);
	str_release(&once);
	return is_done;
}

/* Stands for a piece of code while the words around it are repaired. */
static const char hole = '\x01';

/* The part of the body, each piece of code in it a hole; `code` begins with its first piece. */
static void mask(const char *text, const struct code_range *part, const struct code_ranges *code,
		 struct str *out)
{
	size_t at = part->start;

	for (size_t i = 0; i < code->n_items && code->items[i].start < part->end; i++) {
		const struct code_range *piece = &code->items[i];

		if (piece->start > at)
			str_add(out, text + at, piece->start - at);
		str_byte(out, hole);
		at = piece->end;
	}
	if (at < part->end)
		str_add(out, text + at, part->end - at);
}

/* The holes filled again. */
static void unmask(const struct str *masked, const char *text, const struct code_ranges *code,
		   struct str *out)
{
	const struct code_range *piece = code->items;

	for (size_t at = 0; at < masked->len; at++) {
		if (masked->bytes[at] == hole) {
			str_add(out, text + piece->start, piece->end - piece->start);
			piece++;
		} else {
			str_byte(out, masked->bytes[at]);
		}
	}
}

/* The words of a part of the body, the code in it left alone. */
static bool repair_part(const char *text, const struct code_range *part,
			const struct code_ranges *code, struct str *out)
{
	struct str masked = { 0 }, repaired = { 0 };
	bool is_done;

	mask(text, part, code, &masked);
	is_done = repair_text(str_bytes(&masked), masked.len, &repaired);
	if (is_done)
		unmask(&repaired, text, code, out);
	str_release(&masked);
	str_release(&repaired);
	return is_done;
}

static bool is_blank_line(const char *text, size_t len, size_t at)
{
	while (at < len && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r'))
		at++;
	return at == len || text[at] == '\n';
}

static size_t next_line(const char *text, size_t len, size_t at)
{
	const char *newline = memchr(text + at, '\n', len - at);

	return newline ? (size_t)(newline - text) + 1 : len;
}

/* The end of the paragraph: behind the blank lines that follow it, and never within code. */
static size_t part_end(const char *text, size_t len, size_t at, const struct code_ranges *code)
{
	bool is_after_blank = false;

	for (size_t i = 0; at < len;) {
		bool is_blank = is_blank_line(text, len, at);

		if (is_after_blank && !is_blank)
			break;
		is_after_blank = is_blank;
		at = next_line(text, len, at);
		for (; i < code->n_items && code->items[i].start < at; i++)
			if (code->items[i].end > at)
				at = next_line(text, len, code->items[i].end - 1);
	}
	return at;
}

/* Without the pieces that end before `at`. */
static struct code_ranges pieces_from(const struct code_ranges *code, size_t at)
{
	struct code_ranges rest = *code;

	while (rest.n_items > 0 && rest.items->end <= at) {
		rest.items++;
		rest.n_items--;
	}
	return rest;
}

static bool repair_parts(const char *text, size_t len, const struct code_ranges *code,
			 struct str *out)
{
	struct code_ranges rest = *code;
	struct code_range part = { 0, 0 };
	struct str parts = { 0 };
	bool is_any = false;

	for (; part.start < len; part.start = part.end) {
		rest = pieces_from(&rest, part.start);
		part.end = part_end(text, len, part.start, &rest);
		if (repair_part(text, &part, &rest, &parts))
			is_any = true;
		else
			str_add(&parts, text + part.start, part.end - part.start);
	}
	if (is_any)
		str_add(out, str_bytes(&parts), parts.len);
	str_release(&parts);
	return is_any;
}

bool repair_body(const char *text, size_t len, struct str *out)
{
	const struct code_range whole = { 0, len };
	struct code_ranges code = { 0 };
	struct str words = { 0 };
	bool is_done = false;

	if (!has_pair(text, len) || memchr(text, hole, len))
		return false;
	code_find(text, len, &code);
	if (repair_part(text, &whole, &code, &words)) {
		/* The words show that the file is damaged; where its code is, too, it is mended. */
		is_done = true;
		if (!repair_text(text, len, out))
			str_add(out, str_bytes(&words), words.len);
	}
	if (!is_done)
		is_done = repair_parts(text, len, &code, out);
	code_release(&code);
	str_release(&words);
	return is_done;
}
