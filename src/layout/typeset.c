/* SPDX-License-Identifier: MIT */
#include "layout/typeset.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

static const char apostrophe[] = "’", en_dash[] = "–", em_dash[] = "—", ellipsis[] = "…";

enum { MOST_AROUND = 64, MOST_QUOTES = 3 };

/* What stands beside a sign; DENSE: a letter of a script that puts no blanks between words, or
 * endings right behind a quotation. */
enum side { BLANK, OPENING, DASH, LETTER, DENSE, DIGIT, OTHER };

enum kind { DOUBLE, SINGLE, DASHES, DOTS, N_KINDS };

struct scan {
	struct typeset *typeset;
	const struct document *document; /* NULL: words of no document */
	const char *text;
	size_t start, end;       /* of the leaf */
	const struct span *span; /* the one that was looked at last; NULL: none */
	bool is_hidden;          /* its words are shown as they were written */
	size_t nexts[N_KINDS];
	bool is_open[2], is_literal[2]; /* a quotation has begun: double, single */
	size_t last;                    /* place of the last quotation mark that was set */
	enum side last_side;            /* what it is to the sign behind it */
	size_t last_close;              /* the last ' that may end a quotation; 0: not sought yet */
};

static bool is_word(enum side side)
{
	return side == LETTER || side == DENSE || side == DIGIT;
}

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
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

