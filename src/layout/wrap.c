/* SPDX-License-Identifier: MIT */
#include "layout/wrap.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "layout/price.h"
#include "text/breaks.h"
#include "text/width.h"

/* What has to stay in one line: the bytes shown, and the columns left of their start and end where
 * all of the text stood in one line. */
struct wrap_word {
	unsigned start, end;
	int left, right;  /* a hyphen that the break shows is counted */
	unsigned penalty; /* of a line that ends behind it; `ends`: the paragraph's lines end there
			   */
	unsigned char kind; /* of the break behind it */
};

enum { KIND_CUT = BREAKS_URL + 1 }; /* a word that is wider than the line */
enum { HYPHEN_PENALTY = 40 };

static const unsigned ends = UINT_MAX;

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

/* Makes room for 64 more words, at the least. */
static void grow(struct wrap *wrap)
{
	wrap->room = wrap->room ? wrap->room * 2 : 256;
	wrap->words = mem_resize(wrap->words, wrap->room, sizeof(*wrap->words));
}

static inline struct wrap_word *push(struct splitter *splitter, size_t start, size_t end,
				     int columns)
{
	struct wrap *wrap = splitter->wrap;
	struct wrap_word *word;

	if (wrap->n_words == wrap->room)
		grow(wrap);
	word = &wrap->words[wrap->n_words++];
	word->start = (unsigned)start;
	word->end = (unsigned)end;
	word->left = splitter->column;
	word->right = splitter->column += columns;
	word->penalty = 0;
	word->kind = KIND_CUT;
	return word;
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
	struct wrap *wrap = splitter->wrap;
	size_t last = wrap->n_words - 1;
	int width = splitter->input->width;
	bool fits = wrap->words[last].right - wrap->words[splitter->address].left <= width;

	for (size_t i = splitter->address; i < last; i++)
		wrap->words[i].penalty = squared(most_slack(fits, width));
}

static void set_kind(struct splitter *splitter, unsigned char kind, char last)
{
	struct wrap *wrap = splitter->wrap;
	struct wrap_word *word = &wrap->words[wrap->n_words - 1];

	/* A word that fills the line leaves no room for its hyphen. */
	if (kind == BREAKS_HYPHEN && word->right - word->left >= splitter->input->width)
		kind = BREAKS_MAY;
	word->kind = kind;
	if (kind == BREAKS_HYPHEN)
		word->right++;
	if (kind == BREAKS_HYPHEN || (kind == BREAKS_MAY && last == '-'))
		word->penalty = HYPHEN_PENALTY;
	if (kind == BREAKS_MUST && !splitter->input->is_balanced)
		word->penalty = ends;
	if (kind == BREAKS_URL)
		return;
	if (splitter->address + 1 < wrap->n_words)
		end_address(splitter);
	splitter->address = wrap->n_words;
}

/* The bytes from `start` to a break of that kind. */
static void add(struct splitter *splitter, size_t start, size_t end, unsigned char kind)
{
	const struct wrap_input *input = splitter->input;
	struct wrap *wrap = splitter->wrap;
	size_t shown = end;
	struct added added = { 0, 0, 0 };
	int columns;

	if (wrap->n_words == 0 || wrap->words[wrap->n_words - 1].kind == BREAKS_MUST)
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
	struct wrap *wrap = splitter->wrap;
	const char *text = input->text;
	int columns = (int)(end - start) - 1;

	if (columns < 1 || columns > input->width || text[end - 1] != ' ' || text[end - 2] == ' ' ||
	    text[start] == ' ' || splitter->address != wrap->n_words)
		return false;
	push(splitter, start, end - 1, columns)->kind = BREAKS_MAY;
	splitter->address = wrap->n_words;
	splitter->column++;
	return true;
}

