/* SPDX-License-Identifier: MIT */
#include "view/errand.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/safe.h"
#include "text/url.h"
#include "view/jump.h"
#include "view/list.h"
#include "view/page.h"
#include "view/picker.h"

/* Links that lead to one address are one errand. `only` is the action that is wanted; NULL: all. */
struct errands {
	struct errand {
		char *action, *text, *url;
	} * items;
	size_t n_items, n_own; /* those of the post itself come first */
	struct map met;        /* action and canonical address of the items */
	const char *only;
};

/* Whether there is no such item yet; from now on there is. */
static bool is_new(struct errands *errands, const struct post_link *link)
{
	char *address = url_canonical(link->url);
	struct str key = { 0 };
	bool is;

	str_format(&key, "%s %s", link->action, address);
	is = !map_find(&errands->met, key.bytes);
	if (is)
		map_put(&errands->met, key.bytes, errands);
	str_release(&key);
	free(address);
	return is;
}

static void add(struct errands *errands, const struct post_link *link)
{
	if (!link->action || (errands->only && strcmp(link->action, errands->only) != 0) ||
	    !is_new(errands, link))
		return;
	errands->items = mem_grow(errands->items, errands->n_items, sizeof(*errands->items));
	errands->items[errands->n_items++] = (struct errand){ mem_string(link->action),
							      safe_line_copy(link->text),
							      mem_string(link->url) };
}

static void visit(void *context, const struct post_link *link, const char *post_id,
		  const char *post_title)
{
	(void)post_id;
	(void)post_title;
	add(context, link);
}

static void release(struct errands *errands)
{
	for (size_t i = 0; i < errands->n_items; i++) {
		free(errands->items[i].action);
		free(errands->items[i].text);
		free(errands->items[i].url);
	}
	free(errands->items);
	map_release(&errands->met);
}

/* The post that the errand is about is on the page, or is brought there without being shown. */
static void gather_own(struct reader *reader, struct errands *errands)
{
	const struct row *row = reader->is_on_page ? NULL : list_selected(&reader->list);
	const struct links *links = page_links(&reader->page);
	char id[POST_ID_ROOM];

	if (row) {
		memcpy(id, row->id, sizeof(id));
		page_open(&reader->page, id);
	}
	for (size_t i = 0; i < links->n_items; i++)
		add(errands, &links->items[i]);
	errands->n_own = errands->n_items;
}

static void gather_site(struct reader *reader, struct errands *errands)
{
	const struct post *post = page_post(&reader->page);

	if (post && post->source)
		index_actions(reader->context.index, post->source, visit, errands);
}

/* Where the action stands in the file of actions. */
static size_t rank(const struct kinds *kinds, const char *action)
{
	size_t i = 0;

	while (i < kinds_n(kinds) && strcmp(kinds_name(kinds, i), action) != 0)
		i++;
	return i;
}

/* Tickets first, and so on; those of one action stay in their order. */
static void sort(const struct kinds *kinds, struct errand *items, size_t n_items)
{
	struct errand *sorted = mem_alloc(n_items, sizeof(*sorted));
	size_t *ranks = mem_alloc(n_items, sizeof(*ranks)), n = 0;

	for (size_t i = 0; i < n_items; i++)
		ranks[i] = rank(kinds, items[i].action);
	for (size_t place = 0; place <= kinds_n(kinds); place++) {
		for (size_t i = 0; i < n_items; i++) {
			if (ranks[i] == place)
				sorted[n++] = items[i];
		}
	}
	if (n_items > 0)
		memcpy(items, sorted, n_items * sizeof(*items));
	free(sorted);
	free(ranks);
}

/* The window: tags are places in reader->addresses. */

static void take(struct reader *reader, size_t i,
		 void (*open)(struct reader *reader, const char *url))
{
	char *url = mem_string(reader->addresses.items[i]);

	window_close(reader);
	open(reader, url);
	free(url);
}

static void chose(struct reader *reader, size_t i)
{
	take(reader, i, jump_reach);
}

/* A ticket is bought in the browser. */
static void chose_ticket(struct reader *reader, size_t i)
{
	take(reader, i, jump_browse);
}

static const char *address_of(struct reader *reader, size_t i)
{
	return reader->addresses.items[i];
}

static void add_row(struct reader *reader, const struct errand *errand)
{
	char *host = url_shown_host(errand->url);
	const char *title = kinds_title(reader->context.kinds, errand->action);

	picker_add(&reader->window,
		   &(struct picker_row){
			   .left = title,
			   .text = *errand->text ? errand->text : errand->url,
			   .right = *host ? host
				    : *errand->text && str_ends(errand->url, errand->text)
					    ? NULL
					    : errand->url,
			   .tag = reader->addresses.n_items,
			   .role = strcmp(errand->action, "ticket") == 0 ? ROLE_TICKET : ROLE_TEXT,
		   });
	strings_add(&reader->addresses, errand->url);
	free(host);
}

static void add_head(struct reader *reader, const char *text)
{
	picker_add(&reader->window, &(struct picker_row){ .text = text, .is_head = true });
}

static void choose_from(struct reader *reader, const struct errands *errands, const char *title)
{
	static const struct window_use all = { chose, address_of, NULL };
	static const struct window_use tickets = { chose_ticket, address_of, NULL };

	window_open(reader, title, errands->only ? &tickets : &all);
	strings_release(&reader->addresses);
	if (errands->n_own > 0)
		add_head(reader, _("In this post"));
	for (size_t i = 0; i < errands->n_items; i++) {
		if (i == errands->n_own)
			add_head(reader, _("In other posts of this source"));
		add_row(reader, &errands->items[i]);
	}
}

void errand_ticket(struct reader *reader)
{
	struct errands errands = { .only = "ticket" };

	gather_own(reader, &errands);
	if (errands.n_items == 0)
		gather_site(reader, &errands);
	if (errands.n_items == 1)
		jump_browse(reader, errands.items[0].url);
	else if (errands.n_items > 1)
		choose_from(reader, &errands, _("Which ticket?"));
	else
		status_say(&reader->status,
			   _("Neither this post nor its source has a link that sells a ticket."));
	release(&errands);
}

void errand_all(struct reader *reader)
{
	struct errands errands = { 0 };

	gather_own(reader, &errands);
	gather_site(reader, &errands);
	if (errands.n_items > 0) {
		sort(reader->context.kinds, errands.items, errands.n_own);
		sort(reader->context.kinds, errands.items + errands.n_own,
		     errands.n_items - errands.n_own);
		choose_from(reader, &errands, _("What can be done"));
	} else {
		status_say(&reader->status,
			   _("Neither this post nor its source asks for anything."));
	}
	release(&errands);
}
