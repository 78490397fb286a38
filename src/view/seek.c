/* SPDX-License-Identifier: MIT */
#include "view/seek.h"

#include <stdio.h>

#include "base/intl.h"
#include "view/list.h"
#include "view/page.h"
#include "view/shelf.h"

static void search_changed(struct reader *reader, const char *text)
{
	page_search(&reader->page, text, reader->search_from);
	if (*text && page_find(&reader->page)->n_matches == 0)
		snprintf(reader->complaint, sizeof(reader->complaint), "%s", _("not found"));
	else if (*text)
		snprintf(reader->complaint, sizeof(reader->complaint), "%zu/%zu",
			 page_find(&reader->page)->current + 1,
			 page_find(&reader->page)->n_matches);
}

static void search_entered(struct reader *reader, const char *text)
{
	const struct find *find = page_find(&reader->page);

	if (!*text)
		page_search(&reader->page, "", 0);
	else if (find->n_matches == 0)
		status_say(&reader->status, _("“%s” does not occur in this post."), text);
	else
		status_say(&reader->status, _("Match %zu of %zu."), find->current + 1,
			   find->n_matches);
}

static void search_left(struct reader *reader)
{
	page_search(&reader->page, "", 0);
	page_go(&reader->page, reader->search_from);
}

static const struct reader_question search_page = { N_("Search:"), search_changed, search_entered,
						    search_left };

static void filter_changed(struct reader *reader, const char *text)
{
	struct err err;

	if (list_filter(&reader->list, text, &err) < 0)
		snprintf(reader->complaint, sizeof(reader->complaint), "%s", err.text);
}

static void filter_entered(struct reader *reader, const char *text)
{
	size_t n = list_n_rows(&reader->list);

	if (*reader->complaint)
		status_fail(&reader->status, "%s", reader->complaint);
	else if (*text)
		status_say(&reader->status, ngettext("%zu post matches.", "%zu posts match.", n),
			   n);
}

static void filter_left(struct reader *reader)
{
	struct err err;

	list_filter(&reader->list, shelf_query(&reader->sections), &err);
}

static const struct reader_question filter_list = { N_("Filter:"), filter_changed, filter_entered,
						    filter_left };

void seek_ask(struct reader *reader)
{
	reader->search_from = page_place(&reader->page);
	if (reader->is_on_page && page_post(&reader->page))
		reader_ask(reader, &search_page, "");
	else
		seek_filter(reader);
}

void seek_filter(struct reader *reader)
{
	reader_ask(reader, &filter_list, list_query(&reader->list));
}
