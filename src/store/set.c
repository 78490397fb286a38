/* SPDX-License-Identifier: MIT */
#include "store/set.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

static void widen(struct set *set, size_t n_words)
{
	if (n_words <= set->n_words)
		return;
	set->words = mem_resize(set->words, n_words, sizeof(*set->words));
	memset(set->words + set->n_words, 0, (n_words - set->n_words) * sizeof(*set->words));
	set->n_words = n_words;
}

void set_add(struct set *set, uint32_t n)
{
	size_t at = n / 64;

	if (at >= set->n_words)
		widen(set, at + at / 2 + 16);
	set->words[at] |= UINT64_C(1) << n % 64;
}

bool set_has(const struct set *set, uint32_t n)
{
	return n / 64 < set->n_words && set->words[n / 64] >> n % 64 & 1;
}

int64_t set_count(const struct set *set)
{
	int64_t n = 0;

	for (size_t i = 0; i < set->n_words; i++) {
		for (uint64_t word = set->words[i]; word; word &= word - 1)
			n++;
	}
	return n;
}

void set_and(struct set *set, const struct set *other)
{
	for (size_t i = 0; i < set->n_words; i++)
		set->words[i] &= i < other->n_words ? other->words[i] : 0;
}

void set_or(struct set *set, const struct set *other)
{
	widen(set, other->n_words);
	for (size_t i = 0; i < other->n_words; i++)
		set->words[i] |= other->words[i];
}

void set_without(struct set *set, const struct set *other)
{
	for (size_t i = 0; i < set->n_words && i < other->n_words; i++)
		set->words[i] &= ~other->words[i];
}

void set_release(struct set *set)
{
	free(set->words);
	*set = (struct set){ 0 };
}
