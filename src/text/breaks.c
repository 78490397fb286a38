/* SPDX-License-Identifier: MIT */
#include "text/breaks.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unilbrk.h>
#include <unistr.h>

#include "text/bytes16.h"
#include "text/width.h"

/* The class of ASCII characters from the blank on: a row of the table below, counted from 'a'. */
static const char classes[] = " bcdeedcfgdehjhikkkkkkkkkkhhdddbd"
			      "ddddddddddddddddddddddddddfegdd"
			      "dddddddddddddddddddddddddddfald";

/* Letters (w), digits (v), and signs that are parted from neither without a blank (u). */
static const char words[] = "--------------------------------"
			    "--u----u----u-u-vvvvvvvvvvuu----"
			    "-wwwwwwwwwwwwwwwwwwwwwwwwww-----"
			    "-wwwwwwwwwwwwwwwwwwwwwwwwww-----";

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

/* Printable ASCII and tabs: what the table knows. */
static bool is_known(char byte)
{
	return (byte >= 0x20 && byte < 0x7F) || byte == '\t';
}

/* Letters and digits: no break between any two of them. */
static bool is_word(unsigned char byte)
{
	return byte < 0x80 && words[byte] >= 'v';
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n';
}

/* Nothing but printable ASCII, tabs and newlines. */
static bool is_ascii(const char *text, size_t len)
{
	size_t i = 0;

	for (; len - i >= 16; i += 16) {
		const bytes16 bytes = bytes16_at(text + i);

		if (bytes16_bits(bytes16_within(bytes, 0x20, 0x7E) | bytes16_equal(bytes, '\t') |
				 bytes16_equal(bytes, '\n')) != 0xFFFF)
			return false;
	}
	while (i < len && (is_known(text[i]) || text[i] == '\n'))
		i++;
	return i == len;
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

static size_t word_start(const struct breaks_walk *walk, size_t at)
{
	while (at > 0 && walk->text[at - 1] == ' ')
		at--;
	while (at > 0 && walk->text[at - 1] != ' ' && walk->text[at - 1] != '\n')
		at--;
	return at;
}

/* Behind the first word from `at` on of ASCII alone, or before the end of the line. */
static size_t ascii_end(const struct breaks_walk *walk, size_t at)
{
	bool is_ascii = false;

	for (; at < walk->len && walk->text[at] != '\n'; at++) {
		if (walk->text[at] != ' ') {
			is_ascii &= is_known(walk->text[at]);
			continue;
		}
		if (is_ascii && walk->text[at - 1] != ' ')
			return at;
		is_ascii = true;
	}
	return at;
}

/*
 * Around what is not ASCII the library is asked: from the start of the word before, which shows
 * whatever may stand before it, to the end of the word of ASCII behind.
 */
static void find_around(struct breaks_walk *walk, unsigned char *kinds)
{
	size_t start = word_start(walk, word_start(walk, walk->at + 1));
	size_t end = ascii_end(walk, walk->at);
	unsigned char first = kinds[start];

	find_unicode(walk->text + start, end - start, kinds + start);
	kinds[start] = first;
	walk->at = end;
	walk->is_blank = false;
	while (end > start && walk->text[end - 1] == ' ')
		end--;
	walk->is_blank = end < walk->at;
	walk->last = end > start && is_known(walk->text[end - 1]) ? class_of(walk->text[end - 1])
								  : -1;
}

/* Passes what is known and not a blank: a word, or one other sign. Whether a line may end before.
 */
static bool pass_known(struct breaks_walk *walk)
{
	const char *text = walk->text;
	int class = class_of(text[walk->at]);
	char pair = walk->last < 0 ? 'p' : pairs[walk->last][class];
	bool is_break = pair == 'd' || (pair == 'i' && walk->is_blank);

	if (is_word((unsigned char)text[walk->at++])) {
		while (walk->at < walk->len && is_word((unsigned char)text[walk->at]))
			walk->at++;
		class = class_of(text[walk->at - 1]);
	}
	walk->last = class;
	walk->is_blank = false;
	return is_break;
}

/* Passes blanks; at a newline the line ends. */
static bool pass_blank(struct breaks_walk *walk)
{
	bool is_line = walk->text[walk->at++] == '\n';

	walk->is_blank = !is_line;
	if (is_line)
		walk->last = -1;
	return is_line && walk->at < walk->len;
}

static void find(const char *text, size_t len, unsigned char *kinds)
{
	struct breaks_walk walk = { .text = text, .len = len, .last = -1 };

	memset(kinds, BREAKS_NONE, len);
	while (walk.at < len) {
		size_t at = walk.at;

		if (is_blank(text[at])) {
			if (pass_blank(&walk))
				kinds[walk.at] = BREAKS_MUST;
		} else if (!is_known(text[at])) {
			find_around(&walk, kinds);
		} else if (pass_known(&walk)) {
			kinds[at] = BREAKS_MAY;
		}
	}
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

/* The bytes of hyphens or a dash (en, em) at that place; else 0. */
static size_t dash_len(const char *text, size_t len, size_t at)
{
	size_t n = 0;

	if (len - at >= 3 && memcmp(text + at, "\xE2\x80", 2) == 0)
		return text[at + 2] == '\x93' || text[at + 2] == '\x94' ? 3 : 0;
	while (at + n < len && text[at + n] == '-')
		n++;
	return n;
}

/* Whether blanks stand around hyphens or a dash. */
static bool is_lone(const char *text, size_t len, size_t at, size_t dash)
{
	return at > 0 && text[at - 1] == ' ' && (at + dash == len || is_blank(text[at + dash]));
}

/* A line does not begin with a dash but where it opens something: no blank parts it from what
 * follows then, and no line ends behind it. */
static void keep_dash(const char *text, size_t len, size_t at, unsigned char *kinds)
{
	size_t n = dash_len(text, len, at);
	bool is_open = n > 0 && at > 0 && text[at - 1] == ' ' && !is_lone(text, len, at, n);

	if (n == 0 || (text[at] == '-' && !is_lone(text, len, at, n)))
		return;
	if (!is_open && kinds[at] == BREAKS_MAY)
		kinds[at] = BREAKS_NONE;
	if (is_open && at + n < len && kinds[at + n] == BREAKS_MAY)
		kinds[at + n] = BREAKS_NONE;
}

static void keep_dashes(const char *text, size_t len, unsigned char *kinds)
{
	static const char firsts[] = { '-', '\xE2' };
	const char *end = text + len;

	for (size_t i = 0; i < sizeof(firsts); i++)
		for (const char *at = text; (at = memchr(at, firsts[i], (size_t)(end - at)));) {
			keep_dash(text, len, (size_t)(at - text), kinds);
			at++;
			while (at < end && *at == '-')
				at++;
		}
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
static bool is_address(const char *run, size_t len)
{
	const char *at;

	if (len < 8)
		return false;
	if (memmem(run, len, "://", 3) || (len > 12 && count(run, len, '/') >= 2))
		return true;
	at = memchr(run, '@', len);
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

/* Where the next sign of an address is that starts at `at` or behind: a slash, an @ or "www.";
 * `len` where there is none. Each is looked for again only when it was passed. */
struct signs {
	size_t slash, at, www;
};

static size_t place_of(const char *found, const char *text, size_t len)
{
	return found ? (size_t)(found - text) : len;
}

static size_t next_sign(struct signs *signs, const char *text, size_t len, size_t from)
{
	size_t left = len - from, least;

	if (signs->slash < from)
		signs->slash = place_of(memchr(text + from, '/', left), text, len);
	if (signs->at < from)
		signs->at = place_of(memchr(text + from, '@', left), text, len);
	if (signs->www < from)
		signs->www = place_of(memmem(text + from, left, "www.", 4), text, len);
	least = signs->slash < signs->at ? signs->slash : signs->at;
	return least < signs->www ? least : signs->www;
}

static void mark_addresses(const char *text, size_t len, unsigned char *kinds)
{
	struct signs signs = { place_of(memchr(text, '/', len), text, len),
			       place_of(memchr(text, '@', len), text, len),
			       place_of(memmem(text, len, "www.", 4), text, len) };
	size_t end = 0, from;

	while ((from = next_sign(&signs, text, len, end)) < len) {
		end = from;
		while (from > 0 && is_in_address((unsigned char)text[from - 1]))
			from--;
		while (end < len && is_in_address((unsigned char)text[end]))
			end++;
		if (is_address(text + from, end - from))
			mark_address(text + from, end - from, kinds + from);
	}
}

/* What is not of UAX #14: options, dashes and addresses. */
static void polish(const char *text, size_t len, unsigned char *kinds)
{
	keep_options(text, len, kinds);
	keep_dashes(text, len, kinds);
	mark_addresses(text, len, kinds);
}

bool breaks_walk(struct breaks_walk *walk, const char *text, size_t len)
{
	const char *dot = text, *end = text + len;

	*walk = (struct breaks_walk){ .text = text, .len = len, .last = -1 };
	if (!is_ascii(text, len) || memchr(text, '/', len) || memchr(text, '@', len))
		return false;
	for (; (dot = memchr(dot, '.', (size_t)(end - dot))); dot++)
		if (dot - text >= 3 && memcmp(dot - 3, "www", 3) == 0)
			return false;
	return true;
}

/* An option's hyphens: what follows them at once stays with them, as it does with digits. */
static void pass_hyphens(struct breaks_walk *walk)
{
	while (walk->at < walk->len && walk->text[walk->at] == '-')
		walk->at++;
	walk->last = class_of('0');
}

/* The quick way for nearly all of the text: a word behind a word and a blank. */
static bool pass_word(struct breaks_walk *walk)
{
	const char *text = walk->text;
	size_t end = walk->at + 1, len = walk->len;

	if (walk->last < 0 || walk->last == class_of('('))
		return false;
	while (end < len && words[(unsigned char)text[end] & 0x7F] >= 'v')
		end++;
	if (end == walk->at + 1)
		return false;
	walk->last = class_of(text[end - 1]);
	walk->is_blank = false;
	walk->at = end;
	return true;
}

size_t breaks_next(struct breaks_walk *walk, enum breaks_kind *kind)
{
	const char *text = walk->text;

	while (walk->at < walk->len) {
		size_t at = walk->at;
		bool is_first, is_break;

		*kind = BREAKS_MAY;
		if (text[at] == ' ' && pass_word(walk))
			return at + 1;
		if (is_blank(text[at])) {
			*kind = BREAKS_MUST;
			if (pass_blank(walk))
				return walk->at;
			continue;
		}
		is_first = text[at] == '-' && (at == 0 || is_blank(text[at - 1]));
		is_break = pass_known(walk);
		if (is_first)
			pass_hyphens(walk);
		if (is_break && !(is_first && is_lone(text, walk->len, at, walk->at - at)))
			return at;
	}
	return walk->len;
}

/* Bits of 64 bytes: letters of ASCII, points and commas, and blanks. */
struct signs64 {
	uint64_t letters, points, blanks;
};

static void add_signs(struct signs64 *signs, const char *text, int at)
{
	const bytes16 bytes = bytes16_at(text + at);

	signs->letters |= (uint64_t)bytes16_bits(
				  bytes16_within(bytes | bytes16_all(0x20), 'a', 'z'))
			  << at;
	signs->points |= (uint64_t)bytes16_bits(bytes16_equal(bytes, '.') |
						bytes16_equal(bytes, ','))
			 << at;
	signs->blanks |= (uint64_t)bytes16_bits(bytes16_equal(bytes, ' ')) << at;
}

struct breaks_plain breaks_plain(const char *text, size_t len)
{
	struct signs64 signs = { 0, 0, 0 };
	struct breaks_plain plain;
	char tail[64] = { 0 };
	uint64_t inside;

	if (len < sizeof(tail))
		text = memcpy(tail, text, len);
	for (int i = 0; i < 64; i += 16)
		add_signs(&signs, text, i);
	inside = signs.letters | signs.points;
	plain.ends = signs.blanks & inside << 1 & signs.letters >> 1;
	plain.others = ~(inside | plain.ends);
	return plain;
}

void breaks_resume(struct breaks_walk *walk, size_t at)
{
	walk->at = at;
	walk->last = -1;
	walk->is_blank = false;
}

void breaks_find(const char *text, size_t len, unsigned char *kinds)
{
	struct breaks_walk walk;
	enum breaks_kind kind;

	if (len == 0)
		return;
	if (!breaks_walk(&walk, text, len)) {
		find(text, len, kinds);
		polish(text, len, kinds);
		return;
	}
	memset(kinds, BREAKS_NONE, len);
	for (size_t at; (at = breaks_next(&walk, &kind)) < len;)
		kinds[at] = (unsigned char)kind;
}

void breaks_find_plainly(const char *text, size_t len, unsigned char *kinds)
{
	if (len == 0)
		return;
	find_unicode(text, len, kinds);
	polish(text, len, kinds);
}
