/* SPDX-License-Identifier: MIT */
#include "view/deed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "base/path.h"
#include "view/errand.h"
#include "view/hand.h"
#include "view/jump.h"
#include "view/list.h"
#include "view/page.h"
#include "view/seek.h"
#include "view/shelf.h"
#include "view/sorting.h"
#include "view/subscriptions.h"

/* The post that an action is about: that of the page where it has the keyboard, else the selected
 * row's. */
static bool has_page(const struct reader *reader)
{
	return reader->is_on_page && page_post(&reader->page);
}

static void open(struct reader *reader)
{
	const struct post_link *link = page_selected(&reader->page);
	const struct row *row;
	char id[POST_ID_ROOM];

	if (reader->is_on_sections) {
		reader->is_on_sections = false;
		return;
	}
	if (has_page(reader)) {
		if (link)
			jump_follow(reader, link);
		else if (!page_unfold(&reader->page))
			status_say(&reader->status,
				   _("Select a link first, with Tab or its number."));
		return;
	}
	row = list_selected(&reader->list);
	if (!row)
		return;
	reader_keep_place(reader);
	jump_forget(reader);
	memcpy(id, row->id, sizeof(id));
	if (!reader_turn_to(reader, id)) {
		status_fail(&reader->status, _("This post is no longer in the index."));
		return;
	}
	reader->is_on_page = true;
	reader_read(reader);
}

static void leave_page(struct reader *reader)
{
	reader_keep_place(reader);
	jump_forget(reader);
	page_select(&reader->page, 0);
	reader->is_on_page = false;
}

/* One thing less each time; false where there is nothing left to take away. */
static bool take_away(struct reader *reader)
{
	struct err err;

	if (has_page(reader)) {
		if (page_find(&reader->page)->n_matches > 0) {
			page_search(&reader->page, "", 0);
			return true;
		}
		if (jump_back(reader))
			return true;
		if (reader->is_single)
			return false;
		leave_page(reader);
		return true;
	}
	if (strcmp(list_query(&reader->list), shelf_query(&reader->sections)) == 0)
		return false;
	list_filter(&reader->list, shelf_query(&reader->sections), &err);
	return true;
}

static void back(struct reader *reader)
{
	if (!take_away(reader) && !has_page(reader))
		reader->is_on_sections = reader->has_sections;
}

static void escape(struct reader *reader)
{
	if (take_away(reader))
		return;
	if (reader->fetching.is_on)
		reader->wish = WISH_CANCEL;
	else if (!has_page(reader))
		reader->is_on_sections = reader->has_sections;
}

static void forward(struct reader *reader)
{
	if (!jump_forward(reader))
		status_say(&reader->status, _("There is nothing to go forward to."));
}

static void quit(struct reader *reader)
{
	if (has_page(reader) && !reader->is_single)
		leave_page(reader);
	else
		reader->wish = WISH_QUIT;
}

static void quit_now(struct reader *reader)
{
	reader->wish = WISH_QUIT;
}

void deed_show_section(struct reader *reader)
{
	struct err err;

	if (list_filter(&reader->list, shelf_query(&reader->sections), &err) < 0)
		status_fail(&reader->status, "%s", err.text);
}

/* Sections, list, page, and round again. */
static void switch_pane(struct reader *reader)
{
	if (reader->is_on_sections) {
		reader->is_on_sections = false;
	} else if (!reader->is_on_page) {
		open(reader);
	} else if (!reader->is_single) {
		leave_page(reader);
		reader->is_on_sections = reader->has_sections;
	}
}

/* Goes to another row of the list and reads its post where the page had the keyboard. */
static void go(struct reader *reader, enum action action)
{
	bool was_on_page = has_page(reader);
	const struct row *before = list_selected(&reader->list);
	char id[POST_ID_ROOM];

	snprintf(id, sizeof(id), "%s", before ? before->id : "");
	view_act(&reader->list, action);
	before = list_selected(&reader->list);
	if (!before || strcmp(before->id, id) == 0)
		return;
	if (was_on_page) {
		reader->is_on_page = false;
		open(reader);
	}
}

static void next_post(struct reader *reader)
{
	go(reader, ACTION_DOWN);
}

static void previous_post(struct reader *reader)
{
	go(reader, ACTION_UP);
}

static void next_unread(struct reader *reader)
{
	go(reader, ACTION_NEXT_UNREAD);
}

static void previous_unread(struct reader *reader)
{
	go(reader, ACTION_PREVIOUS_UNREAD);
}

static void advance(struct reader *reader)
{
	if (has_page(reader) && page_percent(&reader->page) == 100)
		go(reader, ACTION_NEXT_UNREAD);
	else
		view_act(reader_focus(reader), ACTION_PAGE_DOWN);
}

static void toggle_read(struct reader *reader)
{
	view_act(&reader->list, ACTION_TOGGLE_READ);
}