/* Characters beyond ASCII that are not just letters, by their first and last bytes. */
static const struct {
	const char *first, *last;
	enum side side;
} sides[] = {
	{ "\xC2\xA0", "\xC2\xA0", BLANK },         /* no-break space */
	{ "\xC2\xA1", "\xC2\xA1", OPENING },       /* ¡ */
	{ "\xC2\xAB", "\xC2\xAB", OPENING },       /* « */
	{ "\xC2\xBF", "\xC2\xBF", OPENING },       /* ¿ */
	{ "\xC2\xA2", "\xC2\xBE", OTHER },         /* other signs of Latin 1 */
	{ "\xE0\xB8\x80", "\xE0\xBB\xBF", DENSE }, /* Thai, Lao */
	{ "\xE1\x80\x80", "\xE1\x82\x9F", DENSE }, /* Myanmar */
	{ "\xE1\x9E\x80", "\xE1\x9F\xBF", DENSE }, /* Khmer */
	{ "\xE2\x80\x80", "\xE2\x80\x8B", BLANK }, /* spaces */
	{ "\xE2\x80\x8C", "\xE2\x80\x8F", OTHER }, /* joiners and the like */
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
	{ "\xE3\x81\x80", "\xED\x9E\xBF", DENSE }, /* kana, Han, Hangul */
	{ "\xEF\xA4\x80", "\xEF\xAB\xBF", DENSE },
	{ "\xEF\xB8\x80", "\xEF\xB8\x8F", OTHER }, /* variation selectors */
	{ "\xEF\xBC\x81", "\xEF\xBC\x8F", OTHER }, /* full width punctuation */
	{ "\xEF\xBC\x9A", "\xEF\xBC\xA0", OTHER },
	{ "\xEF\xBC\xBB", "\xEF\xBD\x80", OTHER },
	{ "\xEF\xBD\x9B", "\xEF\xBD\xA5", OTHER },
	{ "\xEF\xBD\xA6", "\xEF\xBE\x9F", DENSE },
	{ "\xF0\x9F\x80\x80", "\xF0\x9F\xBF\xBF", OTHER }, /* emoji */
	{ "\xF0\xA0\x80\x80", "\xF0\xBF\xBF\xBF", DENSE },
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

/* Whether the words of the span are shown as they were written. */
static bool is_hidden(const struct scan *scan, const struct span *span)
{
	const unsigned hidden = SPAN_CODE | SPAN_KEY | SPAN_PLACEHOLDER | SPAN_NOTE | SPAN_LITERAL;

	return (span->styles & hidden) ||
	       (span->link >= 0 && (scan->document->links[span->link].is_bare ||
				    scan->document->links[span->link].is_embed));
}

static void move(struct scan *scan, size_t at)
{
	const struct document *document = scan->document;
	const struct block *block = &document->blocks[scan->typeset->block];
	const struct span *first = &document->spans[block->first_span], *span = scan->span;
	const struct span *last = first + block->n_spans - 1;

	while (span < last && (size_t)span->start + span->len <= at)
		span++;
	while (span > first && span->start > at)
		span--;
	scan->span = span;
	scan->is_hidden = is_hidden(scan, span);
}

/* The span that holds the place; NULL where there are none. */
static const struct span *span_at(struct scan *scan, size_t at)
{
	if (scan->span && at - scan->span->start >= scan->span->len)
		move(scan, at);
	return scan->span;
}

/* Such words are one word to what stands beside them; but for a sign alone. */
static bool is_closed(struct scan *scan, size_t at)
{
	const struct span *span = span_at(scan, at);

	return scan->is_hidden && !(span->styles & SPAN_LITERAL);
}

static enum side side_before(struct scan *scan, size_t at)
{
	size_t first = at - 1;

	if (at == scan->start)
		return BLANK;
	if (is_closed(scan, first))
		return LETTER;
	if (is_quote(scan->text[first]))
		return scan->last == first ? scan->last_side : OTHER;
	if ((unsigned char)scan->text[first] < 0x80)
		return ascii_side(scan->text[first]);
	while (first > scan->start && ((unsigned char)scan->text[first] & 0xC0) == 0x80)
		first--;
	return wide_side(scan->text + first, at - first);
}

/* The mark of a footnote ends a word. */
static enum side side_of(struct scan *scan, size_t at)
{
	if (at >= scan->end)
		return BLANK;
	if (is_closed(scan, at))
		return span_at(scan, at)->styles & SPAN_NOTE ? BLANK : LETTER;
	if ((unsigned char)scan->text[at] < 0x80)
		return ascii_side(scan->text[at]);
	return wide_side(scan->text + at, scan->end - at);
}

/* Behind the quotation marks that may follow. */
static enum side side_behind(struct scan *scan, size_t at)
{
	for (int i = 0; i < MOST_QUOTES && at < scan->end && is_quote(scan->text[at]); i++)
		at++;
	return side_of(scan, at);
}

/* The end of the span that holds the place, where its words may be set; else 0. */
static size_t open_until(struct scan *scan, size_t at)
{
	const struct span *span = span_at(scan, at);

	if (!span)
		return scan->end;
	return scan->is_hidden ? 0 : (size_t)span->start + span->len;
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
	scan->is_literal[kind] = at > scan->start && scan->text[at - 1] == '=' &&
				 !is_closed(scan, at - 1);
	return scan->is_literal[kind];
}

/* The second sign of 6'2" and 5' 10". */
static bool is_inches(const struct scan *scan, size_t at)
{
	const char *text = scan->text;
	size_t i = at;

	while (i > scan->start && (ascii_side(text[i - 1]) == DIGIT || text[i - 1] == '.'))
		i--;
	if (i == at)
		return false;
	i -= i > scan->start && text[i - 1] == ' ';
	return i >= scan->start + 2 && text[i - 1] == '\'' && ascii_side(text[i - 2]) == DIGIT;
}

/* Gershayim: צה"ל. */
static bool is_hebrew(const struct scan *scan, size_t at)
{
	const unsigned char *text = (const unsigned char *)scan->text;

	return at >= scan->start + 2 && (text[at - 2] & 0xFE) == 0xD6 && at + 1 < scan->end &&
	       (text[at + 1] & 0xFE) == 0xD6;
}

/* One between two words: the end of "a"s, or of "하나"와. */
static void take_inner(struct scan *scan, size_t at, enum side before, enum side behind)
{
	if (before == DIGIT || is_hebrew(scan, at)) /* 5"x7" is a size */
		return;
	if (scan->is_open[DOUBLE] || before == DENSE || behind == DENSE)
		set_quote(scan, at, DOUBLE, !scan->is_open[DOUBLE]);
	else
		scan->is_literal[DOUBLE] = true; /* f"..." */
}

static void take_double(struct scan *scan, size_t at)
{
	enum side before = side_before(scan, at), behind = side_behind(scan, at + 1);
	bool may_close = before != BLANK && before != OPENING;
	bool may_open = (!may_close || before == DASH) && behind != BLANK;

	if (!scan->typeset->quotes->open || is_literal(scan, at, DOUBLE) || is_inches(scan, at))
		return;
	if (is_word(before) && is_word(side_of(scan, at + 1)))
		take_inner(scan, at, before, behind);
	else if (scan->is_open[DOUBLE] && may_close && !(before == DASH && is_word(behind)))
		set_quote(scan, at, DOUBLE, false);
	else if (may_open)
		set_quote(scan, at, DOUBLE, true);
	else if (may_close && before != DIGIT) /* 19" is a length */
		set_quote(scan, at, DOUBLE, is_word(behind) || behind == OPENING);
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
		enum side before = side_before(scan, place), behind;

		behind = side_behind(scan, place + 1);
		if (before == BLANK || before == OPENING || open_until(scan, place) == 0 ||
		    (is_word(behind) && before != DENSE && behind != DENSE))
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

/* "'90s", "'90er" and "'69", but not "'69'". */
static bool is_decade(struct scan *scan, size_t at)
{
	static const char *const ends[] = { "s", "er", "ern", "ies" };
	const char *rest = scan->text + at + 3;
	size_t len;

	if (!has_digits(scan, at + 1))
		return false;
	len = scan->end - at - 3;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t n = strlen(ends[i]);

		if (n <= len && memcmp(rest, ends[i], n) == 0 &&
		    !is_word(side_behind(scan, at + 3 + n)))
			return true;
	}
	return (len == 0 || *rest != '\'') && !is_word(side_behind(scan, at + 3));
}

/* A word of the language that has lost its start: 'tis; of one letter also in rock 'n' roll. */
static bool is_elision(struct scan *scan, size_t at)
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
	if (before == BLANK || before == OPENING || before == DASH || before == DENSE)
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
	bool is_inner = is_word(before) && is_word(behind);

	if (!scan->typeset->quotes->open)
		return;
	if (is_inner && before != DENSE && behind != DENSE) {
		if (before != DIGIT || behind != DIGIT)
			set_apostrophe(scan, at);
	} else if (is_literal(scan, at, SINGLE)) {
		return;
	} else if (before == BLANK || before == OPENING) {
		if (behind != BLANK)
			begin_single(scan, at, before, behind);
	} else if (is_word(behind) && !(is_inner && scan->is_open[SINGLE])) {
		begin_single(scan, at, before, behind);
	} else if (scan->is_open[SINGLE]) {
		set_quote(scan, at, SINGLE, false);
	} else if (before != DIGIT) { /* 6' is a length */
		set_apostrophe(scan, at);
	}
}

