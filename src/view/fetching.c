/* SPDX-License-Identifier: MIT */
#include "view/fetching.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "view/amount.h"
#include "view/label.h"
#include "view/list.h"
#include "view/page.h"
#include "view/reader.h"
#include "view/shelf.h"
#include "view/subscriptions.h"

enum { BAR = 10 }; /* columns of the progress bar */

void fetching_release(struct fetching *fetching)
{
	progress_clear(&fetching->progress);
	strings_release(&fetching->choices);
	free(fetching->failure);
	*fetching = (struct fetching){ 0 };
}

void fetching_begin(struct reader *reader)
{
	fetching_release(&reader->fetching);
	reader->fetching.is_on = true;
}

static void tell_failure(struct reader *reader, const char *sentence)
{
	free(reader->fetching.failure);
	reader->fetching.failure = mem_string(sentence);
	status_fail(&reader->status, "%s", sentence);
	reader->status.is_sticky = true;
}

void fetching_event(struct reader *reader, const struct event *event)
{
	struct fetching *fetching = &reader->fetching;

	progress_event(&fetching->progress, event);
	if (event->kind == EVENT_CHOICE)
		strings_add(&fetching->choices, event->text);
	else if (event->kind == EVENT_FAIL)
		tell_failure(reader, event->text);
	else if (event->kind == EVENT_NOTE)
		status_say(&reader->status, "%s", event->text);
	fetching->is_stale |= event->kind == EVENT_ROWS || event->kind == EVENT_DONE ||
			      event->kind == EVENT_TEXTS || event->kind == EVENT_FAIL;
}

void fetching_show(struct reader *reader)
{
	if (!reader->fetching.is_stale)
		return;
	reader->fetching.is_stale = false;
	shelf_refresh(&reader->sections);
	list_refresh(&reader->list);
	page_reload(&reader->page);
	window_again(reader);
}

/* When any of the sources was fetched last; 0 where none was. */
static int64_t last_fetched(struct reader *reader)
{
	const struct progress *progress = &reader->fetching.progress;
	int64_t last = 0;

	for (size_t i = 0; i < progress->n_items; i++) {
		struct index_source source = { 0 };

		index_source(reader->context.index, progress->items[i]->source, &source);
		if (source.fetched > last)
			last = source.fetched;
		index_source_release(&source);
	}
	return last;
}

/* That nothing came: what is there is readable all the same, and how old it is. */
static void tell_nothing_came(struct reader *reader)
{
	int64_t last = last_fetched(reader);
	struct str when = { 0 };

	if (last == 0)
		return;
	amount_time(last, &when);
	status_fail(&reader->status, _("What is shown is from %s. %s"), when.bytes,
		    reader->fetching.failure);
	reader->status.is_sticky = true;
	str_release(&when);
}

static void tell_failures(struct reader *reader)
{
	const struct progress *progress = &reader->fetching.progress;

	if (progress->n_failed == progress->n_items) {
		tell_nothing_came(reader);
	} else if (progress->n_failed > 1) {
		status_fail(&reader->status,
			    ngettext("%zu source could not be fetched; %s shows why.",
				     "%zu sources could not be fetched; %s shows why.",
				     progress->n_failed),
			    progress->n_failed, keymap_key(reader->context.keymap, ACTION_SOURCES));
		reader->status.is_sticky = true;
	}
}

void fetching_end(struct reader *reader, const char *sentence)
{
	reader->fetching.is_on = false;
	reader->fetching.is_stale = true;
	if (sentence)
		status_fail(&reader->status, "%s", sentence);
	else if (reader->fetching.progress.n_failed > 0)
		tell_failures(reader);
}

bool fetching_is_under_way(const struct reader *reader, const char *address)
{
	const struct progress_item *item = map_find(&reader->fetching.progress.by_source, address);

	return reader->fetching.is_on && item && !item->is_settled;
}

void fetching_describe(const struct reader *reader, struct str *out)
{
	const struct progress *progress = &reader->fetching.progress;
	int64_t bytes = progress_bytes(progress), done, all;

	str_text(out, _("fetching"));
	if (bytes > 0) {
		str_byte(out, ' ');
		amount_size(bytes, out);
	}
	progress_counts(progress, &done, &all);
	if (all == 0)
		return;
	str_byte(out, ' ');
	amount_bar(progress_part(progress, BAR), BAR,
		   view_sign(&reader->context, ORNAMENT_PROGRESS),
		   view_sign(&reader->context, ORNAMENT_NO_PROGRESS), out);
	str_format(out, " %lld/%lld", (long long)done, (long long)all);
}

/* What was found, as a sentence. */
static void describe_found(const char *form, const char *title, size_t n, struct str *out)
{
	if (strcmp(form, "post") == 0)
		str_format(out, _("“%s” is one post."), title);
	else if (strcmp(form, "feed") == 0)
		str_format(out,
			   ngettext("“%s” is a feed with %zu post.",
				    "“%s” is a feed with %zu posts.", n),
			   title, n);
	else if (strcmp(form, "listing") == 0)
		str_format(out,
			   ngettext("“%s” is a folder listing with %zu post.",
				    "“%s” is a folder listing with %zu posts.", n),
			   title, n);
	else if (strcmp(form, "archive") == 0)
		str_format(out,
			   ngettext("“%s” is an archive with %zu post.",
				    "“%s” is an archive with %zu posts.", n),
			   title, n);
	else if (strcmp(form, "repository") == 0)
		str_format(out,
			   ngettext("“%s” is a repository with %zu post.",
				    "“%s” is a repository with %zu posts.", n),
			   title, n);
	else if (strcmp(form, "folder") == 0)
		str_format(out,
			   ngettext("“%s” is a folder with %zu post.",
				    "“%s” is a folder with %zu posts.", n),
			   title, n);
	else
		str_format(out, ngettext("“%s” has %zu post.", "“%s” has %zu posts.", n), title, n);
}

static void subscribe(struct reader *reader, const char *address)
{
	reader_wish_for(reader, WISH_SUBSCRIBE, address);
}

void fetching_found(struct reader *reader, const char *address, const char *form)
{
	struct index_source source = { 0 };
	struct str sentence = { 0 };

	if (reader->fetching.choices.n_items > 1) {
		subscriptions_choose(reader, &reader->fetching.choices);
		return;
	}
	index_source(reader->context.index, address, &source);
	describe_found(form, label_source(&reader->label, source.title, address), source.n_posts,
		       &sentence);
	/* TRANSLATORS: y is the key that says yes; it is the same in every language. */
	str_format(&sentence, " %s", _("Subscribe to it? y subscribes."));
	reader_confirm(reader, sentence.bytes, address, subscribe);
	str_release(&sentence);
	index_source_release(&source);
}
