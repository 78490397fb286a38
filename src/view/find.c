/* SPDX-License-Identifier: MIT */
#include "view/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "text/fold.h"

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

/* White space as single blanks would change places, so only its kind is changed. */
static void flatten(struct str *folded)
{
	for (size_t i = 0; i < folded->len; i++) {
		if (is_blank(folded->bytes[i]))
			folded->bytes[i] = ' ';
	}
}

static void add(struct find *find, size_t start, size_t end)
{
	find->matches = mem_grow(find->matches, find->n_matches, sizeof(*find->matches));
	find->matches[find->n_matches++] = (struct find_match){ start, end - start };
}

struct haystack {
	struct str folded;
	struct fold_places places; /* in the text */
};

static void find_one(struct find *find, const struct haystack *haystack, const char *wanted,
		     size_t len)
{
	const char *bytes = str_bytes(&haystack->folded), *end = bytes + haystack->folded.len;

	for (const char *at = bytes; (at = memmem(at, (size_t)(end - at), wanted, len));
	     at += len) {
		size_t start = (size_t)(at - bytes);

		add(find, fold_place(&haystack->places, start),
		    fold_place(&haystack->places, start + len));
	}
}

static int compare(const void *a, const void *b)
{
	const struct find_match *one = a, *other = b;

	return one->start < other->start ? -1 : one->start > other->start;
}

/* In the text's order, and of two that overlap the first alone. */
static void order(struct find *find)
{
	size_t n = 0;

	if (find->n_matches == 0)
		return;
	qsort(find->matches, find->n_matches, sizeof(*find->matches), compare);
	for (size_t i = 1; i < find->n_matches; i++) {
		if (find->matches[i].start >= find->matches[n].start + find->matches[n].len)
			find->matches[++n] = find->matches[i];
	}
	find->n_matches = n + 1;
}

void find_all(struct find *find, const char *text, size_t len, const struct strings *folded,
	      size_t place)
{
	struct haystack haystack = { 0 };

	*find = (struct find){ 0 };
	fold_search(text, len, &haystack.folded, &haystack.places);
	flatten(&haystack.folded);
	for (size_t i = 0; i < folded->n_items; i++) {
		size_t wanted = strlen(folded->items[i]);

		if (wanted > 0)
			find_one(find, &haystack, folded->items[i], wanted);
	}
	order(find);
	find->current = find_from(find, place);
	if (find->current == find->n_matches)
		find->current = 0;
	fold_release(&haystack.places);
	str_release(&haystack.folded);
}

void find_init(struct find *find, const char *text, size_t len, const char *words, size_t place)
{
	struct str wanted = { 0 };
	struct strings folded = { 0 };

	fold_search(words, strlen(words), &wanted, NULL);
	strings_add(&folded, str_bytes(&wanted));
	find_all(find, text, len, &folded, place);
	strings_release(&folded);
	str_release(&wanted);
}

void find_release(struct find *find)
{
	free(find->matches);
	*find = (struct find){ 0 };
}

bool find_step(struct find *find, bool is_upward)
{
	size_t n = find->n_matches, before = find->current;

	if (n == 0)
		return false;
	find->current = (before + (is_upward ? n - 1 : 1)) % n;
	return is_upward ? find->current >= before : find->current <= before;
}

size_t find_from(const struct find *find, size_t place)
{
	size_t low = 0, high = find->n_matches;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (find->matches[middle].start + find->matches[middle].len <= place)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