static void toggle_star(struct reader *reader)
{
	view_act(&reader->list, ACTION_TOGGLE_STAR);
}

/* Where the post that an action is about stands; borrowed, NULL where that is not known. */
struct address {
	const char *url;           /* on the web */
	const char *source, *path; /* that it was read from */
};

static struct address address_of_post(struct reader *reader)
{
	const struct post *post = has_page(reader) ? page_post(&reader->page) : NULL;
	const struct row *row = post ? NULL : list_selected(&reader->list);

	if (post)
		return (struct address){ post->url, post->source, post->path };
	return row ? (struct address){ row->url, row->source, row->path } : (struct address){ 0 };
}

/* The selected link, else the post. */
static void browse(struct reader *reader)
{
	const struct post_link *link = has_page(reader) ? page_selected(&reader->page) : NULL;
	char *url = mem_string(link ? link->url : address_of_post(reader).url);

	if (url && *url)
		jump_browse(reader, url);
	else if (url)
		status_fail(&reader->status, _("This link leads nowhere: its target is empty."));
	else
		status_say(&reader->status, _("It is not known where this post stands on the web: "
					      "its site does not say."));
	free(url);
}

static void copy_address(struct reader *reader, const char *url)
{
	if (jump_copy(reader, url))
		status_say(&reader->status, _("Copied %s."), url);
}

/* A source's own file, or the file of a source. */
static void copy_file(struct reader *reader, const char *source, const char *path)
{
	char *file = path && *path ? path_join(source, path) : mem_string(source);

	if (jump_copy(reader, file))
		status_say(&reader->status,
			   _("This post has no address on the web; copied its file: %s."), file);
	free(file);
}

/* Its place on the web, else the file that it was read from. */
static void copy_post(struct reader *reader)
{
	struct address address = address_of_post(reader);

	if (address.url)
		copy_address(reader, address.url);
	else if (address.source)
		copy_file(reader, address.source, address.path);
	else
		status_say(&reader->status, _("There is no address to copy."));
}

static void copy(struct reader *reader)
{
	const struct post_link *link = has_page(reader) ? page_selected(&reader->page) : NULL;

	if (link && *link->url)
		copy_address(reader, link->url);
	else if (link)
		status_fail(&reader->status, _("This link leads nowhere: its target is empty."));
	else
		copy_post(reader);
}

static void show_hints(struct reader *reader)
{
	if (!page_show_hints(&reader->page))
		status_say(&reader->status, _("There is no link in sight."));
}

/* The windows on the page's post; from the list the post is opened first. */
static void open_on_page(struct reader *reader, void (*window)(struct reader *reader))
{
	if (!has_page(reader))
		open(reader);
	if (has_page(reader))
		window(reader);
}

static void show_links(struct reader *reader)
{
	open_on_page(reader, window_links);
}

static void show_contents(struct reader *reader)
{
	open_on_page(reader, window_contents);
}

/* The heading before or behind the top of the page. */
static void go_heading(struct reader *reader, bool is_upward)
{
	const struct document *document = page_document(&reader->page);
	size_t place = page_place(&reader->page), to = is_upward ? 0 : document->len;
	bool found = is_upward;

	for (size_t i = 0; i < document->n_blocks; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind != BLOCK_HEADING)
			continue;
		if (is_upward && block->start < place)
			to = block->start;
		if (!is_upward && block->start > place && !found) {
			to = block->start;
			found = true;
		}
	}
	if (found)
		page_restore(&reader->page, to, 0);
	else
		status_say(&reader->status, _("There is no heading below."));
}

static void next_heading(struct reader *reader)
{
	go_heading(reader, false);
}

static void previous_heading(struct reader *reader)
{
	go_heading(reader, true);
}

static void toggle_source(struct reader *reader)
{
	page_toggle_source(&reader->page);
}

static void toggle_changes(struct reader *reader)
{
	if (!has_page(reader))
		open(reader);
	if (!page_toggle_changes(&reader->page))
		status_say(&reader->status,
			   _("Nothing is known to have changed here since it was read."));
}

static void toggle_zen(struct reader *reader)
{
	if (!has_page(reader))
		open(reader);
	if (has_page(reader))
		reader->is_zen = !reader->is_zen;
}

static void mark_all(struct reader *reader)
{
	size_t n = 0;
	struct err err;

	if (listing_mark_read(list_listing(&reader->list), &n, &err) < 0)
		status_fail(&reader->status, "%s", err.text);
	else if (n == 0)
		status_say(&reader->status, _("All of these posts are read already."));
	else
		status_say(&reader->status,
			   ngettext("Marked %zu post as read; %s takes it back.",
				    "Marked %zu posts as read; %s takes it back.", n),
			   n, keymap_key(reader->context.keymap, ACTION_UNDO));
	list_refresh(&reader->list);
}

