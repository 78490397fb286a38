/* SPDX-License-Identifier: MIT */
#include "view/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "terminal/bidi.h"
#include "terminal/typography.h"
#include "view/changes.h"
#include "view/head.h"
#include "view/leads.h"
#include "view/oneline.h"
#include "view/sheet.h"
#include "view/trust.h"

/* A body of more bytes is painted at first from some that it begins with. */
enum { LONG_BYTES = 512 * 1024, START_BYTES = 64 * 1024 };

struct page {
	struct post post;
	bool is_open;
	bool is_begun; /* the document is of the body's start only, until page_finish() */
	enum page_way { WAY_TEXT, WAY_SOURCE, WAY_CHANGES } way; /* how the body is shown */
	char *old_body; /* as it was when it was read last, where that differs; or NULL */
	struct document *document;
	struct links links;
	unsigned char *suspects; /* a flag a link */
	struct sheet sheet;
	char *words; /* that are searched for; NULL for none */
};

static struct page *own(const struct view *view)
{
	return view->own;
}

static void draw(struct view *view, const struct box *box, bool has_keyboard)
{
	(void)has_keyboard;
	sheet_draw(&own(view)->sheet, box);
	if (!own(view)->is_open)
		oneline_draw(box, box->rows > 2 ? 1 : 0, 2, box->columns - 4,
			     _("Choose a post in the list."), ROLE_DIM, 0);
}

static enum view_reply step_link(struct view *view, bool is_upward)
{
	struct sheet *sheet = &own(view)->sheet;

	if (sheet->stops.n_items == 0)
		status_say(view->context->status, _("This post has no links."));
	else
		sheet_step(sheet, is_upward);
	return VIEW_DONE;
}

static enum view_reply step_match(struct view *view, bool is_upward)
{
	struct page *page = own(view);
	struct find *find = &page->sheet.find;
	bool went_round;

	if (!page->words) {
		status_say(view->context->status, _("Nothing has been searched for yet."));
	} else if (find->n_matches == 0) {
		status_say(view->context->status, _("“%s” does not occur in this post."),
			   page->words);
	} else {
		went_round = find_step(find, is_upward);
		page_go(view, find->matches[find->current].start);
		status_say(view->context->status,
			   went_round ? _("Match %zu of %zu; the search went round the end.")
				      : _("Match %zu of %zu."),
			   find->current + 1, find->n_matches);
	}
	return VIEW_DONE;
}

static enum view_reply act(struct view *view, enum action action)
{
	long step = view_step(action, view->rows);

	if (!own(view)->is_open)
		return VIEW_PASS;
	page_finish(view);
	if (step != 0) {
		sheet_scroll(&own(view)->sheet, step);
		return VIEW_DONE;
	}
	if (action == ACTION_NEXT_LINK || action == ACTION_PREVIOUS_LINK)
		return step_link(view, action == ACTION_PREVIOUS_LINK);
	if (action == ACTION_NEXT_MATCH || action == ACTION_PREVIOUS_MATCH)
		return step_match(view, action == ACTION_PREVIOUS_MATCH);
	return VIEW_PASS;
}

/* Releases what belongs to the post alone. */
static void close_post(struct page *page)
{
	struct sheet empty = { .rows = page->sheet.rows, .columns = page->sheet.columns };

	sheet_release(&page->sheet);
	links_release(&page->links);
	document_free(page->document);
	free(page->suspects);
	free(page->old_body);
	post_release(&page->post);
	free(page->words);
	*page = (struct page){ .sheet = empty };
}

static void release(struct view *view)
{
	close_post(own(view));
	free(own(view));
}

static const struct view_kind kind = { ON_PAGE, draw, act, release };

void page_init(struct view *view, const struct view_context *context)
{
	*view = (struct view){ .kind = &kind, .context = context };
	view->own = mem_alloc(1, sizeof(struct page));
	view->rows = 1;
	view->columns = 1;
	sheet_resize(&own(view)->sheet, 1, 1);
}

/* The bytes of the body that the first screen is painted from: whole paragraphs, or all of it. */
static size_t start_of(const struct post *post)
{
	size_t len = START_BYTES;

	while (len > 1 && (post->body[len - 1] != '\n' || post->body[len - 2] != '\n'))
		len--;
	return len > 1 ? len : post->body_len;
}