/* Dashes and dots */

static size_t run_len(const struct scan *scan, size_t at, size_t end)
{
	size_t n = 1;

	while (at + n < end && scan->text[at + n] == scan->text[at])
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

/* Whether a word may begin here, without a blank before it too where the script has none. */
static bool may_begin_word(struct scan *scan, size_t at)
{
	enum side before = side_before(scan, at);

	if (before != OTHER)
		return before == BLANK || before == OPENING || before == DENSE;
	if (is_quote(scan->text[at - 1]))
		return scan->last != at - 1;
	return at >= scan->start + 3 && (unsigned char)scan->text[at - 3] >= 0xE3;
}

/* "--help", "[--all]": an option of a command line. */
static bool is_option(struct scan *scan, size_t at, size_t end)
{
	return end < scan->end &&
	       (is_small(scan->text[end]) || ascii_side(scan->text[end]) == DIGIT) &&
	       may_begin_word(scan, at);
}

/* A part of what is raised or lowered, or of an image's name where that is its file's. */
static bool is_in_name(struct scan *scan, size_t at, size_t end)
{
	const struct span *span = span_at(scan, at);

	if (!span || !(span->styles & (SPAN_SUPER | SPAN_SUB | SPAN_IMAGE)))
		return false;
	return !(span->styles & SPAN_IMAGE) ||
	       (side_before(scan, at) != BLANK && side_of(scan, end) != BLANK);
}

static void take_dashes(struct scan *scan, size_t at, size_t n)
{
	if (n > 3 || is_in_name(scan, at, at + n) || is_in_code(scan, at, at + n) ||
	    (n == 2 && is_option(scan, at, at + 2)))
		return;
	add(scan, at, (unsigned)n, n == 2 ? en_dash : em_dash, TYPESET_NO_GAP);
}

static void take_dots(struct scan *scan, size_t at, size_t n)
{
	size_t end = at + n;

	if (n > 4 || is_in_name(scan, at, end) ||
	    (at > scan->start && is_code_sign(scan->text[at - 1])) ||
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

/* The quotation marks from that place on that are of no language: """, and "" without a word beside
 * it; else 0. */
static size_t empty_quotes(struct scan *scan, size_t at, size_t end)
{
	size_t n = run_len(scan, at, end);
	enum side before;

	if (n != 2)
		return n > 2 ? n : 0;
	before = side_before(scan, at);
	return (before == BLANK || before == OPENING) && !is_word(side_of(scan, at + n)) ? n : 0;
}

/* Gives the bytes that are dealt with. */
static size_t take_quote(struct scan *scan, enum kind kind, size_t at)
{
	size_t end = open_until(scan, at), n = end > 0 ? empty_quotes(scan, at, end) : 1;

	if (n > 0)
		return n;
	if (kind == DOUBLE)
		take_double(scan, at);
	else
		take_single(scan, at);
	return 1;
}

static size_t take_run(struct scan *scan, enum kind kind, size_t at)
{
	size_t n = run_len(scan, at, scan->end);

	if (open_until(scan, at) == 0)
		return n;
	if (kind == DASHES)
		take_dashes(scan, at, n);
	else
		take_dots(scan, at, n);
	return n;
}

static void take(struct scan *scan, enum kind kind, size_t at)
{
	size_t n = kind <= SINGLE ? take_quote(scan, kind, at) : take_run(scan, kind, at);

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
			     .last = (size_t)-1 };

	if (!typeset->quotes || typeset->block == index)
		return;
	typeset->block = index;
	typeset->n_signs = 0;
	if (block->n_spans == 0)
		return;
	scan.span = &document->spans[block->first_span];
	scan.is_hidden = is_hidden(&scan, scan.span);
	take_all(&scan);
}

/* A part of the text with its signs. */
static void put(const struct typeset *typeset, const char *text, size_t start, size_t end,
		struct str *out)
{
	for (size_t i = 0; i < typeset->n_signs; i++) {
		const struct typeset_sign *sign = &typeset->signs[i];

		str_add(out, text + start, sign->place - start);
		str_text(out, sign->gap == TYPESET_GAP_BEFORE ? typeset->quotes->gap : "");
		str_text(out, sign->text);
		str_text(out, sign->gap == TYPESET_GAP_BEHIND ? typeset->quotes->gap : "");
		start = sign->place + sign->len;
	}
	str_add(out, text + start, end - start);
}

void typeset_copy(struct typeset *typeset, const struct document *document, size_t index,
		  struct str *out)
{
	const struct block *block = &document->blocks[index];

	typeset_leaf(typeset, document, index);
	put(typeset, document->text, block->start, (size_t)block->start + block->len, out);
}

void typeset_words(const struct quotes *quotes, const char *words, struct str *out)
{
	struct typeset typeset = { .quotes = quotes };
	struct scan scan = {
		.typeset = &typeset, .text = words, .end = strlen(words), .last = (size_t)-1
	};

	if (quotes)
		take_all(&scan);
	put(&typeset, words, 0, scan.end, out);
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

void typeset_gaps(const struct typeset *typeset, size_t sign, size_t start, size_t end,
		  struct marks *gaps)
{
	struct mark mark = { .link = -1 };

	if (!typeset->quotes || !*typeset->quotes->gap)
		return;
	mark.text = typeset->quotes->gap;
	for (; sign < typeset->n_signs && typeset->signs[sign].place < end; sign++) {
		const struct typeset_sign *found = &typeset->signs[sign];

		mark.at = found->place + (found->gap == TYPESET_GAP_BEHIND ? found->len : 0);
		if (found->gap != TYPESET_NO_GAP && found->place >= start)
			mark_add(gaps, &mark);
	}
}

void typeset_release(struct typeset *typeset)
{
	free(typeset->signs);
	*typeset = (struct typeset){ 0 };
}
