/* SPDX-License-Identifier: MIT */
#include "layout/typeset.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "layout/side.h"

static const char apostrophe[] = "’", en_dash[] = "–", em_dash[] = "—", ellipsis[] = "…";

enum { MOST_AROUND = 64, MOST_QUOTES = 3 };

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

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
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

static enum side before_of(struct scan *scan, size_t at)
{
	size_t first = at - 1;

	if (at == scan->start)
		return SIDE_BLANK;
	if (is_closed(scan, first))
		return SIDE_LETTER;
	if (is_quote(scan->text[first]))
		return scan->last == first ? scan->last_side : SIDE_OTHER;
	while (first > scan->start && str_is_inside(scan->text[first]))
		first--;
	return side_of(scan->text + first, at - first);
}

/* The mark of a footnote ends a word. */
static enum side next_to(struct scan *scan, size_t at)
{
	if (at >= scan->end)
		return SIDE_BLANK;
	if (is_closed(scan, at))
		return span_at(scan, at)->styles & SPAN_NOTE ? SIDE_BLANK : SIDE_LETTER;
	return side_of(scan->text + at, scan->end - at);
}

/* Behind the quotation marks that may follow. */
static enum side behind_of(struct scan *scan, size_t at)
{
	for (int i = 0; i < MOST_QUOTES && at < scan->end && is_quote(scan->text[at]); i++)
		at++;
	return next_to(scan, at);
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
	bool has_gap = kind == DOUBLE && *quotes->gap &&
		       (is_start ? next_to(scan, at + 1) : before_of(scan, at)) != SIDE_BLANK;

	scan->is_open[kind] = is_start;
	scan->last = at;
	scan->last_side = is_start ? SIDE_OPENING : SIDE_OTHER;
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

	while (i > scan->start && (side_of_byte(text[i - 1]) == SIDE_DIGIT || text[i - 1] == '.'))
		i--;
	if (i == at)
		return false;
	i -= i > scan->start && text[i - 1] == ' ';
	return i >= scan->start + 2 && text[i - 1] == '\'' &&
	       side_of_byte(text[i - 2]) == SIDE_DIGIT;
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
	if (before == SIDE_DIGIT || is_hebrew(scan, at)) /* 5"x7" is a size */
		return;
	if (scan->is_open[DOUBLE] || before == SIDE_DENSE || behind == SIDE_DENSE)
		set_quote(scan, at, DOUBLE, !scan->is_open[DOUBLE]);
	else
		scan->is_literal[DOUBLE] = true; /* f"..." */
}

/* One between a blank and what ends a clause, or another blank: " as such ". */
static bool is_apart(struct scan *scan, size_t at, enum side before)
{
	size_t next = at + 1;

	if (before != SIDE_BLANK || next_to(scan, next) == SIDE_BLANK)
		return before == SIDE_BLANK;
	return scan->is_open[DOUBLE] && strchr(".,;:!?)", scan->text[next]) &&
	       next_to(scan, next + 1) == SIDE_BLANK;
}

/* It closes what is open; parted by blanks on both sides only where that is a habit. */
static void take_apart(struct scan *scan, size_t at)
{
	bool is_open = scan->is_open[DOUBLE], is_blank = next_to(scan, at + 1) == SIDE_BLANK;

	if (!is_blank || (*scan->typeset->quotes->gap && (is_open || at + 1 < scan->end)))
		set_quote(scan, at, DOUBLE, !is_open);
}

static void take_double(struct scan *scan, size_t at)
{
	enum side before = before_of(scan, at), behind = behind_of(scan, at + 1);
	bool may_close = before != SIDE_BLANK && before != SIDE_OPENING;
	bool may_open = (!may_close || before == SIDE_DASH) && behind != SIDE_BLANK;

	if (!scan->typeset->quotes->open || is_literal(scan, at, DOUBLE) || is_inches(scan, at))
		return;
	if (side_is_word(before) && side_is_word(next_to(scan, at + 1)))
		take_inner(scan, at, before, behind);
	else if (is_apart(scan, at, before))
		take_apart(scan, at);
	else if (scan->is_open[DOUBLE] && may_close &&
		 !(before == SIDE_DASH && side_is_word(behind)))
		set_quote(scan, at, DOUBLE, false);
	else if (may_open)
		set_quote(scan, at, DOUBLE, true);
	else if (may_close && before != SIDE_DIGIT) /* 19" is a length */
		set_quote(scan, at, DOUBLE, side_is_word(behind) || behind == SIDE_OPENING);
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
		enum side before = before_of(scan, place), behind;

		behind = behind_of(scan, place + 1);
		if (before == SIDE_BLANK || before == SIDE_OPENING ||
		    open_until(scan, place) == 0 ||
		    (side_is_word(behind) && before != SIDE_DENSE && behind != SIDE_DENSE))
			continue;
		scan->last_close = place + 1;
		break;
	}
	return scan->last_close - 1;
}