static struct document *text_of(const struct page *page, bool is_ascii)
{
	struct post post = page->post;
	struct strings lines = { 0 };
	struct document *document;

	if (page->is_begun)
		post.body_len = start_of(&post);
	head_lines(&post, is_ascii, &lines);
	document = links_document(&post, (const char *const *)lines.items, lines.n_items);
	strings_release(&lines);
	return document;
}

/* The body as one block of code, in a fence that is longer than any run of its character inside. */
static struct document *source_of(const struct page *page, bool is_ascii)
{
	const struct post *post = &page->post;
	struct document_input input = { .kind = DOCUMENT_MARKDOWN, .title = post->title };
	struct document *document;
	struct str text = { 0 };
	size_t run = 0, longest = 2;

	(void)is_ascii;
	for (const char *at = post->body; *at; at++) {
		run = *at == '~' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	for (size_t i = 0; i <= longest; i++)
		str_byte(&text, '~');
	str_byte(&text, '\n');
	str_text(&text, post->body);
	input.bytes = text.bytes;
	input.len = text.len;
	document = document_new(&input);
	str_release(&text);
	return document;
}

static struct document *changes_of(const struct page *page, bool is_ascii)
{
	(void)is_ascii;
	return changes_document(&page->post, page->old_body);
}

static struct document *(*const makers[])(const struct page *page, bool is_ascii) = {
	[WAY_TEXT] = text_of,
	[WAY_SOURCE] = source_of,
	[WAY_CHANGES] = changes_of,
};

/* Makes all that depends on the post and the way it is shown. */
static void build(const struct view *view, size_t place)
{
	const struct config *config = view->context->config;
	struct sheet_options options = {
		.width = config_number(config, OPTION_WIDTH),
		.is_ascii = config_truth(config, OPTION_ASCII),
		.is_visual = bidi_is_ours(config),
		.is_typeset = typography_is_wanted(config),
		.language = own(view)->post.lang,
		.has_numbers = config_truth(config, OPTION_LINK_NUMBERS),
	};
	struct page *page = own(view);

	sheet_release(&page->sheet);
	links_release(&page->links);
	document_free(page->document);
	page->document = makers[page->way](page, options.is_ascii);
	links_read(&page->post, page->document, view->context->kinds, &page->links);
	leads_tell(view->context->index, view->context->kinds, &page->post, &page->links);
	free(page->suspects);
	page->suspects = mem_alloc(page->links.n_items, 1);
	for (size_t i = 0; i < page->links.n_items; i++) {
		char *warning = trust_warning(view->context->kinds, &page->links.items[i]);

		page->suspects[i] = warning != NULL;
		free(warning);
	}
	options.suspects = page->suspects;
	sheet_show(&page->sheet, page->document, &page->links, &options, place);
}

bool page_finish(const struct view *view)
{
	struct page *page = own(view);

	if (!page->is_begun)
		return false;
	page->is_begun = false;
	build(view, page->sheet.place);
	return true;
}

/* The page with all of its document. */
static struct page *whole(const struct view *view)
{
	page_finish(view);
	return own(view);
}

void page_toggle_source(struct view *view)
{
	if (!whole(view)->is_open)
		return;
	own(view)->way = own(view)->way == WAY_SOURCE ? WAY_TEXT : WAY_SOURCE;
	build(view, 0);
}

void page_set_old(struct view *view, char *old_body)
{
	free(own(view)->old_body);
	own(view)->old_body = old_body;
}

bool page_toggle_changes(struct view *view)
{
	struct page *page = whole(view);

	if (!page->is_open || !page->old_body)
		return false;
	page->way = page->way == WAY_CHANGES ? WAY_TEXT : WAY_CHANGES;
	build(view, 0);
	return true;
}

void page_show(struct view *view, struct post *post)
{
	struct page *page = own(view);
	size_t place;

	close_post(page);
	page->post = *post;
	*post = (struct post){ 0 };
	page->is_open = true;
	place = state_of(view->context->state, page->post.id).place;
	page->is_begun = page->post.body_len > LONG_BYTES && place == 0;
	build(view, place);
}

bool page_open(struct view *view, const char *id)
{
	struct post post = { 0 };

	if (own(view)->is_open && strcmp(own(view)->post.id, id) == 0)
		return true;
	if (!index_post(view->context->index, id, &post))
		return false;
	page_show(view, &post);
	return true;
}

void page_reload(struct view *view)
{
	struct page *page = whole(view);
	struct post post = { 0 };

	if (!page->is_open || !index_post(view->context->index, page->post.id, &post))
		return;
	if (post.content != page->post.content || !str_equal(post.base, page->post.base)) {
		size_t place = page->sheet.place, stop = page->sheet.stop;

		post_release(&page->post);
		page->post = post;
		build(view, place);
		page->sheet.stop = stop <= page->sheet.stops.n_items ? stop : 0;
	} else {
		post_release(&post);
	}
}

const struct post *page_post(const struct view *view)
{
	return own(view)->is_open ? &own(view)->post : NULL;
}

const struct document *page_document(const struct view *view)
{
	return whole(view)->document;
}

const struct links *page_links(const struct view *view)
{
	return &whole(view)->links;
}

size_t page_place(const struct view *view)
{
	return own(view)->sheet.place;
}

void page_go(struct view *view, size_t place)
{
	sheet_reveal(&whole(view)->sheet, place);
}

void page_restore(struct view *view, size_t place, size_t link)
{
	struct sheet *sheet = &whole(view)->sheet;

	sheet_reveal(sheet, place);
	sheet_put(sheet, place);
	sheet->stop = link > 0 ? stops_link(&sheet->stops, link) : 0;
}

const struct post_link *page_selected(const struct view *view)
{
	const struct page *page = own(view);
	const struct stop *stop = sheet_selected(&page->sheet);

	return stop && stop->link > 0 && stop->link <= page->links.n_items
		       ? &page->links.items[stop->link - 1]
		       : NULL;
}

bool page_unfold(struct view *view)
{
	struct sheet *sheet = &whole(view)->sheet;
	const struct stop *stop = sheet_selected(sheet);

	if (!stop || stop->details == 0)
		return false;
	sheet_unfold(sheet, stop->details);
	return true;
}

void page_select(struct view *view, size_t number)
{
	struct sheet *sheet = &whole(view)->sheet;

	sheet_select(sheet, number > 0 ? stops_link(&sheet->stops, number) : 0);
}

size_t page_click(struct view *view, int row, int column)
{
	struct sheet *sheet = &whole(view)->sheet;
	size_t details;

	if (!own(view)->is_open)
		return 0;
	details = sheet_details_at(sheet, row);
	if (details > 0)
		sheet_unfold(sheet, details);
	return details > 0 ? 0 : sheet_link_at(sheet, row, column);
}

bool page_show_hints(struct view *view)
{
	return sheet_hint(&whole(view)->sheet);
}

bool page_has_hints(const struct view *view)
{
	return own(view)->sheet.hints.n_items > 0;
}

enum hints_reply page_hint(struct view *view, const char *key, size_t *number)
{
	struct hints *hints = &own(view)->sheet.hints;
	enum hints_reply reply = hints_key(hints, key, number);

