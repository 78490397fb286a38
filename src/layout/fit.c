/* SPDX-License-Identifier: MIT */
#include "layout/fit.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "text/breaks.h"

static unsigned squared(int n)
{
	return (unsigned)n * (unsigned)n;
}

void fit_grow(struct fit *fit)
{
	size_t room = fit->room ? fit->room * 2 : 256;

	fit->starts = mem_resize(fit->starts, room, sizeof(*fit->starts));
	fit->ends = mem_resize(fit->ends, room, sizeof(*fit->ends));
	fit->lefts = mem_resize(fit->lefts, room, sizeof(*fit->lefts));
	fit->rights = mem_resize(fit->rights, room, sizeof(*fit->rights));
	fit->penalties = mem_resize(fit->penalties, room, sizeof(*fit->penalties));
	fit->kinds = mem_resize(fit->kinds, room, sizeof(*fit->kinds));
	fit->nexts = mem_resize(fit->nexts, room, sizeof(*fit->nexts));
	fit->costs = mem_resize(fit->costs, room + 1, sizeof(*fit->costs));
	fit->room = room;
}

void fit_release(struct fit *fit)
{
	free(fit->starts);
	free(fit->ends);
	free(fit->lefts);
	free(fit->rights);
	free(fit->penalties);
	free(fit->kinds);
	free(fit->nexts);
	free(fit->costs);
	*fit = (struct fit){ 0 };
}

int fit_columns(const struct fit *fit, size_t i, size_t j)
{
	return fit->rights[j - 1] - fit->lefts[i];
}

/* A paragraph's last line should not be a lonely short word. */
static unsigned short_end(size_t first, int columns, int width)
{
	int least = width / 6;

	return first > 0 && columns < least ? squared(least - columns) : 0;
}

/* Shorter lines are not tried when so many were, and the free columns alone cost more than the
 * best: what stands below costs about the same then. */
enum { ENOUGH = 4 };

/* What a line costs that leaves so many columns free and ends behind the word. */
static unsigned line_cost(const struct fit *fit, const struct fit_input *input, size_t last,
			  size_t i, int slack)
{
	if (fit->penalties[last] == fit_ends)
		return short_end(i, input->width - slack, input->width);
	return squared(slack) + fit->penalties[last];
}

/*
 * The best line that starts with word i, where all lines below are known: its cost with theirs, and
 * the word that the next line starts with. `far` is the last word that could start it.
 */
static void choose(struct fit *fit, const struct fit_input *input, size_t i, size_t far)
{
	const int room = input->width + fit->lefts[i];
	const size_t enough = input->is_balanced ? SIZE_MAX : ENOUGH;
	/* What the layout puts before a word may be wider than the line. */
	int slack = room < fit->rights[far - 1] ? 0 : room - fit->rights[far - 1];
	unsigned least_below = fit->costs[far];
	unsigned best = least_below + line_cost(fit, input, far - 1, i, slack);
	size_t next = far;

	for (size_t j = far - 1; j > i && best > 0; j--) {
		unsigned below = fit->costs[j], cost;

		slack = room - fit->rights[j - 1];
		cost = squared(slack);
		if (far - j >= enough && cost >= best - least_below)
			break;
		if (fit->penalties[j - 1] > 0)
			cost = line_cost(fit, input, j - 1, i, slack);
		least_below = below < least_below ? below : least_below;
		if (below + cost < best) {
			best = below + cost;
			next = j;
		}
	}
	fit->costs[i] = best;
	fit->nexts[i] = (unsigned)next;
}

/* The same for the common line, which ends at one of its last few words; none has a penalty. Gives
 * the words fewer than fit in, and the cost. */
static inline unsigned choose_plainly(const unsigned *costs, const int *rights, int room,
				      unsigned *cost)
{
	unsigned best = costs[0] + squared(room - rights[0]), fewer = 0;
	unsigned second = costs[-1] + squared(room - rights[-1]);
	unsigned third = costs[-2] + squared(room - rights[-2]);
	unsigned fourth = costs[-3] + squared(room - rights[-3]);

	fewer = second < best ? 1 : fewer;
	best = second < best ? second : best;
	fewer = third < best ? 2 : fewer;
	best = third < best ? third : best;
	fewer = fourth < best ? 3 : fewer;
	*cost = fourth < best ? fourth : best;
	return fewer;
}

/* Where a penalty stands last before `far`, counted from 1; 0 where there is none. */
static size_t last_penalty(const struct fit *fit, size_t far)
{
	while (far > 0 && fit->penalties[far - 1] == 0)
		far--;
	return far;
}

/* The columns of a last line that is no lonely short word; more than any where the word does not
 * end its paragraph. */
static int least_of_last(const struct fit *fit, const struct fit_input *input, size_t last)
{
	return fit->penalties[last] == fit_ends ? input->width / 6 : INT_MAX;
}

void fit_optimum(struct fit *fit, const struct fit_input *input)
{
	const int width = input->width, *lefts = fit->lefts, *rights = fit->rights;
	const unsigned char *kinds = fit->kinds;
	const size_t enough = input->is_balanced ? SIZE_MAX : ENOUGH;
	unsigned *costs = fit->costs, *nexts = fit->nexts;
	size_t far = fit->n_words, penalty = 0;
	int least = INT_MAX;

	costs[far] = 0;
	for (size_t i = far; i-- > 0;) {
		if (kinds[i] == BREAKS_MUST) {
			far = penalty = i + 1;
			least = least_of_last(fit, input, i);
		}
		while (rights[far - 1] - lefts[i] > width && far > i + 1)
			far--;
		if (penalty > far) {
			penalty = last_penalty(fit, far);
			least = INT_MAX;
		}
		if (rights[far - 1] - lefts[i] >= least && rights[far - 1] - lefts[i] <= width) {
			costs[i] = costs[far]; /* the last line costs nothing */
			nexts[i] = (unsigned)far;
		} else if (far - i > enough && far - penalty >= enough) {
			/* Only the last few words that fit can end the line: each before them costs
			 * more in free columns than it can save below. */
			nexts[i] = (unsigned)far - choose_plainly(costs + far, rights + far - 1,
								  width + lefts[i], &costs[i]);
		} else {
			choose(fit, input, i, far);
		}
	}
}

/* As full as it gets; an address is broken only where the line would be too empty. */
static size_t fullest(const struct fit *fit, const struct fit_input *input, size_t i)
{
	size_t best = i + 1, better = i;

	for (size_t j = i + 1; j <= fit->n_words; j++) {
		int columns = fit_columns(fit, i, j);

		if (j > i + 1 && columns > input->width)
			break;
		if (columns <= input->width) {
			best = j;
			if (fit->kinds[j - 1] != BREAKS_URL)
				better = j;
		}
		if (fit->kinds[j - 1] == BREAKS_MUST)
			break;
	}
	if (better > i &&
	    squared(input->width - fit_columns(fit, i, better)) <= fit->penalties[best - 1])
		return better;
	return best;
}

void fit_greedy(struct fit *fit, const struct fit_input *input)
{
	size_t next;

	for (size_t i = 0; i < fit->n_words; i = next) {
		next = fullest(fit, input, i);
		fit->nexts[i] = (unsigned)next;
	}
}
