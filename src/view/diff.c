/* SPDX-License-Identifier: MIT */
#include "view/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { MOST_CHANGES = 1500 }; /* what is kept for the way back grows with its square */

struct word {
	const char *at;
	size_t len;  /* without the white space behind it */
	size_t span; /* with it */
};

struct words {
	const char *text;
	struct word *items;
	long n;
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

static void split(struct words *words, const char *text, size_t len)
{
	size_t at = 0;

	*words = (struct words){ .text = text };
	while (at < len) {
		struct word word = { .at = text + at };

		while (at < len && !is_blank(text[at]))
			at++;
		word.len = (size_t)(text + at - word.at);
		while (at < len && is_blank(text[at]))
			at++;
		word.span = (size_t)(text + at - word.at);
		words->items = mem_grow(words->items, (size_t)words->n, sizeof(*words->items));
		words->items[words->n++] = word;
	}
}

static bool same(const struct word *a, const struct word *b)
{
	return a->len == b->len && memcmp(a->at, b->at, a->len) == 0;
}

static void add(struct diff *diff, enum diff_kind kind, const struct words *words, long from,
		long to)
{
	struct diff_run *last = diff->n_runs > 0 ? &diff->runs[diff->n_runs - 1] : NULL;
	size_t start, len;

	if (from >= to)
		return;
	start = (size_t)(words->items[from].at - words->text);
	len = (size_t)(words->items[to - 1].at - words->text) + words->items[to - 1].span - start;
	diff->has_changes |= kind != DIFF_SAME;
	if (last && last->kind == kind && last->start + last->len == start) {
		last->len += len;
		return;
	}
	diff->runs = mem_grow(diff->runs, diff->n_runs, sizeof(*diff->runs));
	diff->runs[diff->n_runs++] = (struct diff_run){ kind, start, len };
}

/* The part that differs, and what the search has reached: reach[k] is the farthest old word on
 * diagonal k = old - new, for each number of changes. */
struct search {
	const struct words *before, *now;
	long from, before_to, now_to; /* both begin at `from` */
	long **reach;                 /* a row for each number of changes, from diagonal -d to d */
	long n_changes;               /* -1: too many */
};

static long at(const struct search *search, long changes, long diagonal)
{
	return search->reach[changes][diagonal + changes];
}

/* Whether the step to this diagonal was downward, that is adding a word. */
static bool is_added(const struct search *search, long changes, long diagonal)
{
	return diagonal == -changes ||
	       (diagonal != changes &&
		at(search, changes - 1, diagonal - 1) < at(search, changes - 1, diagonal + 1));
}

static long step(const struct search *search, long changes, long diagonal)
{
	if (changes == 0)
		return search->from;
	return is_added(search, changes, diagonal) ? at(search, changes - 1, diagonal + 1)
						   : at(search, changes - 1, diagonal - 1) + 1;
}

/* Goes on from an old word along its diagonal as long as the words are the same. */
static long slide(const struct search *search, long old, long diagonal)
{
	while (old < search->before_to && old - diagonal < search->now_to &&
	       same(&search->before->items[old], &search->now->items[old - diagonal]))
		old++;
	return old;
}

static void run(struct search *search)
{
	search->reach = mem_alloc(MOST_CHANGES + 1, sizeof(*search->reach));
	for (long d = 0; d <= MOST_CHANGES; d++) {
		search->reach[d] = mem_alloc((size_t)(2 * d + 1), sizeof(**search->reach));
		for (long k = -d; k <= d; k += 2) {
			long old = slide(search, step(search, d, k), k);

			search->reach[d][k + d] = old;
			if (old >= search->before_to && old - k >= search->now_to) {
				search->n_changes = d;
				return;
			}
		}
	}
	search->n_changes = -1;
}

/* Which words went and came, by the way back from the end. */
static void mark(const struct search *search, bool *is_removed, bool *is_new)
{
	long diagonal = search->before_to - search->now_to;

	for (long d = search->n_changes; d > 0; d--) {
		if (is_added(search, d, diagonal)) {
			diagonal++;
			is_new[at(search, d - 1, diagonal) - diagonal] = true;
		} else {
			diagonal--;
			is_removed[at(search, d - 1, diagonal)] = true;
		}
	}
}

/* Removed words come before those that stand in their place. */
static void tell(struct diff *diff, const struct search *search, const bool *is_removed,
		 const bool *is_new)
{
	long old = search->from, now = search->from;

	while (old < search->before_to || now < search->now_to) {
		if (old < search->before_to && is_removed[old]) {
			add(diff, DIFF_REMOVED, search->before, old, old + 1);
			old++;
		} else if (now < search->now_to && is_new[now]) {
			add(diff, DIFF_ADDED, search->now, now, now + 1);
			now++;
		} else {
			add(diff, DIFF_SAME, search->now, now, now + 1);
			old++;
			now++;
		}
	}
}

static void compare(struct diff *diff, struct search *search)
{
	bool *is_removed = mem_alloc((size_t)search->before->n, sizeof(*is_removed));
	bool *is_new = mem_alloc((size_t)search->now->n, sizeof(*is_new));

	run(search);
	if (search->n_changes >= 0) {
		mark(search, is_removed, is_new);
		tell(diff, search, is_removed, is_new);
	} else {
		add(diff, DIFF_REMOVED, search->before, search->from, search->before_to);
		add(diff, DIFF_ADDED, search->now, search->from, search->now_to);
	}
	for (long d = 0; d <= MOST_CHANGES; d++)
		free(search->reach[d]);
	free(search->reach);
	free(is_new);
	free(is_removed);
}

void diff_init(struct diff *diff, const char *before, size_t before_len, const char *now,
	       size_t now_len)
{
	struct words old, new;
	struct search search = { .before = &old, .now = &new };

	*diff = (struct diff){ 0 };
	split(&old, before, before_len);
	split(&new, now, now_len);
	while (search.from < old.n &&
	       search.from < new.n &&same(&old.items[search.from], &new.items[search.from]))
		search.from++;
	search.before_to = old.n;
	search.now_to = new.n;
	while (search.before_to > search.from && search.now_to > search.from &&
	       same(&old.items[search.before_to - 1], &new.items[search.now_to - 1])) {
		search.before_to--;
		search.now_to--;
	}
	add(diff, DIFF_SAME, &new, 0, search.from);
	compare(diff, &search);
	add(diff, DIFF_SAME, &new, search.now_to, new.n);
	free(old.items);
	free(new.items);
}

void diff_release(struct diff *diff)
{
	free(diff->runs);
	*diff = (struct diff){ 0 };
}