static bool has_digits(const struct scan *scan, size_t at)
{
	return at + 2 <= scan->end && side_of_byte(scan->text[at]) == SIDE_DIGIT &&
	       side_of_byte(scan->text[at + 1]) == SIDE_DIGIT;
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
		    !side_is_word(behind_of(scan, at + 3 + n)))
			return true;
	}
	return (len == 0 || *rest != '\'') && !side_is_word(behind_of(scan, at + 3));
}

/* A word of the language that has lost its start: 'tis; of one letter also in rock 'n' roll. */
static bool is_elision(struct scan *scan, size_t at)
{
	const char *text = scan->text + at, *word = scan->typeset->quotes->elisions;
	size_t len = scan->end - at, n;

	for (; *word; word += n + (word[n] == ' ')) {
		n = strcspn(word, " ");
		if (n < len && strncasecmp(text, word, n) == 0 &&
		    !side_is_word(behind_of(scan, at + n)) && (n == 2 || text[n] != '\''))
			return true;
		if (n == len && strncasecmp(text, word, n) == 0)
			return true;
	}
	return false;
}

static bool may_begin(struct scan *scan, size_t at, enum side before)
{
	if (before == SIDE_BLANK || before == SIDE_OPENING || before == SIDE_DASH ||
	    before == SIDE_DENSE)
		return true;
	return before == SIDE_OTHER && at > scan->start && strchr(",;:/", scan->text[at - 1]);
}

static void set_apostrophe(struct scan *scan, size_t at)
{
	add(scan, at, 1, apostrophe, TYPESET_NO_GAP);
}

/* One that words follow. */
static void begin_single(struct scan *scan, size_t at, enum side before, enum side behind)
{
	if (is_decade(scan, at) || is_elision(scan, at) ||
	    (behind == SIDE_LETTER && (!may_begin(scan, at, before) || last_close(scan) <= at)))
		set_apostrophe(scan, at);
	else if (may_begin(scan, at, before) && last_close(scan) > at)
		set_quote(scan, at, SINGLE, true);
}

static void take_single(struct scan *scan, size_t at)
{
	enum side before = before_of(scan, at), behind = behind_of(scan, at + 1);
	bool is_dense = before == SIDE_DENSE || behind == SIDE_DENSE;

	if (!scan->typeset->quotes->open)
		return;
	if (side_is_word(before) && side_is_word(behind) && !is_dense) {
		if (before != SIDE_DIGIT || behind != SIDE_DIGIT)
			set_apostrophe(scan, at);
	} else if (is_literal(scan, at, SINGLE)) {
		return;
	} else if (before == SIDE_BLANK || before == SIDE_OPENING) {
		if (behind != SIDE_BLANK)
			begin_single(scan, at, before, behind);
	} else if (side_is_word(behind) && !(is_dense && scan->is_open[SINGLE])) {
		begin_single(scan, at, before, behind);
	} else if (scan->is_open[SINGLE]) {
		set_quote(scan, at, SINGLE, false);
	} else if (before != SIDE_DIGIT) { /* 6' is a length */
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
	enum side before = before_of(scan, at);

	if (before != SIDE_OTHER)
		return before == SIDE_BLANK || before == SIDE_OPENING || before == SIDE_DENSE;
	if (is_quote(scan->text[at - 1]))
		return scan->last != at - 1;
	return at >= scan->start + 3 && (unsigned char)scan->text[at - 3] >= 0xE3;
}

/* "--help", "[--all]": an option of a command line. */
static bool is_option(struct scan *scan, size_t at, size_t end)
{
	return end < scan->end &&
	       (is_small(scan->text[end]) || side_of_byte(scan->text[end]) == SIDE_DIGIT) &&
	       may_begin_word(scan, at);
}

/* A part of what is raised or lowered, or of an image's name where that is its file's. */
static bool is_in_name(struct scan *scan, size_t at, size_t end)
{
	const struct span *span = span_at(scan, at);

	if (!span || !(span->styles & (SPAN_SUPER | SPAN_SUB | SPAN_IMAGE)))
		return false;
	return !(span->styles & SPAN_IMAGE) ||
	       (before_of(scan, at) != SIDE_BLANK && next_to(scan, end) != SIDE_BLANK);
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
	if (before_of(scan, at) == SIDE_DIGIT && behind_of(scan, end) == SIDE_DIGIT)
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
	before = before_of(scan, at);
	return (before == SIDE_BLANK || before == SIDE_OPENING) &&
			       !side_is_word(next_to(scan, at + n))
		       ? n
		       : 0;
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
