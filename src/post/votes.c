/* SPDX-License-Identifier: MIT */
#include "post/votes.h"

#include "base/str.h"
#include "post/fields.h"
#include "post/front.h"
#include "text/charset.h"

enum { MOST_FILES = 300, ENOUGH = 3, LIMIT = 1024 * 1024 };

struct votes {
	int month_first, day_first;
};

static void count(const struct str *text, struct votes *votes)
{
	struct front front;
	const char *date;

	front_read(str_bytes(text), text->len, "", NULL, &front);
	date = fields_date(front.tree.root);
	if (date) {
		enum when_says says = when_says(date);

		votes->month_first += says == WHEN_SAYS_MONTH_FIRST;
		votes->day_first += says == WHEN_SAYS_DAY_FIRST;
	}
	front_release(&front);
}

static void count_file(struct tree *tree, size_t entry, struct votes *votes)
{
	struct str bytes = { 0 }, text = { 0 };
	struct err err;

	if (tree->read(tree, entry, LIMIT, &bytes, &err) == 0) {
		charset_decode(str_bytes(&bytes), bytes.len, NULL, &text);
		count(&text, votes);
	}
	str_release(&bytes);
	str_release(&text);
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
