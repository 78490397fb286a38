/* SPDX-License-Identifier: MIT */
#include "layout/wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "layout/price.h"
#include "text/breaks.h"
#include "text/bytes16.h"
#include "text/width.h"

enum { KIND_CUT = BREAKS_URL + 1 }; /* a word that is wider than the line */
enum { HYPHEN_PENALTY = 40 };

static unsigned squared(int n)
{
	return (unsigned)n * (unsigned)n;
}

struct splitter {
	struct wrap *wrap;
	const struct wrap_input *input;
	size_t extra;   /* the next one */
	size_t address; /* the first word behind a break that is not within an address */
	int column;     /* so far, blanks and extras counted */
};

static int columns_of(const struct splitter *splitter, size_t start, size_t end)
{
	if (splitter->wrap->is_ascii)
		return (int)(end - start);
	return width_columns(splitter->input->text + start, end - start);
}

/* The extras that belong to a word or a part of one: before its first byte, and the others. */
struct added {
	int before, inside; /* columns */
	size_t next;        /* the first extra behind them */
};

static struct added extras_of(const struct splitter *splitter, size_t start, size_t end)
{
	const struct wrap_input *input = splitter->input;
	struct added added = { .next = splitter->extra };

	for (; added.next < input->n_extras; added.next++) {
		const struct wrap_extra *extra = &input->extras[added.next];

		if (extra->at > end || (extra->at == end && extra->is_before))
			break;
		if (extra->at <= start && extra->is_before)
			added.before += extra->columns;
		else
			added.inside += extra->columns;
	}
	return added;
}

/* Adds a word without a penalty. */
static void push(struct splitter *splitter, size_t start, size_t end, int columns)
{
	struct fit *fit = &splitter->wrap->fit;
	size_t word = fit->n_words;

	if (word == fit->room)
		fit_grow(fit);
	fit->n_words++;
	fit->starts[word] = (unsigned)start;
	fit->ends[word] = (unsigned)end;
	fit->lefts[word] = splitter->column;
	fit->rights[word] = splitter->column += columns;
	fit->penalties[word] = 0;
	fit->kinds[word] = KIND_CUT;
}

/* The bytes of a word that fit into a line with the extras in them, at least a cluster. */
static size_t cut(struct splitter *splitter, size_t start, size_t end, int *columns)
{
	const char *text = splitter->input->text;
	int width = splitter->input->width;
	size_t len = width_fit(text + start, end - start, width, columns);
	struct added added = extras_of(splitter, start, start + len);
	int more = added.before + added.inside;
	struct cluster cluster;

	if (*columns + more > width)
		len = width_fit(text + start, end - start, width - more, columns);
	if (len == 0 && width_cluster(text, end, start, &cluster)) {
		len = cluster.len;
		*columns = cluster.columns;
	}
	added = extras_of(splitter, start, start + len);
	splitter->extra = added.next;
	*columns += added.before + added.inside;
	return len;
}

/* What stands before a word is done with. */
static void skip_before(struct splitter *splitter, size_t start)
{
	const struct wrap_input *input = splitter->input;

	while (splitter->extra < input->n_extras && input->extras[splitter->extra].at <= start &&
	       input->extras[splitter->extra].is_before)
		splitter->extra++;
}

/*
 * A word of more columns than the line: cut between clusters. What the layout puts before it is a
 * word of its own then, without bytes.
 */
