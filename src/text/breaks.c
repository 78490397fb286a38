/* SPDX-License-Identifier: MIT */
#include "text/breaks.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>
#include <unistr.h>

#include "text/width.h"

/* The class of ASCII characters from the blank on: a row of the table below, counted from 'a'. */
static const char classes[] = " bcdeedcfgdehjhikkkkkkkkkkhhdddbd"
			      "ddddddddddddddddddddddddddfegdd"
			      "dddddddddddddddddddddddddddfald";

/* Between two classes: d a break, i one where blanks are between, p none (the table of UAX #14). */
static const char pairs[][13] = {
	/* abcdefghijkl */
	"ipidddpppidp", /* a: tab and | */
	"ipidddpppidp", /* b: ! ? */
	"ipiiippppiip", /* c: quotes */
	"ipiiiipppiip", /* d: letters and signs */
	"ipiidipppiip", /* e: $ % + \ */
	"pppppppppppp", /* f: ( [ { */
	"ipiiidpppiip", /* g: ) ] */
	"ipiiddpppiip", /* h: , . : ; */
	"ipidddpppiip", /* i: / */
	"ipidddpppiip", /* j: - */
	"ipiiiipppiip", /* k: digits */
	"ipididpppidp", /* l: } */
};

static int class_of(char byte)
{
	return byte == '\t' ? 0 : classes[byte - ' '] - 'a';
}

/* Printable ASCII, tabs and newlines: what the table knows. */
static bool is_ascii(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte > 0x7E)
			return false;
	}
	return true;
}

static void find_ascii(const char *text, size_t len, unsigned char *kinds)
{
	int last = -1; /* class of the last character but blanks; -1: none in this line */
	bool is_blank = false;

	for (size_t i = 0; i < len; i++) {
		kinds[i] = i > 0 && text[i - 1] == '\n' ? BREAKS_MUST : BREAKS_NONE;
		if (text[i] == ' ') {
			is_blank = true;
			continue;
		}
		if (text[i] == '\n') {
			last = -1;
		} else {
			int class = class_of(text[i]);
			char pair = last < 0 ? 'p' : pairs[last][class];

			if (pair == 'd' || (pair == 'i' && is_blank))
				kinds[i] = BREAKS_MAY;
			last = class;
		}
		is_blank = false;
	}
}

static bool follows_soft_hyphen(const char *text, size_t at)
{
	return at >= 2 && memcmp(text + at - 2, "\xC2\xAD", 2) == 0;
}

/* LB29, which the library lacks: no break between an inner mark and a letter. */
static bool is_inner(const char *text, size_t len, size_t at)
{
	ucs4_t code;

	if (at == 0 || !text[at - 1] || !strchr(".,:;", text[at - 1]))
		return false;
	if ((unsigned char)text[at] < 0x80)
		return text[at] > ' ' && text[at] < 0x7F && classes[text[at] - ' '] == 'd';
	return u8_mbtoucr(&code, (const uint8_t *)text + at, len - at) > 0 && width_of(code) == 1 &&
	       uc_is_property_alphabetic(code);
}

static void find_unicode(const char *text, size_t len, unsigned char *kinds)
{
	struct cluster cluster;

	u8_possible_linebreaks((const uint8_t *)text, len, "UTF-8", (char *)kinds);
	/* The library marks the newline itself. From the end, so that what stands before is still
	 * its. */
	for (size_t i = len; i-- > 0;) {
		bool is_break = kinds[i] == UC_BREAK_POSSIBLE && !is_inner(text, len, i);

		if (i > 0 && kinds[i - 1] == UC_BREAK_MANDATORY)
			kinds[i] = BREAKS_MUST;
		else if (is_break && follows_soft_hyphen(text, i))
			kinds[i] = BREAKS_HYPHEN;
		else
			kinds[i] = is_break ? BREAKS_MAY : BREAKS_NONE;
	}
	for (size_t at = 0; width_cluster(text, len, at, &cluster); at += cluster.len)
		memset(kinds + at + 1, BREAKS_NONE, cluster.len - 1);
}

/* "-x" and "--long" stay whole (LB20a of Unicode 16). */
static void keep_options(const char *text, size_t len, unsigned char *kinds)
{
	const char *hyphen = text, *end = text + len;

	while ((hyphen = memchr(hyphen, '-', (size_t)(end - hyphen)))) {
		bool is_first = hyphen == text || hyphen[-1] == ' ' || hyphen[-1] == '\n';

		while (hyphen < end && *hyphen == '-')
			hyphen++;
		if (is_first && hyphen < end && kinds[hyphen - text] == BREAKS_MAY &&
		    *hyphen != ' ')
			kinds[hyphen - text] = BREAKS_NONE;
	}
}

static bool is_word(unsigned char byte)
{
	return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

static bool is_in_address(unsigned char byte)
{
	return byte > ' ' && byte < 0x7F && byte != '<' && byte != '>' && byte != '"' &&
	       byte != '`';
}

static size_t count(const char *text, size_t len, char byte)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += text[i] == byte;
	return n;
}

static bool has(const char *text, size_t len, const char *part)
{
	return memmem(text, len, part, strlen(part)) != NULL;
}

/* An address, a path of some length, or a mail address. */
static bool is_address(const char *run, size_t len)
{
	const char *at;

	if (len < 8)
		return false;
	if (has(run, len, "://") || has(run, len, "www.") ||
	    (len > 12 && count(run, len, '/') >= 2))
		return true;
	at = memchr(run, '@', len);
	return at && memchr(at, '.', len - (size_t)(at - run));
}

/* After a separator and before a word, so that nothing odd stands at either end. */
static bool is_joint(const char *run, size_t at)
{
	unsigned char before = (unsigned char)run[at - 1], after = (unsigned char)run[at];

	return strchr("/?&=-._,;+#@:~", before) && (is_word(after) || strchr("%~@", after));
}

static void mark_address(const char *run, size_t len, unsigned char *kinds)
{
	enum { LEAST_BEFORE = 4, LEAST_AFTER = 2 };

	for (size_t i = 1; i < len; i++) {
		bool is_inside = i >= LEAST_BEFORE && i + LEAST_AFTER <= len;

		kinds[i] = is_inside && is_joint(run, i) ? BREAKS_URL : BREAKS_NONE;
	}
}

static void mark_addresses(const char *text, size_t len, unsigned char *kinds)
{
	size_t at = 0;

	while (at < len) {
		size_t from = at;

		while (at < len && is_in_address((unsigned char)text[at]))
			at++;
		if (is_address(text + from, at - from))
			mark_address(text + from, at - from, kinds + from);
		while (at < len && !is_in_address((unsigned char)text[at]))
			at++;
	}
}

void breaks_find(const char *text, size_t len, unsigned char *kinds)
{
	if (len == 0)
		return;
	if (is_ascii(text, len))
		find_ascii(text, len, kinds);
	else
		find_unicode(text, len, kinds);
	keep_options(text, len, kinds);
	if (memchr(text, '/', len) || memchr(text, '@', len) || memchr(text, '.', len))
		mark_addresses(text, len, kinds);
}
