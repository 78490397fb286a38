/* SPDX-License-Identifier: MIT */
#include "text/charset.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <uniconv.h>
#include <unistr.h>

#include "base/str.h"
#include "text/bytes16.h"

static const char windows_1252[] = "windows-1252";
static const char utf_8[] = "UTF-8";

/* 0x80 to 0x9F; what the standard leaves out stays a control character. */
static const uint16_t upper[32] = {
	0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
	0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
};

uint32_t charset_windows(unsigned char byte)
{
	return byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80] : byte;
}

static void add_code(struct str *out, uint32_t code)
{
	uint8_t bytes[6];
	int len = u8_uctomb(bytes, (ucs4_t)code, sizeof(bytes));

	if (len > 0)
		str_add(out, (const char *)bytes, (size_t)len);
}

/* Bytes that are UTF-8 as they are, any other byte as Windows-1252. */
static void add_mixed(const char *bytes, size_t len, struct str *out)
{
	size_t at = 0;

	while (at < len) {
		ucs4_t code;
		int taken = u8_mbtoucr(&code, (const uint8_t *)bytes + at, len - at);

		if (taken <= 0) {
			code = charset_windows((unsigned char)bytes[at]);
			taken = 1;
		}
		add_code(out, code);
		at += (size_t)taken;
	}
}

static void add_windows(const char *bytes, size_t len, struct str *out)
{
	for (size_t i = 0; i < len; i++)
		add_code(out, charset_windows((unsigned char)bytes[i]));
}

/* How the bytes look as UTF-8. */
struct look {
	size_t n_good, n_bad; /* characters of several bytes, bytes of none */
	size_t n_zeros[2];    /* NUL bytes at even and odd places */
};

/* How many of the bytes, in steps of sixteen, are ASCII without a NUL: nearly all of every text. */
static size_t plain_run(const char *bytes, size_t len)
{
	size_t n = 0;

	while (len - n >= 16 && !bytes16_bits((bytes16)(bytes16_at(bytes + n) <= bytes16_all(0))))
		n += 16;
	return n;
}

static struct look look_at(const char *bytes, size_t len)
{
	struct look look = { 0 };
	size_t at = 0;

	while (at < len) {
		ucs4_t code;
		int taken = 1;

		at += plain_run(bytes + at, len - at);
		if (at == len)
			break;
		if (bytes[at] == '\0')
			look.n_zeros[at % 2]++;
		if ((unsigned char)bytes[at] >= 0x80) {
			taken = u8_mbtoucr(&code, (const uint8_t *)bytes + at, len - at);
			look.n_good += taken > 0;
			look.n_bad += taken <= 0;
		}
		at += taken > 0 ? (size_t)taken : 1;
	}
	return look;
}

/* By the C library's tables; false, and nothing added, where the bytes are not valid in it. */
static bool add_converted(const char *bytes, size_t len, const char *name, struct str *out)
{
	size_t converted = 0;
	uint8_t *text = u8_conv_from_encoding(name, iconveh_error, bytes, len, NULL, NULL,
					      &converted);

	if (!text)
		return false;
	str_add(out, (const char *)text, converted);
	free(text);
	return true;
}

/* The bytes are surely of this encoding, but for single bad ones. */
static void add_utf16(const char *bytes, size_t len, bool is_big, struct str *out)
{
	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned high = (unsigned char)bytes[i + !is_big];
		unsigned low = (unsigned char)bytes[i + is_big];
		uint32_t code = high << 8 | low;

		if (code >= 0xD800 && code < 0xDC00 && i + 3 < len) {
			uint32_t next = (uint32_t)(unsigned char)bytes[i + 2 + !is_big] << 8 |
					(unsigned char)bytes[i + 2 + is_big];

			if (next >= 0xDC00 && next < 0xE000) {
				code = 0x10000 + ((code - 0xD800) << 10) + (next - 0xDC00);
				i += 2;
			}
		}
		add_code(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
	}
}

/* By a byte order mark; NULL where there is none. */
static const char *decode_marked(const char *bytes, size_t len, struct str *out)
{
	if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
		add_mixed(bytes + 3, len - 3, out);
		return utf_8;
	}
	if (len >= 4 && memcmp(bytes, "\xFF\xFE\0\0", 4) == 0 &&
	    add_converted(bytes + 4, len - 4, "UTF-32LE", out))
		return "UTF-32LE";
	if (len >= 4 && memcmp(bytes, "\0\0\xFE\xFF", 4) == 0 &&
	    add_converted(bytes + 4, len - 4, "UTF-32BE", out))
		return "UTF-32BE";
	if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0) {
		add_utf16(bytes + 2, len - 2, false, out);
		return "UTF-16LE";
	}
	if (len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0) {
		add_utf16(bytes + 2, len - 2, true, out);
		return "UTF-16BE";
	}
	return NULL;
}

/* As browsers have it, what is called Latin-1 or ASCII is Windows-1252. */
static bool means_windows(const char *declared)
{
	static const char *const names[] = { "windows-1252", "cp1252",   "iso-8859-1", "iso8859-1",
					     "latin1",       "us-ascii", "ascii" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_equal_folded(declared, names[i]))
			return true;
	return false;
}

static const char *decode_declared(const char *bytes, size_t len, const char *declared,
				   const struct look *look, struct str *out)
{
	bool is_windows = means_windows(declared);

	if (is_windows && look->n_good > 0 && look->n_bad == 0)
		return NULL;
	if (is_windows) {
		add_windows(bytes, len, out);
		return windows_1252;
	}
	return add_converted(bytes, len, declared, out) ? declared : NULL;
}

/* A text in UTF-16 has at least some ASCII, so a NUL in most pairs and only on one side. */
static bool shows_utf16(const struct look *look, size_t len, int side)
{
	return len >= 4 && look->n_zeros[side] > len / 4 && look->n_zeros[!side] <= len / 64;
}

/* NULL where the bytes are UTF-8 as they stand. */
static const char *decode(const char *bytes, size_t len, const char *declared, struct str *out)
{
	const char *name = decode_marked(bytes, len, out);
	struct look look;

	if (name)
		return name;
	look = look_at(bytes, len);
	if (declared)
		name = decode_declared(bytes, len, declared, &look, out);
	if (name)
		return name;
	for (int side = 0; side < 2; side++) {
		if (shows_utf16(&look, len, side)) {
			add_utf16(bytes, len, side == 0, out);
			return side == 0 ? "UTF-16BE" : "UTF-16LE";
		}
	}
	if (look.n_bad == 0)
		return NULL;
	if (look.n_good > look.n_bad) {
		add_mixed(bytes, len, out);
		return utf_8;
	}
	add_windows(bytes, len, out);
	return windows_1252;
}

const char *charset_decode(const char *bytes, size_t len, const char *declared, struct str *out)
{
	const char *name = decode(bytes, len, declared, out);

	if (!name)
		str_add(out, bytes, len);
	return name ? name : utf_8;
}

const char *charset_take(struct str *bytes, struct str *out)
{
	const char *name = decode(str_bytes(bytes), bytes->len, NULL, out);

	if (!name) {
		str_release(out);
		*out = *bytes;
		*bytes = (struct str){ 0 };
	}
	return name ? name : utf_8;
}
