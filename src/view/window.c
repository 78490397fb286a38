/* SPDX-License-Identifier: MIT */
#include "view/window.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "text/safe.h"
#include "text/url.h"
#include "view/jump.h"
#include "view/page.h"
#include "view/picker.h"
#include "view/target.h"
#include "view/trust.h"

void window_open(struct reader *reader, const char *title, const struct window_use *use)
{
	window_close(reader);
	picker_init(&reader->window, &reader->context, title);
	reader->use = use;
}

void window_close(struct reader *reader)
{
	view_release(&reader->window);
	reader->use = NULL;
}

void window_again(struct reader *reader)
{
	const struct picker_row *row = reader->window.kind ? picker_chosen(&reader->window) : NULL;
	size_t tag = row ? row->tag : 0, n_above = row ? picker_above(&reader->window) : 0;

	if (!reader->window.kind || !reader->use->again || reader->question ||
	    picker_is_filtered(&reader->window) || picker_has_marks(&reader->window))
		return;
	reader->use->again(reader);
	picker_select(&reader->window, tag);
	picker_show_above(&reader->window, n_above);
}

/* Links: the tag is the link's number. */

static const struct post_link *link_of(struct reader *reader, size_t number)
{
	const struct links *links = page_links(&reader->page);

	return number > 0 && number <= links->n_items ? &links->items[number - 1] : NULL;
}

static void chose_link(struct reader *reader, size_t number)
{
	const struct post_link *link = link_of(reader, number);

	window_close(reader);
	if (!link)
		return;
	page_select(&reader->page, number);
	jump_follow(reader, link);
}

static const char *address_of_link(struct reader *reader, size_t number)
{
	const struct post_link *link = link_of(reader, number);

	return link ? link->url : NULL;
}

/* Where a link leads: the host; of mail and the like the address; nothing where its kind says it
 * all: in this post, to another one. */
static void add_target(const struct post_link *link, struct str *out)
{
	char *host = url_shown_host(link->url);

	if (*host)
		str_text(out, host);
	else if (strcmp(link->kind, "post") != 0 && strcmp(link->kind, "anchor") != 0 &&
		 !(*link->text && str_ends(link->url, link->text)))
		safe_line(link->url, strlen(link->url), out);
	free(host);
}

static enum role role_of(const struct kinds *kinds, const struct post_link *link)
{
	char *warning = trust_warning(kinds, link);
	bool is_odd = warning != NULL;

	free(warning);
	if (is_odd)
		return ROLE_LINK_SUSPECT;
	return strcmp(link->kind, "ticket") == 0 ? ROLE_TICKET : ROLE_TEXT;
}

static void add_link(struct reader *reader, const struct post_link *link)
{
	char number[16], *url = safe_line_copy(link->url);
	const char *kind = target_kind(&reader->context, link);
	struct str right = { 0 };

	snprintf(number, sizeof(number), "%3u", link->number);
	add_target(link, &right);
	if (kind)
		str_format(&right, "%s%s", right.len > 0 ? "  " : "", kind);
	picker_add(&reader->window, &(struct picker_row){
					    .left = number,
					    .text = *link->text ? link->text : url,
					    .right = str_bytes(&right),
					    .tag = link->number,
					    .role = role_of(reader->context.kinds, link),
				    });
	str_release(&right);
	free(url);
}

void window_links(struct reader *reader)
{
	static const struct window_use use = { chose_link, address_of_link, NULL };
	const struct links *links = page_links(&reader->page);
	const struct post_link *selected = page_selected(&reader->page);

	if (links->n_items == 0) {
		status_say(&reader->status, _("This post has no links."));
		return;
	}
	window_open(reader, _("Links of this post"), &use);
	for (size_t i = 0; i < links->n_items; i++)
		add_link(reader, &links->items[i]);
	if (selected)
		picker_select(&reader->window, selected->number);
}

/* Contents: the tag is the place of the heading. */

static void chose_heading(struct reader *reader, size_t place)
{
	window_close(reader);
	page_restore(&reader->page, place, 0);
}

static char *heading_text(const struct document *document, const struct block *block)
{
	struct str text = { 0 };

	str_add(&text, document->text + block->start, block->len);
	for (size_t i = 0; i < text.len; i++) {
		if (text.bytes[i] == '\n')
			text.bytes[i] = ' ';
	}
	return str_take(&text);
}

void window_contents(struct reader *reader)
{
	static const struct window_use use = { chose_heading, NULL, NULL };
	const struct document *document = page_document(&reader->page);
	size_t chosen = 0;

	window_open(reader, _("Contents"), &use);
	for (size_t i = 0; i < document->n_blocks; i++) {
		const struct block *block = &document->blocks[i];
		char *text;

		if (block->kind != BLOCK_HEADING && block->kind != BLOCK_TITLE)
			continue;
		text = heading_text(document, block);
		picker_add(&reader->window,
			   &(struct picker_row){ .text = text,
						 .tag = block->start,
						 .indent = block->level > 1 ? 2 * (block->level - 1)
									    : 0,
						 .role = ROLE_TEXT });
		free(text);
		if (block->start <= page_place(&reader->page))
			chosen = block->start;
	}
	picker_select(&reader->window, chosen);
}

/* The keys, from the table of actions. */

static const struct {
	unsigned where;
	const char *title;
} sections[] = {
	{ ON_LIST | ON_PAGE, N_("In the list and in the post") },
	{ ON_LIST, N_("In the list") },
	{ ON_PAGE, N_("In the post") },
	{ ON_PICK, N_("In windows like this one") },
};

static void add_section(struct reader *reader, size_t section)
{
	picker_add(&reader->window,
		   &(struct picker_row){ .text = _(sections[section].title), .is_head = true });
	for (int i = 0; i < N_ACTIONS; i++) {
		const struct action_info *info = action_info((enum action)i);
		const char *keys = keymap_keys(reader->context.keymap, (enum action)i);
		unsigned panes = info->where & (ON_LIST | ON_PAGE);

		if (!*keys || (panes ? panes : ON_PICK) != sections[section].where)
			continue;
		picker_add(&reader->window, &(struct picker_row){ .left = keys,
								  .text = _(info->help),
								  .tag = (size_t)i,
								  .role = ROLE_TEXT });
	}
}

void window_help(struct reader *reader)
{
	static const struct window_use use = { NULL, NULL, NULL };

	window_open(reader, _("Keys"), &use);
	for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++)
		add_section(reader, i);
}
