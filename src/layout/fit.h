/* SPDX-License-Identifier: MIT */
/*
 * fit: which words of a paragraph share a line.
 *
 * By optimum fit: of all ways to break the paragraph the one with the least raggedness, which is
 * the sum of the squares of the columns that lines leave free (the last line's do not count), with
 * the words' penalties. Or greedy: each line as full as it gets. Time is linear in the words, times
 * the few that a line could end with.
 */
#ifndef LAYOUT_FIT_H
#define LAYOUT_FIT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/* The penalty of a word that ends the paragraph's line, whatever it leaves free. */
static const unsigned fit_ends = UINT_MAX;

/* The words, a number of each in every list; a word is what has to stay in one line. */
struct fit {
	size_t n_words, room;
	unsigned *starts, *ends; /* bytes that are shown */
	int *lefts, *rights;     /* columns, where all of the text stood in one line; a hyphen that
				    the break shows is counted */
	unsigned *penalties;     /* of a line that ends behind it */
	unsigned char *kinds;    /* enum breaks_kind, of the break behind it */
	unsigned *nexts;         /* of a word that starts a line: the one that starts the next */
	unsigned *costs;         /* of the lines from a word on */
};

/* Makes room for 64 more words, at the least. */
void fit_grow(struct fit *fit);

struct fit_input {
	int width;
	bool is_balanced; /* the last line counts like the others */
};

/* Fill in `nexts` for those words that start a line. */
void fit_optimum(struct fit *fit, const struct fit_input *input);
void fit_greedy(struct fit *fit, const struct fit_input *input);

/* The columns of a line of words from `i` up to before `j`. */
int fit_columns(const struct fit *fit, size_t i, size_t j);

void fit_release(struct fit *fit);

#endif
