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

void find_init(struct find *find, const char *text, size_t len, const char *words, size_t place)
{
	struct str folded = { 0 }, wanted = { 0 };
	size_t *places = NULL;

	*find = (struct find){ 0 };
	fold_text(words, strlen(words), &wanted, NULL);
	if (wanted.len > 0) {
		fold_text(text, len, &folded, &places);
		flatten(&folded);
		for (const char *at = str_bytes(&folded);
		     (at = memmem(at, folded.len - (size_t)(at - folded.bytes), wanted.bytes,
				  wanted.len));
		     at += wanted.len) {
			size_t start = (size_t)(at - folded.bytes);

			add(find, places[start], places[start + wanted.len]);
		}
	}
	find->current = find_from(find, place);
	if (find->current == find->n_matches)
		find->current = 0;
	free(places);
	str_release(&folded);
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
