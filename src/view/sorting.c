/* SPDX-License-Identifier: MIT */
#include "view/sorting.h"

#include "base/intl.h"
#include "view/list.h"
#include "view/picker.h"

/* The orders, then the groupings; the tag is the row. */
static const struct {
	const char *name;
	bool is_grouping;
	int value;
} rows[] = {
	{ N_("by date"), false, LISTING_DATE },
	{ N_("by title"), false, LISTING_TITLE },
	{ N_("by author"), false, LISTING_AUTHOR },
	{ N_("by source"), false, LISTING_SOURCE },
	{ N_("what matches best first"), false, LISTING_RELEVANCE },
	{ N_("no groups"), true, LISTING_PLAIN },
	{ N_("a group for each source"), true, LISTING_BY_SOURCE },
	{ N_("a group for each year"), true, LISTING_BY_YEAR },
	{ N_("a group for each category"), true, LISTING_BY_CATEGORY },
};

static void chose(struct reader *reader, size_t i)
{
	struct err err;
	int failed = rows[i].is_grouping
			     ? list_group(&reader->list, (enum listing_grouping)rows[i].value, &err)
			     : list_sort(&reader->list, (enum listing_order)rows[i].value, &err);

	window_close(reader);
	if (failed < 0)
		status_fail(&reader->status, "%s", err.text);
	else
		/* TRANSLATORS: %s is an order or a grouping: "by title", "a group for each year".
		 */
		status_say(&reader->status, _("Order: %s."), _(rows[i].name));
}

static bool is_now(const struct listing_spec *spec, size_t i)
{
	return rows[i].is_grouping ? (int)spec->grouping == rows[i].value
				   : (int)spec->order == rows[i].value;
}

static void add(struct reader *reader, size_t i)
{
	const struct listing_spec *spec = list_spec(&reader->list);
	const char *now = spec->is_reversed ? _("now, the other way round") : _("now");

	picker_add(&reader->window,
		   &(struct picker_row){ .text = _(rows[i].name),
					 .right = is_now(spec, i) && rows[i].is_grouping ? _("now")
						  : is_now(spec, i)                      ? now
											 : NULL,
					 .tag = i,
					 .role = ROLE_TEXT });
}

void sorting_show(struct reader *reader)
{
	static const struct window_use use = { chose, NULL, NULL };

	window_open(reader, _("Order"), &use);
	picker_add(&reader->window,
		   &(struct picker_row){ .text = _("Sort; the same again turns it round"),
					 .is_head = true });
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (i > 0 && rows[i].is_grouping && !rows[i - 1].is_grouping)
			picker_add(&reader->window,
				   &(struct picker_row){ .text = _("Groups"), .is_head = true });
		add(reader, i);
	}
}
