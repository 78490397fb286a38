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
static bool is_known(char byte)
{
	return (byte >= ' ' && byte < 0x7F) || byte == '\n' || byte == '\t';
}

/* What stands before a byte of ASCII. */
struct before {
	int last;      /* class of the last character but blanks; -1: none in this line */
	bool is_blank; /* and blanks since */
};

static unsigned char kind_before(struct before *before, char byte)
{
	char pair;
	int class;

	if (byte == ' ') {
		before->is_blank = true;
		return BREAKS_NONE;
	}
	if (byte == '\n') {
		*before = (struct before){ .last = -1 };
		return BREAKS_NONE;
	}
	class = class_of(byte);
	pair = before->last < 0 ? 'p' : pairs[before->last][class];
	if (pair == 'i' && before->is_blank)
		pair = 'd';
	*before = (struct before){ .last = class };
	return pair == 'd' ? BREAKS_MAY : BREAKS_NONE;
}

/* The kinds from `at` to `end`, all of it known. */
static void find_ascii(const char *text, size_t at, size_t end, struct before *before,
		       unsigned char *kinds)
{
	for (; at < end; at++) {
		kinds[at] = kind_before(before, text[at]);
		if (at > 0 && text[at - 1] == '\n')
			kinds[at] = BREAKS_MUST;
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

static bool is_gap(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* The end of the word at `at`; *is_odd where the table does not know all of it. */
static size_t word_end(const char *text, size_t len, size_t at, bool *is_odd)
{
	*is_odd = false;
	for (; at < len && !is_gap(text[at]); at++)
		*is_odd = *is_odd || !is_known(text[at]);
	return at;
}

static size_t skip_gap(const char *text, size_t len, size_t at)
{
	while (at < len && is_gap(text[at]))
		at++;
	return at;
}

/* The start of the word before the one that `at` is in, but not before `least`. */
static size_t word_before(const char *text, size_t least, size_t at)
{
	while (at > least && !is_gap(text[at - 1]))
		at--;
	while (at > least && is_gap(text[at - 1]))
		at--;
	while (at > least && !is_gap(text[at - 1]))
		at--;
	return at;
}

/* The end of the odd words from `at` on, the known word behind them included; one known word
 * between odd ones does not end them. */
static size_t odd_end(const char *text, size_t len, size_t at)
{
	int n_known = 0;

	while (at < len && n_known < 2) {
		size_t start = skip_gap(text, len, at), end;
		bool is_odd;

		end = word_end(text, len, start, &is_odd);
		n_known = is_odd ? 0 : n_known + 1;
		if (n_known < 2)
			at = end;
	}
	return at;
}

static size_t next_odd(const char *text, size_t len, size_t at)
{
	while (at < len && is_known(text[at]))
		at++;
	return at;
}

/*
 * The library's way for words with other characters than ASCII and the words beside them, the quick
 * way for the rest: all rules look at the characters on both sides of a gap and no further.
 */
static void find(const char *text, size_t len, unsigned char *kinds)
{
	struct before before = { .last = -1 };
	size_t at = 0, odd;

	while ((odd = next_odd(text, len, at)) < len) {
		size_t start = word_before(text, at, odd), end = odd_end(text, len, odd);
		unsigned char first = BREAKS_NONE;

		/* The gap before the first word is between known ones; the library cannot see it.
		 */
		if (start < odd) {
			find_ascii(text, at, start + 1, &before, kinds);
			first = kinds[start];
		}
		find_unicode(text + start, end - start, kinds + start);
		kinds[start] = first;
		if (end < len)
			before = (struct before){ .last = class_of(text[end - 1]) };
		at = end;
	}
	find_ascii(text, at, len, &before, kinds);
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

static bool starts_www(const char *run, size_t len)
{
	size_t skipped = len > 0 && strchr("([{'", *run) != NULL;

	return len >= skipped + 4 && memcmp(run + skipped, "www.", 4) == 0;
}

/* An address, a path of some length, or a mail address. */
static bool is_address(const char *run, size_t len, bool has_slash, bool has_at)
{
	const char *at;

	if (len < 8)
		return false;
	if (has_slash && (memmem(run, len, "://", 3) || (len > 12 && count(run, len, '/') >= 2)))
		return true;
	at = has_at ? memchr(run, '@', len) : NULL;
	return (at && memchr(at, '.', len - (size_t)(at - run))) || starts_www(run, len);
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
		bool has_slash = false, has_at = false;
		size_t from = at;

		for (; at < len && is_in_address((unsigned char)text[at]); at++) {
			has_slash |= text[at] == '/';
			has_at |= text[at] == '@';
		}
		if (is_address(text + from, at - from, has_slash, has_at))
			mark_address(text + from, at - from, kinds + from);
		while (at < len && !is_in_address((unsigned char)text[at]))
			at++;
	}
}

/* What is not of UAX #14: options and addresses. */
static void polish(const char *text, size_t len, unsigned char *kinds)
{
	keep_options(text, len, kinds);
	if (memchr(text, '/', len) || memchr(text, '@', len) || memchr(text, '.', len))
		mark_addresses(text, len, kinds);
}

void breaks_find(const char *text, size_t len, unsigned char *kinds)
{
	if (len == 0)
		return;
	find(text, len, kinds);
	polish(text, len, kinds);
}

void breaks_find_plainly(const char *text, size_t len, unsigned char *kinds)
{
	if (len == 0)
		return;
	find_unicode(text, len, kinds);
	polish(text, len, kinds);
}
