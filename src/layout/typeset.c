/* SPDX-License-Identifier: MIT */
#include "layout/typeset.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

static const char apostrophe[] = "’", en_dash[] = "–", em_dash[] = "—", ellipsis[] = "…";

enum { MOST_AROUND = 64, MOST_QUOTES = 3 };

/* What stands beside a sign. */
enum side { BLANK, OPENING, DASH, LETTER, DIGIT, OTHER };

enum kind { DOUBLE, SINGLE, DASHES, DOTS, N_KINDS };

struct scan {
	struct typeset *typeset;
	const struct document *document; /* NULL: words of no document */
	const char *text;
	size_t start, end; /* of the leaf */
	size_t span;       /* the one that was looked at last */
	size_t nexts[N_KINDS];
	bool is_open[2], is_literal[2]; /* a quotation has begun: double, single */
	size_t last;                    /* place of the last quotation mark that was set */
	enum side last_side;            /* what it is to the sign behind it */
	size_t last_close;              /* the last ' that may end a quotation; 0: not sought yet */
};

static bool is_word(enum side side)
{
	return side == LETTER || side == DIGIT;
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

static enum side ascii_side(char c)
{
	if (c >= '0' && c <= '9')
		return DIGIT;
	if ((c >= 'A' && c <= 'Z') || is_small(c))
		return LETTER;
	if (c <= ' ')
		return BLANK;
	if (c == '(' || c == '[' || c == '{')
		return OPENING;
	return c == '-' ? DASH : OTHER;
}

/* Characters beyond ASCII that are no letters, by their first and last bytes. */
static const struct {
	const char *first, *last;
	enum side side;
} sides[] = {
	{ "\xC2\xA0", "\xC2\xA0", BLANK },         /* no-break space */
	{ "\xC2\xA1", "\xC2\xA1", OPENING },       /* ¡ */
	{ "\xC2\xAB", "\xC2\xAB", OPENING },       /* « */
	{ "\xC2\xBF", "\xC2\xBF", OPENING },       /* ¿ */
	{ "\xC2\xA2", "\xC2\xBE", OTHER },         /* other signs of Latin 1 */
	{ "\xE2\x80\x80", "\xE2\x80\x8B", BLANK }, /* spaces */
	{ "\xE2\x80\x90", "\xE2\x80\x95", DASH },
	{ "\xE2\x80\x98", "\xE2\x80\x98", OPENING }, /* ‘ */
	{ "\xE2\x80\x9A", "\xE2\x80\x9A", OPENING }, /* ‚ */
	{ "\xE2\x80\x9C", "\xE2\x80\x9C", OPENING }, /* “ */
	{ "\xE2\x80\x9E", "\xE2\x80\x9E", OPENING }, /* „ */
	{ "\xE2\x80\xAF", "\xE2\x80\xAF", BLANK },   /* narrow no-break space */
	{ "\xE2\x80\xB9", "\xE2\x80\xB9", OPENING }, /* ‹ */
	{ "\xE2\x80\x96", "\xE2\xAF\xBF", OTHER },   /* punctuation, arrows, symbols */
	{ "\xE3\x80\x80", "\xE3\x80\x80", BLANK },   /* ideographic space */
	{ "\xE3\x80\x81", "\xE3\x80\xBF", OTHER },
	{ "\xEF\xBC\x81", "\xEF\xBC\x8F", OTHER }, /* full width punctuation */
};

static enum side wide_side(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++) {
		size_t n = strlen(sides[i].first);

		if (n <= len && memcmp(text, sides[i].first, n) >= 0 &&
		    memcmp(text, sides[i].last, n) <= 0)
			return sides[i].side;
	}
	return LETTER;
}

static enum side side_before(const struct scan *scan, size_t at)
{
	size_t first = at - 1;

	if (at == scan->start)
		return BLANK;
	if (scan->text[first] == '"' || scan->text[first] == '\'')
		return scan->last == first ? scan->last_side : OTHER;
	if ((unsigned char)scan->text[first] < 0x80)
		return ascii_side(scan->text[first]);
	while (first > scan->start && ((unsigned char)scan->text[first] & 0xC0) == 0x80)
		first--;
	return wide_side(scan->text + first, at - first);
}

/* Behind the quotation marks that may follow. */
static enum side side_behind(const struct scan *scan, size_t at)
{
	const char *text = scan->text;