static void undo(struct reader *reader)
{
	char id[STATE_ID_ROOM];
	size_t n = 0;
	struct err err;

	if (state_undo(reader->context.state, &n, id, &err) < 0)
		status_fail(&reader->status, "%s", err.text);
	else if (n == 0)
		status_say(&reader->status, _("There is nothing to take back."));
	else
		status_say(&reader->status,
			   ngettext("Took back the last change, of %zu post.",
				    "Took back the last change, of %zu posts.", n),
			   n);
	list_refresh(&reader->list);
	if (n == 1 && !reader->is_on_page)
		list_select(&reader->list, id);
}

static void refresh(struct reader *reader)
{
	const struct row *row = list_selected(&reader->list);

	if (row)
		reader_wish_for(reader, WISH_REFRESH, row->source);
	else
		reader->wish = WISH_REFRESH_ALL;
}

static void refresh_all(struct reader *reader)
{
	reader->wish = WISH_REFRESH_ALL;
}

static void cancel(struct reader *reader)
{
	if (reader->fetching.is_on)
		reader->wish = WISH_CANCEL;
	else
		status_say(&reader->status, _("Press %s to leave."),
			   keymap_key(reader->context.keymap, ACTION_QUIT_NOW));
}

static void redraw(struct reader *reader)
{
	reader->wish = WISH_REDRAW;
}

static void suspend(struct reader *reader)
{
	reader->wish = WISH_SUSPEND;
}

static void (*const deeds[N_ACTIONS])(struct reader *reader) = {
	[ACTION_OPEN] = open,
	[ACTION_ADVANCE] = advance,
	[ACTION_BACK] = back,
	[ACTION_ESCAPE] = escape,
	[ACTION_FORWARD] = forward,
	[ACTION_PANE] = switch_pane,
	[ACTION_NEXT_POST] = next_post,
	[ACTION_PREVIOUS_POST] = previous_post,
	[ACTION_NEXT_UNREAD] = next_unread,
	[ACTION_PREVIOUS_UNREAD] = previous_unread,
	[ACTION_SEARCH] = seek_ask,
	[ACTION_FILTER] = seek_filter,
	[ACTION_TICKET] = errand_ticket,
	[ACTION_ACTIONS] = errand_all,
	[ACTION_SORT] = sorting_show,
	[ACTION_MARK_ALL] = mark_all,
	[ACTION_UNDO] = undo,
	[ACTION_SOURCES] = subscriptions_show,
	[ACTION_CATALOGUE] = subscriptions_offer,
	[ACTION_SUBSCRIBE] = subscriptions_add,
	[ACTION_LINKS] = show_links,
	[ACTION_CONTENTS] = show_contents,
	[ACTION_NEXT_HEADING] = next_heading,
	[ACTION_PREVIOUS_HEADING] = previous_heading,
	[ACTION_BROWSE] = browse,
	[ACTION_COPY] = copy,
	[ACTION_COPY_POST] = copy_post,
	[ACTION_HINTS] = show_hints,
	[ACTION_TOGGLE_READ] = toggle_read,
	[ACTION_TOGGLE_STAR] = toggle_star,
	[ACTION_SOURCE] = toggle_source,
	[ACTION_CHANGES] = toggle_changes,
	[ACTION_ZEN] = toggle_zen,
	[ACTION_EDIT] = hand_edit,
	[ACTION_PIPE] = hand_pipe,
	[ACTION_SAVE] = hand_save,
	[ACTION_REFRESH] = refresh,
	[ACTION_REFRESH_ALL] = refresh_all,
	[ACTION_HELP] = window_help,
	[ACTION_REDRAW] = redraw,
	[ACTION_SUSPEND] = suspend,
	[ACTION_CANCEL] = cancel,
	[ACTION_QUIT] = quit,
	[ACTION_QUIT_NOW] = quit_now,
};

bool deed_do(struct reader *reader, enum action action)
{
	if (!deeds[action])
		return false;
	deeds[action](reader);
	return true;
}

bool deed_number(struct reader *reader)
{
	const struct post_link *link = page_selected(&reader->page);
	bool was_typed = reader->number > 0;

	reader->number = 0;
	if (was_typed && link)
		jump_follow(reader, link);
	return was_typed;
}

void deed_digit(struct reader *reader, unsigned digit)
{
	size_t n = page_links(&reader->page)->n_items, number = reader->number * 10 + digit;

	if (number == 0)
		return;
	if (number > n) {
		reader->number = 0;
		status_fail(&reader->status,
			    ngettext("There is no link %zu: this post has %zu.",
				     "There is no link %zu: this post has %zu.", n),
			    number, n);
		return;
	}
	reader->number = number;
	page_select(&reader->page, number);
	if (number * 10 > n)
		deed_number(reader);
}