static bool is_ascii(const char *text, size_t len)
{
	uint64_t all = 0, eight;
	size_t i = 0;

	for (; i + sizeof(eight) <= len; i += sizeof(eight)) {
		memcpy(&eight, text + i, sizeof(eight));
		all |= eight;
	}
	for (; i < len; i++)
		all |= (unsigned char)text[i];
	return (all & UINT64_C(0x8080808080808080)) == 0;
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

	wrap->is_ascii = (is_quick || is_ascii(input->text, input->len)) &&
			 !memchr(input->text, '\t', input->len);
	wrap->n_words = 0;
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
	struct wrap *wrap = splitter->wrap;
	const unsigned width = (unsigned)splitter->input->width;
	/* Those before the first other byte. */
	uint64_t blanks = plain.ends & ((plain.others & -plain.others) - 1);
	unsigned at = (unsigned)from, end;
	int left = splitter->column;
	struct wrap_word *word;

	if (wrap->room - wrap->n_words < 64)
		grow(wrap);
	word = &wrap->words[wrap->n_words];
	for (; blanks; blanks &= blanks - 1) {
		end = (unsigned)from + (unsigned)__builtin_ctzll(blanks);
		if (end - at > width)
			break;
		*word++ = (struct wrap_word){ .start = at,
					      .end = end,
					      .left = left,
					      .right = left + (int)(end - at),
					      .kind = BREAKS_MAY };
		left += (int)(end - at) + 1;
		at = end + 1;
	}
	wrap->n_words = (size_t)(word - wrap->words);
	splitter->column = left;
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
		splitter->address = splitter->wrap->n_words;
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
		wrap->words[wrap->n_words - 1].penalty = 0;
}

/* A paragraph's last line should not be a lonely short word. */
static unsigned short_end(size_t first, int columns, int width)
{
	int least = width / 6;

	return first > 0 && columns < least ? squared(least - columns) : 0;
}

/* The columns of a line of words from `i` up to before `j`. */
static int line_columns(const struct wrap_word *words, size_t i, size_t j)
{
	return words[j - 1].right - words[i].left;
}

/* Shorter lines are not tried when so many were, and the free columns alone cost more than the
 * best: what stands below costs about the same then. */
enum { ENOUGH = 4 };

/* What a line costs that leaves so many columns free and ends behind the word. */
static unsigned line_cost(const struct wrap_input *input, const struct wrap_word *last, size_t i,
			  int slack)
{
	if (last->penalty == ends)
		return short_end(i, input->width - slack, input->width);
	return squared(slack) + last->penalty;
}

/*
 * The best line that starts with word i, where all lines below are known: its cost with theirs, and
 * the word that the next line starts with. `far` is the last word that could start it.
 */
static void choose(struct wrap *wrap, const struct wrap_input *input, size_t i, size_t far)
{
	const struct wrap_word *words = wrap->words;
	const int room = input->width + words[i].left;
	const size_t enough = input->is_balanced ? SIZE_MAX : ENOUGH;
	/* What the layout puts before a word may be wider than the line. */
	int slack = room < words[far - 1].right ? 0 : room - words[far - 1].right;
	unsigned least_below = wrap->costs[far];
	unsigned best = least_below + line_cost(input, &words[far - 1], i, slack);
	size_t next = far;

	for (size_t j = far - 1; j > i && best > 0; j--) {
		unsigned below = wrap->costs[j], cost;

		slack = room - words[j - 1].right;
		cost = squared(slack);
		if (far - j >= enough && cost >= best - least_below)
			break;
		if (words[j - 1].penalty > 0)
			cost = line_cost(input, &words[j - 1], i, slack);
		least_below = below < least_below ? below : least_below;
		if (below + cost < best) {
			best = below + cost;
			next = j;
		}
	}
	wrap->costs[i] = best;
	wrap->nexts[i] = (unsigned)next;
}

/* The same for the common line, which ends at one of its last few words; none has a penalty. */
static void choose_plainly(struct wrap *wrap, const struct wrap_input *input, size_t i, size_t far)
{
	const struct wrap_word *words = wrap->words;
	const int room = input->width + words[i].left;
	unsigned best = UINT_MAX;
	size_t next = far;

	for (size_t k = 0; k < ENOUGH; k++) {
		unsigned cost = wrap->costs[far - k] + squared(room - words[far - k - 1].right);

		next = cost < best ? far - k : next;
		best = cost < best ? cost : best;
	}
	wrap->costs[i] = best;
	wrap->nexts[i] = (unsigned)next;
}

/* Whether only the last few words that fit can end a line from word i: each that stands before them
 * costs more in free columns than it can save below. */