	for (int i = 0; i < MOST_QUOTES && at < scan->end; i++)
		at += text[at] == '"' || text[at] == '\'';
	if (at >= scan->end)
		return BLANK;
	if ((unsigned char)text[at] < 0x80)
		return ascii_side(text[at]);
	return wide_side(text + at, scan->end - at);
}

/* The end of the span that holds the place, where its words may be set; else 0. */
static size_t open_until(struct scan *scan, size_t at)
{
	const unsigned hidden = SPAN_CODE | SPAN_KEY | SPAN_IMAGE | SPAN_PLACEHOLDER | SPAN_NOTE;
	const struct document *document = scan->document;
	const struct block *block;
	const struct span *span;
	size_t last;

	if (!document)
		return scan->end;
	block = &document->blocks[scan->typeset->block];
	last = block->first_span + block->n_spans - 1;
	span = &document->spans[scan->span];
	while (scan->span < last && span->start + span->len <= at)
		span = &document->spans[++scan->span];
	if ((span->styles & hidden) || (span->link >= 0 && (document->links[span->link].is_bare ||
							    document->links[span->link].is_embed)))
		return 0;
	return (size_t)span->start + span->len;
}

static void add(struct scan *scan, size_t at, unsigned len, const char *text, enum typeset_gap gap)
{
	struct typeset *typeset = scan->typeset;

	if (open_until(scan, at) < at + len)
		return;
	if (typeset->n_signs == typeset->room) {
		typeset->room = typeset->room ? typeset->room * 2 : 32;
		typeset->signs = mem_resize(typeset->signs, typeset->room, sizeof(*typeset->signs));
	}
	typeset->signs[typeset->n_signs++] = (struct typeset_sign){ text, at, len, gap };
}

/* Quotation marks */

static void set_quote(struct scan *scan, size_t at, enum kind kind, bool is_start)
{
	const struct quotes *quotes = scan->typeset->quotes;
	bool has_gap = kind == DOUBLE && *quotes->gap;

	scan->is_open[kind] = is_start;
	scan->last = at;
	scan->last_side = is_start ? OPENING : OTHER;
	if (is_start)
		add(scan, at, 1, kind == DOUBLE ? quotes->open : quotes->inner_open,
		    has_gap ? TYPESET_GAP_BEHIND : TYPESET_NO_GAP);
	else
		add(scan, at, 1, kind == DOUBLE ? quotes->close : quotes->inner_close,
		    has_gap ? TYPESET_GAP_BEFORE : TYPESET_NO_GAP);
}

/* What begins behind "=" is no language's: name="value". True where it is such a one. */
static bool is_literal(struct scan *scan, size_t at, enum kind kind)
{
	if (scan->is_literal[kind]) {
		scan->is_literal[kind] = false;
		return true;
	}
	scan->is_literal[kind] = at > scan->start && scan->text[at - 1] == '=';
	return scan->is_literal[kind];
}

static void take_double(struct scan *scan, size_t at)
{
	enum side before = side_before(scan, at), behind = side_behind(scan, at + 1);
	bool may_close = before != BLANK && before != OPENING;
	bool may_open = (!may_close || before == DASH) && behind != BLANK;

	if (!scan->typeset->quotes->open || (is_word(before) && is_word(behind)) ||
	    is_literal(scan, at, DOUBLE))
		return;
	if (scan->is_open[DOUBLE] && may_close && !(before == DASH && is_word(behind)))
		set_quote(scan, at, DOUBLE, false);
	else if (may_open)
		set_quote(scan, at, DOUBLE, true);
	else if (may_close && before != DIGIT) /* 19" is a length */
		set_quote(scan, at, DOUBLE, is_word(behind));
}

/* The last ' of the leaf that may end a quotation, or its start where there is none. */
static size_t last_close(struct scan *scan)
{
	const char *text = scan->text, *at = text + scan->end;

	if (scan->last_close > 0)
		return scan->last_close - 1;
	scan->last_close = scan->start + 1;
	while ((at = memrchr(text + scan->start, '\'', (size_t)(at - text) - scan->start))) {
		size_t place = (size_t)(at - text);
		enum side before = side_before(scan, place);

		if (before == BLANK || before == OPENING || is_word(side_behind(scan, place + 1)))
			continue;
		scan->last_close = place + 1;
		break;
	}
	return scan->last_close - 1;
}

static bool has_digits(const struct scan *scan, size_t at)
{
	return at + 2 <= scan->end && ascii_side(scan->text[at]) == DIGIT &&
	       ascii_side(scan->text[at + 1]) == DIGIT;
}