	if (reply != HINTS_MORE)
		hints_release(hints);
	return reply;
}

void page_end_hints(struct view *view)
{
	hints_release(&own(view)->sheet.hints);
}

void page_scroll(struct view *view, long step)
{
	sheet_scroll(&whole(view)->sheet, step);
}

void page_search(struct view *view, const char *words, size_t from)
{
	struct page *page = whole(view);
	struct find *find = &page->sheet.find;

	if (!page->is_open)
		return;
	find_release(find);
	free(page->words);
	page->words = *words ? mem_string(words) : NULL;
	if (!page->words)
		return;
	find_init(find, page->document->text, page->document->len, words, from);
	if (find->n_matches > 0)
		page_go(view, find->matches[find->current].start);
}

void page_mark(struct view *view, const char *words, const struct strings *folded)
{
	struct page *page = whole(view);

	if (!page->is_open || str_equal(page->words, words))
		return;
	find_release(&page->sheet.find);
	free(page->words);
	page->words = mem_string(words);
	find_all(&page->sheet.find, page->document->text, page->document->len, folded,
		 page->sheet.place);
}

const struct find *page_find(const struct view *view)
{
	return &whole(view)->sheet.find;
}

int page_percent(struct view *view)
{
	return sheet_percent(&own(view)->sheet);
}