static bool is_plain(const struct wrap *wrap, const struct wrap_input *input, size_t i, size_t far)
{
	const struct wrap_word *last = &wrap->words[far - 1];

	return !input->is_balanced && far - i > ENOUGH &&
	       !(last[0].penalty | last[-1].penalty | last[-2].penalty | last[-3].penalty);
}

static void fit_optimum(struct wrap *wrap, const struct wrap_input *input)
{
	size_t far = wrap->n_words;

	wrap->costs[wrap->n_words] = 0;
	for (size_t i = wrap->n_words; i-- > 0;) {
		if (wrap->words[i].kind == BREAKS_MUST)
			far = i + 1;
		while (far > i + 1 &&
		       wrap->words[far - 1].right - wrap->words[i].left > input->width)
			far--;
		if (is_plain(wrap, input, i, far))
			choose_plainly(wrap, input, i, far);
		else
			choose(wrap, input, i, far);
	}
}

/* As full as it gets; an address is broken only where the line would be too empty. */
static size_t fullest(const struct wrap *wrap, const struct wrap_input *input, size_t i)
{
	size_t best = i + 1, better = i;

	for (size_t j = i + 1; j <= wrap->n_words; j++) {
		const struct wrap_word *last = &wrap->words[j - 1];

		if (j > i + 1 && last->right - wrap->words[i].left > input->width)
			break;
		if (line_columns(wrap->words, i, j) <= input->width) {
			best = j;
			if (last->kind != BREAKS_URL)
				better = j;
		}
		if (last->kind == BREAKS_MUST)
			break;
	}
	if (better > i && squared(input->width - line_columns(wrap->words, i, better)) <=
				  wrap->words[best - 1].penalty)
		return better;
	return best;
}

static void fit_greedy(struct wrap *wrap, const struct wrap_input *input)
{
	size_t next;

	for (size_t i = 0; i < wrap->n_words; i = next) {
		next = fullest(wrap, input, i);
		wrap->nexts[i] = (unsigned)next;
	}
}

static void make_room(struct wrap *wrap)
{
	if (wrap->n_costs > wrap->n_words)
		return;
	wrap->n_costs = wrap->n_words + wrap->n_words / 2 + 1;
	wrap->costs = mem_resize(wrap->costs, wrap->n_costs, sizeof(*wrap->costs));
	wrap->nexts = mem_resize(wrap->nexts, wrap->n_costs, sizeof(*wrap->nexts));
	wrap->lines = mem_resize(wrap->lines, wrap->n_costs, sizeof(*wrap->lines));
}

void wrap_text(struct wrap *wrap, const struct wrap_input *input)
{
	size_t next;

	split(wrap, input);
	make_room(wrap);
	if (input->is_greedy)
		fit_greedy(wrap, input);
	else
		fit_optimum(wrap, input);
	wrap->n_lines = 0;
	for (size_t i = 0; i < wrap->n_words; i = next) {
		const struct wrap_word *last;

		next = wrap->nexts[i];
		last = &wrap->words[next - 1];
		wrap->lines[wrap->n_lines++] = (struct wrap_line){
			.start = wrap->words[i].start,
			.end = last->end,
			.columns = line_columns(wrap->words, i, next),
			.has_hyphen = last->kind == BREAKS_HYPHEN,
			.has_lead = last->start == last->end,
		};
	}
}

void wrap_measure(struct wrap *wrap, const struct wrap_input *input, int *least, int *most)
{
	int left = 0;

	split(wrap, input);
	*least = *most = 0;
	for (size_t i = 0; i < wrap->n_words; i++) {
		const struct wrap_word *word = &wrap->words[i];
		int columns = word->right - word->left;

		if (i == 0 || wrap->words[i - 1].kind == BREAKS_MUST)
			left = word->left;
		*least = columns > *least ? columns : *least;
		*most = word->right - left > *most ? word->right - left : *most;
	}
}

void wrap_release(struct wrap *wrap)
{
	free(wrap->lines);
	free(wrap->kinds);
	free(wrap->words);
	free(wrap->costs);
	free(wrap->nexts);
	*wrap = (struct wrap){ 0 };
}