static void push_cut(struct splitter *splitter, size_t start, size_t end, int before)
{
	size_t len;
	int columns;

	if (before > 0)
		push(splitter, start, start, before);
	skip_before(splitter, start);
	for (; start < end; start += len) {
		len = cut(splitter, start, end, &columns);
		push(splitter, start, start + len, columns);
	}
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

/* The columns that a line may leave free before an address is broken: more where all of it would
 * fit into a line. */
static int most_slack(bool is_whole, int width)
{
	return is_whole ? width * 2 / 3 : width / 3;
}

/* The words since the last break that is not within an address are one address. */
static void end_address(struct splitter *splitter)
{
	struct fit *fit = &splitter->wrap->fit;
	size_t last = fit->n_words - 1;
	int width = splitter->input->width;
	bool fits = fit_columns(fit, splitter->address, last + 1) <= width;

	for (size_t i = splitter->address; i < last; i++)
		fit->penalties[i] = squared(most_slack(fits, width));
}

static void set_kind(struct splitter *splitter, unsigned char kind, char last)
{
	struct fit *fit = &splitter->wrap->fit;
	size_t word = fit->n_words - 1;

	/* A word that fills the line leaves no room for its hyphen. */
	if (kind == BREAKS_HYPHEN && fit_columns(fit, word, word + 1) >= splitter->input->width)
		kind = BREAKS_MAY;
	fit->kinds[word] = kind;
	if (kind == BREAKS_HYPHEN)
		fit->rights[word]++;
	if (kind == BREAKS_HYPHEN || (kind == BREAKS_MAY && last == '-'))
		fit->penalties[word] = HYPHEN_PENALTY;
	if (kind == BREAKS_MUST && !splitter->input->is_balanced)
		fit->penalties[word] = fit_ends;
	if (kind == BREAKS_URL)
		return;
	if (splitter->address + 1 < fit->n_words)
		end_address(splitter);
	splitter->address = fit->n_words;
}

/* The bytes from `start` to a break of that kind. */
static void add(struct splitter *splitter, size_t start, size_t end, unsigned char kind)
{
	const struct wrap_input *input = splitter->input;
	const struct fit *fit = &splitter->wrap->fit;
	size_t shown = end;
	struct added added = { 0, 0, 0 };
	int columns;

	if (fit->n_words == 0 || fit->kinds[fit->n_words - 1] == BREAKS_MUST)
		while (start < end && input->text[start] == ' ')
			start++;
	while (shown > start && is_blank(input->text[shown - 1]))
		shown--;
	columns = columns_of(splitter, start, shown);
	if (input->n_extras > 0) {
		added = extras_of(splitter, start, shown);
		columns += added.before + added.inside;
	}
	if (columns > input->width && shown > start)
		push_cut(splitter, start, shown, added.before);
	else
		push(splitter, start, shown, columns);
	splitter->extra = added.next;
	splitter->column += (int)(end - shown);
	set_kind(splitter, kind, end > start ? input->text[end - 1] : ' ');
}

/* The same for the common word: no extras, ASCII, one blank behind it. */
static bool add_plain(struct splitter *splitter, size_t start, size_t end)
{
	const struct wrap_input *input = splitter->input;
	struct fit *fit = &splitter->wrap->fit;
	const char *text = input->text;
	int columns = (int)(end - start) - 1;

	if (columns < 1 || columns > input->width || text[end - 1] != ' ' || text[end - 2] == ' ' ||
	    text[start] == ' ' || splitter->address != fit->n_words)
		return false;
	push(splitter, start, end - 1, columns);
	fit->kinds[fit->n_words - 1] = BREAKS_MAY;
	splitter->address = fit->n_words;
	splitter->column++;
	return true;
}

/* From break to break: by the quick way, or along the kinds that were found for all bytes. */
struct finder {
	struct breaks_walk walk;
	const unsigned char *kinds; /* NULL: the quick way */
};

static size_t next_break(struct finder *finder, enum breaks_kind *kind)
{
	size_t i, len = finder->walk.len;
	uint64_t eight;

	if (!finder->kinds)
		return breaks_next(&finder->walk, kind);
	for (i = finder->walk.at + 1; i + sizeof(eight) <= len; i += sizeof(eight)) {
		memcpy(&eight, finder->kinds + i, sizeof(eight));
		if (eight)
			break;
	}
	while (i < len && finder->kinds[i] == BREAKS_NONE)
		i++;
	finder->walk.at = i;
	*kind = i < len ? (enum breaks_kind)finder->kinds[i] : BREAKS_NONE;
	return i;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Quick: a digit on either side of the blank. */
static bool may_be_price(const char *text, size_t i)
{
	return is_digit(text[i]) || (i >= 2 && is_digit(text[i - 2]));
}

static void start(struct finder *finder, struct wrap *wrap, const struct wrap_input *input)
{
	bool is_quick = breaks_walk(&finder->walk, input->text, input->len);

	wrap->is_ascii = (is_quick || bytes16_ascii(input->text, input->len) == input->len) &&
			 !memchr(input->text, '\t', input->len);
	wrap->fit.n_words = 0;
	finder->kinds = NULL;
	if (is_quick)
		return;
	if (input->len > wrap->n_kinds) {
		wrap->n_kinds = input->len;
		wrap->kinds = mem_resize(wrap->kinds, wrap->n_kinds, 1);
	}
	breaks_find(input->text, input->len, wrap->kinds);
	finder->kinds = wrap->kinds;
}

/* The plain words of 64 bytes; gives the next one's place. */
static size_t push_some(struct splitter *splitter, size_t from, struct breaks_plain plain)
{
	struct fit *fit = &splitter->wrap->fit;
	const unsigned width = (unsigned)splitter->input->width;
	/* A byte is a column here. */
	const unsigned column = (unsigned)splitter->column - (unsigned)from;
	/* Those before the first other byte. */
	uint64_t blanks = plain.ends & ((plain.others & -plain.others) - 1);
	unsigned at = (unsigned)from, end;
	size_t word = fit->n_words;

	if (fit->room - word < 64)
		fit_grow(fit);
	memset(fit->penalties + word, 0, 64 * sizeof(*fit->penalties));
	memset(fit->kinds + word, BREAKS_MAY, 64);
	for (; blanks; blanks &= blanks - 1) {
		end = (unsigned)from + (unsigned)__builtin_ctzll(blanks);
		if (end - at > width)
			break;
		fit->starts[word] = at;
		fit->ends[word] = end;
		fit->lefts[word] = (int)(column + at);
		fit->rights[word++] = (int)(column + end);
		at = end + 1;
	}
	fit->n_words = word;
	splitter->column = (int)(column + at);
	return at;
}

/* The words from `from` on that need no look at their neighbours; gives the next one's place. */
static size_t push_words(struct splitter *splitter, struct finder *finder, size_t from)
{
	const struct wrap_input *input = splitter->input;
	struct breaks_plain plain;
	size_t at = from, last;

	do {
		last = at;
		plain = breaks_plain(input->text + at, input->len - at);
		at = push_some(splitter, at, plain);
	} while (at > last && !(plain.others << 1));
	if (at > from) {
		splitter->address = splitter->wrap->fit.n_words;
		breaks_resume(&finder->walk, at);
	}
	return at;
}

static void split(struct wrap *wrap, const struct wrap_input *input)
{
	struct splitter splitter = { .wrap = wrap, .input = input };
	struct finder finder;
	enum breaks_kind kind;
	bool is_plain, is_quick;
	size_t from = 0, at;

	start(&finder, wrap, input);
	is_plain = wrap->is_ascii && input->n_extras == 0;
	is_quick = is_plain && !finder.kinds;
	if (is_quick)
		from = push_words(&splitter, &finder, 0);
	while ((at = next_break(&finder, &kind)) < input->len) {
		if (kind == BREAKS_MAY && may_be_price(input->text, at) &&
		    price_holds(input->text, input->len, at))
			continue;
		if (!is_plain || kind != BREAKS_MAY || !add_plain(&splitter, from, at))
			add(&splitter, from, at, (unsigned char)kind);
		from = is_quick ? push_words(&splitter, &finder, at) : at;
	}
	if (input->len == 0)
		return;
	add(&splitter, from, input->len, BREAKS_MUST);
	if (input->is_open)
		wrap->fit.penalties[wrap->fit.n_words - 1] = 0;
}

static void make_room(struct wrap *wrap)
{
	if (wrap->n_lines_room >= wrap->fit.n_words)
		return;
	wrap->n_lines_room = wrap->fit.room;
	wrap->lines = mem_resize(wrap->lines, wrap->n_lines_room, sizeof(*wrap->lines));
}

void wrap_text(struct wrap *wrap, const struct wrap_input *input)
{
	const struct fit_input how = { .width = input->width, .is_balanced = input->is_balanced };
	struct fit *fit = &wrap->fit;
	size_t next;

	wrap->n_lines = 0;
	split(wrap, input);
	if (fit->n_words == 0)
		return;
	make_room(wrap);
	if (input->is_greedy)
		fit_greedy(fit, &how);
	else
		fit_optimum(fit, &how);
	for (size_t i = 0; i < fit->n_words; i = next) {
		size_t last = fit->nexts[i] - 1;

		next = last + 1;
		wrap->lines[wrap->n_lines++] = (struct wrap_line){
			.start = fit->starts[i],
			.end = fit->ends[last],
			.columns = fit_columns(fit, i, next),
			.has_hyphen = fit->kinds[last] == BREAKS_HYPHEN,
			.has_lead = fit->starts[last] == fit->ends[last],
		};
	}
}

void wrap_measure(struct wrap *wrap, const struct wrap_input *input, int *least, int *most)
{
	const struct fit *fit = &wrap->fit;
	size_t first = 0;

	split(wrap, input);
	*least = *most = 0;
	for (size_t i = 0; i < fit->n_words; i++) {
		int columns = fit_columns(fit, i, i + 1), all;

		if (i > 0 && fit->kinds[i - 1] == BREAKS_MUST)
			first = i;
		all = fit_columns(fit, first, i + 1);
		*least = columns > *least ? columns : *least;
		*most = all > *most ? all : *most;
	}
}

void wrap_release(struct wrap *wrap)
{
	free(wrap->lines);
	free(wrap->kinds);
	fit_release(&wrap->fit);
	*wrap = (struct wrap){ 0 };
}