/* "'90s" and "'69", but not "'69'". */
static bool is_decade(const struct scan *scan, size_t at)
{
	const char *text = scan->text;

	if (!has_digits(scan, at + 1))
		return false;
	if (at + 3 < scan->end && text[at + 3] == 's')
		return !is_word(side_behind(scan, at + 4));
	return (at + 3 == scan->end || text[at + 3] != '\'') && !is_word(side_behind(scan, at + 3));
}

/* A word of the language that has lost its start: 'tis; of one letter also in rock 'n' roll. */
static bool is_elision(const struct scan *scan, size_t at)
{
	const char *text = scan->text + at, *word = scan->typeset->quotes->elisions;
	size_t len = scan->end - at, n;

	for (; *word; word += n + (word[n] == ' ')) {
		n = strcspn(word, " ");
		if (n < len && strncasecmp(text, word, n) == 0 &&
		    !is_word(side_behind(scan, at + n)) && (n == 2 || text[n] != '\''))
			return true;
		if (n == len && strncasecmp(text, word, n) == 0)
			return true;
	}
	return false;
}

static bool may_begin(struct scan *scan, size_t at, enum side before)
{
	if (before == BLANK || before == OPENING || before == DASH)
		return true;
	return before == OTHER && at > scan->start && strchr(",;:/", scan->text[at - 1]);
}

static void set_apostrophe(struct scan *scan, size_t at)
{
	add(scan, at, 1, apostrophe, TYPESET_NO_GAP);
}

/* One that words follow. */
static void begin_single(struct scan *scan, size_t at, enum side before, enum side behind)
{
	if (is_decade(scan, at) || is_elision(scan, at) ||
	    (behind == LETTER && (!may_begin(scan, at, before) || last_close(scan) <= at)))
		set_apostrophe(scan, at);
	else if (may_begin(scan, at, before) && last_close(scan) > at)
		set_quote(scan, at, SINGLE, true);
}

static void take_single(struct scan *scan, size_t at)
{
	enum side before = side_before(scan, at), behind = side_behind(scan, at + 1);

	if (!scan->typeset->quotes->open)
		return;
	if (is_word(before) && is_word(behind)) {
		if (before != DIGIT || behind != DIGIT)
			set_apostrophe(scan, at);
	} else if (is_literal(scan, at, SINGLE)) {
		return;
	} else if (before == BLANK || before == OPENING || is_word(behind)) {
		if (behind != BLANK)
			begin_single(scan, at, before, behind);
	} else if (scan->is_open[SINGLE]) {
		set_quote(scan, at, SINGLE, false);
	} else if (before != DIGIT) { /* 6' is a length */
		set_apostrophe(scan, at);
	}
}

/* Dashes and dots */

static size_t run_len(const struct scan *scan, size_t at)
{
	size_t n = 1;

	while (at + n < scan->end && scan->text[at + n] == scan->text[at])
		n++;
	return n;
}

static bool is_code_sign(char c)
{
	return c && strchr("/\\_@=<>{}|~`+", c);
}

/* Whether the word around is one for machines: an address, a path, <!--. */
static bool is_in_code(const struct scan *scan, size_t at, size_t end)
{
	size_t n;

	for (n = 1; n < MOST_AROUND && n <= at - scan->start && scan->text[at - n] > ' '; n++)
		if (is_code_sign(scan->text[at - n]))
			return true;
	for (n = 0; n < MOST_AROUND && end + n < scan->end && scan->text[end + n] > ' '; n++)
		if (is_code_sign(scan->text[end + n]))
			return true;
	return false;
}

/* "--help", "[--all]": an option of a command line. */
static bool is_option(const struct scan *scan, size_t at, size_t end)
{
	enum side before = side_before(scan, at);

	return (before == BLANK || before == OPENING) && end < scan->end &&
	       (is_small(scan->text[end]) || ascii_side(scan->text[end]) == DIGIT);
}

static void take_dashes(struct scan *scan, size_t at, size_t n)
{
	if (n > 3 || is_in_code(scan, at, at + n) || (n == 2 && is_option(scan, at, at + 2)))
		return;
	add(scan, at, (unsigned)n, n == 2 ? en_dash : em_dash, TYPESET_NO_GAP);
}

static void take_dots(struct scan *scan, size_t at, size_t n)
{
	size_t end = at + n;

	if (n > 4 || (at > scan->start && is_code_sign(scan->text[at - 1])) ||
	    (end < scan->end && is_code_sign(scan->text[end])))
		return;
	if (side_before(scan, at) == DIGIT && side_behind(scan, end) == DIGIT)
		return;
	add(scan, at, 3, ellipsis, TYPESET_NO_GAP);
}

