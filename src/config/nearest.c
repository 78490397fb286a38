/* SPDX-License-Identifier: MIT */
#include "config/nearest.h"

#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Edits from a to b (optimal string alignment); both are at most LONGEST bytes. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t rows[3][LONGEST + 1], *before = rows[0], *above = rows[1], *row = rows[2];

	for (size_t j = 0; j <= b_len; j++)
		above[j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *spare = before;

		row[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			row[j] = above[j - 1] + (a[i - 1] != b[j - 1]);
			row[j] = least(row[j], least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		before = above;
		above = row;
		row = spare;
	}
	return above[b_len];
}

const char *nearest_name(const char *typed, const char *(*name)(size_t i), size_t n)
{
	size_t typed_len = strlen(typed), best = typed_len / 3 + 1;
	const char *found = NULL;

	if (typed_len == 0 || typed_len > LONGEST)
		return NULL;
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(name(i)), edits;

		if (len > LONGEST)
			continue;
		edits = distance(typed, typed_len, name(i), len);
		if (edits < best) {
			best = edits;
			found = name(i);
		}
	}
	return found;
}
