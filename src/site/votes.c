/* SPDX-License-Identifier: MIT */
#include "site/votes.h"

#include "post/fields.h"
#include "post/glance.h"

enum { MOST_FILES = 300, ENOUGH = 3 };

struct votes {
	int month_first, day_first;
};

static void count_file(struct tree *tree, size_t entry, struct votes *votes)
{
	struct front front;
	const char *date;

	glance_front(tree, entry, &front);
	date = fields_date(front.tree.root);
	if (date) {
		enum when_says says = when_says(date);

		votes->month_first += says == WHEN_SAYS_MONTH_FIRST;
		votes->day_first += says == WHEN_SAYS_DAY_FIRST;
	}
	front_release(&front);
}

enum when_order votes_order(struct tree *tree, const struct candidates *candidates)
{
	struct votes votes = { 0 };

	for (size_t i = 0; i < candidates->n_items && i < MOST_FILES; i++) {
		count_file(tree, candidates->items[i].entry, &votes);
		if (votes.month_first >= ENOUGH || votes.day_first >= ENOUGH)
			break;
	}
	return votes.day_first > votes.month_first ? WHEN_DAY_FIRST : WHEN_MONTH_FIRST;
}