/* All signs */

/* The next sign of that kind, or the end. */
static size_t find(const struct scan *scan, enum kind kind, size_t from)
{
	static const char firsts[] = { '"', '\'', '-', '.' };
	const char *end = scan->text + scan->end, *at = scan->text + from;
	char first = firsts[kind];

	for (; (at = memchr(at, first, (size_t)(end - at))); at++)
		if (kind <= SINGLE || (at + 1 < end && at[1] == first &&
				       (kind == DASHES || (at + 2 < end && at[2] == first))))
			return (size_t)(at - scan->text);
	return scan->end;
}

static void take(struct scan *scan, enum kind kind, size_t at)
{
	size_t n = kind <= SINGLE ? 1 : run_len(scan, at);

	if (open_until(scan, at) > 0) {
		if (kind == DOUBLE)
			take_double(scan, at);
		else if (kind == SINGLE)
			take_single(scan, at);
		else if (kind == DASHES)
			take_dashes(scan, at, n);
		else
			take_dots(scan, at, n);
	}
	scan->nexts[kind] = find(scan, kind, at + n);
}

static void take_all(struct scan *scan)
{
	for (enum kind kind = 0; kind < N_KINDS; kind++)
		scan->nexts[kind] = find(scan, kind, scan->start);
	for (;;) {
		enum kind next = 0;

		for (enum kind kind = 1; kind < N_KINDS; kind++)
			if (scan->nexts[kind] < scan->nexts[next])
				next = kind;
		if (scan->nexts[next] == scan->end)
			return;
		take(scan, next, scan->nexts[next]);
	}
}

void typeset_leaf(struct typeset *typeset, const struct document *document, size_t index)
{
	const struct block *block = &document->blocks[index];
	struct scan scan = { .typeset = typeset,
			     .document = document,
			     .text = document->text,
			     .start = block->start,
			     .end = (size_t)block->start + block->len,
			     .span = block->first_span,
			     .last = (size_t)-1 };

	if (!typeset->quotes || typeset->block == index)
		return;
	typeset->block = index;
	typeset->n_signs = 0;
	if (block->n_spans == 0)
		return;
	take_all(&scan);
}

void typeset_words(const struct quotes *quotes, const char *words, struct str *out)
{
	struct typeset typeset = { .quotes = quotes };
	struct scan scan = {
		.typeset = &typeset, .text = words, .end = strlen(words), .last = (size_t)-1
	};
	size_t done = 0;

	if (quotes)
		take_all(&scan);
	for (size_t i = 0; i < typeset.n_signs; i++) {
		const struct typeset_sign *sign = &typeset.signs[i];

		str_add(out, words + done, sign->place - done);
		str_text(out, sign->gap == TYPESET_GAP_BEFORE ? quotes->gap : "");
		str_text(out, sign->text);
		str_text(out, sign->gap == TYPESET_GAP_BEHIND ? quotes->gap : "");
		done = sign->place + sign->len;
	}
	str_text(out, words + done);
	typeset_release(&typeset);
}

int typeset_saved(const struct typeset *typeset, size_t sign, size_t start, size_t end)
{
	int saved = 0;

	for (; sign < typeset->n_signs && typeset->signs[sign].place < end; sign++)
		if (typeset->signs[sign].place >= start &&
		    typeset->signs[sign].place + typeset->signs[sign].len <= end)
			saved += (int)typeset->signs[sign].len - 1;
	return saved;
}

/* The first sign from that place on. */
static size_t first_sign(const struct typeset *typeset, size_t place)
{
	size_t low = 0, high = typeset->n_signs;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (typeset->signs[middle].place < place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void typeset_gaps(const struct typeset *typeset, size_t start, size_t end, struct marks *gaps)
{
	struct mark mark = { .link = -1 };

	if (!typeset->quotes || !*typeset->quotes->gap)
		return;
	mark.text = typeset->quotes->gap;
	for (size_t i = first_sign(typeset, start); i < typeset->n_signs; i++) {
		const struct typeset_sign *sign = &typeset->signs[i];

		if (sign->place >= end)
			return;
		mark.at = sign->place + (sign->gap == TYPESET_GAP_BEHIND ? sign->len : 0);
		if (sign->gap != TYPESET_NO_GAP)
			mark_add(gaps, &mark);
	}
}

void typeset_release(struct typeset *typeset)
{
	free(typeset->signs);
	*typeset = (struct typeset){ 0 };
}
