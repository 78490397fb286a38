/* SPDX-License-Identifier: MIT */
#include "view/subscriptions.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/intl.h"
#include "base/mem.h"
#include "config/catalogue.h"
#include "text/safe.h"
#include "view/amount.h"
#include "view/label.h"
#include "view/list.h"
#include "view/picker.h"

/* That it is being fetched; number of posts, when it was fetched last, how much that was, when it
 * is fetched next by itself (what lies on this machine, each time). */
static char *describe(const struct reader *reader, const char *address,
		      const struct index_source *source)
{
	const char *dot = view_sign(&reader->context, ORNAMENT_DOT);
	bool is_now = fetching_is_under_way(reader, address);
	struct str out = { 0 };

	if (is_now)
		str_format(&out, "%s%s", _("fetching"), dot);
	str_format(&out, ngettext("%zu post", "%zu posts", source->n_posts), source->n_posts);
	str_text(&out, dot);
	if (source->fetched == 0)
		str_text(&out, _("not fetched yet"));
	else
		amount_time(source->fetched, &out);
	if (source->bytes > 0) {
		str_text(&out, dot);
		amount_size(source->bytes, &out);
	}
	if (!is_now && *address != '/' && source->next > clock_now()) {
		str_format(&out, " %s ", view_sign(&reader->context, ORNAMENT_ARROW));
		amount_next(source->next, clock_now(), &out);
	}
	return str_take(&out);
}

static void add_source(struct reader *reader, size_t i)
{
	struct index_source source = { 0 };
	const char *address = reader->sources->items[i];
	char *right, *title, *error;

	index_source(reader->context.index, address, &source);
	right = describe(reader, address, &source);
	title = safe_line_copy(label_source(&reader->label, source.title, address));
	picker_add(&reader->window,
		   &(struct picker_row){ .text = title,
					 .right = right,
					 .tag = i,
					 .role = source.error ? ROLE_STATUS_ERROR : ROLE_TEXT });
	if (source.error) {
		error = safe_line_copy(source.error);
		picker_add(&reader->window,
			   &(struct picker_row){
				   .text = error, .tag = i, .indent = 2, .role = ROLE_DIM });
		free(error);
	}
	free(title);
	free(right);
	index_source_release(&source);
}

static void chose(struct reader *reader, size_t i)
{
	const char *address = reader->sources->items[i];
	struct str query = { 0 };
	struct err err;

	window_close(reader);
	reader->is_on_page = false;
	str_format(&query, "source:\"%s\"", address);
	if (list_filter(&reader->list, query.bytes, &err) < 0)
		status_fail(&reader->status, "%s", err.text);
	str_release(&query);
}

static const char *address_of(struct reader *reader, size_t i)
{
	return reader->sources->items[i];
}

void subscriptions_show(struct reader *reader)
{
	static const struct window_use use = { chose, address_of, subscriptions_show };

	window_open(reader, _("Sources"), &use);
	for (size_t i = 0; reader->sources && i < reader->sources->n_items; i++) {
		if (*reader->sources->items[i])
			add_source(reader, i);
	}
}

static void entered(struct reader *reader, const char *address)
{
	if (*address)
		reader_wish_for(reader, WISH_TRY, address);
}

void subscriptions_add(struct reader *reader)
{
	static const struct reader_question question = { N_("Address:"), NULL, entered, NULL };

	reader_ask(reader, &question, "");
}

/* The rows stand for reader->addresses. */
static void chose_offer(struct reader *reader, size_t i)
{
	char *address = mem_string(reader->addresses.items[i]);

	window_close(reader);
	status_say(&reader->status, _("Looking what %s holds."), address);
	reader_wish_for(reader, WISH_TRY, address);
	free(address);
}

static const char *address_of_offer(struct reader *reader, size_t i)
{
	return reader->addresses.items[i];
}

static void add_offer(struct reader *reader, const struct catalogue_entry *entry)
{
	char *languages = strings_join(&entry->languages, " ");
	char *topics = strings_join(&entry->topics, ", ");

	picker_add(&reader->window, &(struct picker_row){ .left = languages,
							  .text = entry->name,
							  .right = topics,
							  .tag = reader->addresses.n_items,
							  .role = ROLE_TEXT });
	strings_add(&reader->addresses, entry->address);
	free(topics);
	free(languages);
}

/* "ADDRESS TITLE" as a row. */
static void add_choice(struct reader *reader, const char *choice)
{
	size_t len = strcspn(choice, " ");
	char *address = mem_copy(choice, len);
	const char *title = choice + len + (choice[len] == ' ');
	char *text = safe_line_copy(label_source(&reader->label, title, address));

	picker_add(&reader->window,
		   &(struct picker_row){
			   .text = text,
			   .right = *title ? label_source(&reader->label, NULL, address) : NULL,
			   .tag = reader->addresses.n_items,
			   .role = ROLE_TEXT });
	strings_add(&reader->addresses, address);
	free(text);
	free(address);
}

void subscriptions_choose(struct reader *reader, const struct strings *choices)
{
	static const struct window_use use = { chose_offer, address_of_offer, NULL };

	window_open(reader, _("Feeds of this page"), &use);
	strings_release(&reader->addresses);
	for (size_t i = 0; i < choices->n_items; i++)
		add_choice(reader, choices->items[i]);
}

void subscriptions_offer(struct reader *reader)
{
	static const struct window_use use = { chose_offer, address_of_offer, NULL };
	struct catalogue catalogue;

	window_open(reader, _("Subscribe to"), &use);
	strings_release(&reader->addresses);
	catalogue_init(&catalogue, NULL);
	for (size_t i = 0; i < catalogue.n_items; i++)
		add_offer(reader, &catalogue.items[i]);
	catalogue_release(&catalogue);
}
