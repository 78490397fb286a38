/* SPDX-License-Identifier: MIT */
#include "view/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "layout/layout.h"
#include "text/width.h"
#include "view/head.h"

struct page {
	struct post post;
	bool is_open;
	struct document *document;
	struct layout *layout;
	struct links links;
	bool is_source; /* the body is shown as it was written */
	int width;      /* that the layout was made for; 0: there is none */
	size_t top;     /* the first line that is seen */
	size_t place;   /* what the user had on top last: survives every width */
	size_t link;    /* number of the selected link; 0 for none */
	struct find find;
	struct hints hints;
	char *words; /* that are searched for; NULL for none */
};

static struct page *own(const struct view *view)
{
	return view->own;
}

static int text_width(const struct view *view)
{
	int most = config_number(view->context->config, OPTION_WIDTH);
	int room = view->columns - 2;

	return room < 1 ? 1 : room < most ? room : most;
}

static int margin(const struct view *view)
{
	int room = view->columns - own(view)->width;

	return room > 0 ? room / 2 : 0;
}

static size_t last_top(struct page *page, int rows)
{
	size_t n = layout_n_lines(page->layout);

	return n > (size_t)rows ? n - (size_t)rows : 0;
}

/* Keeps the pane full at the end of the text. */
static void clamp(struct view *view)
{
	struct page *page = own(view);
	size_t last;

	layout_reach(page->layout, page->top + (size_t)view->rows);
	if (!layout_is_whole(page->layout))
		return;
	last = last_top(page, view->rows);
	if (page->top > last)
		page->top = last;
}

static void stand_on(struct view *view, size_t line)
{
	struct page *page = own(view);
	const struct line *top;

	page->top = line;
	clamp(view);
	top = layout_line(page->layout, page->top);
	page->place = page->top == 0 || !top ? 0 : top->place;
}

/* A layout for the pane's width, with the place still on top. */
static void reflow(struct view *view)
{
	struct page *page = own(view);
	int width = text_width(view);

	if (page->layout && page->width == width)
		return;
	layout_free(page->layout);
	page->layout = layout_new(
		page->document,
		&(struct layout_options){
			.width = width,
			.is_ascii = config_truth(view->context->config, OPTION_ASCII),
			.has_numbers = config_truth(view->context->config, OPTION_LINK_NUMBERS),
		});
	page->width = width;
	page->top = page->place > 0 ? layout_find(page->layout, page->place) : 0;
	clamp(view);
}

static enum role role_of(const struct page *page, const struct piece *piece)
{
	if (piece->link < 0 || (size_t)piece->link >= page->links.n_items ||
	    piece->role != ROLE_LINK)
		return piece->role;
	if (strcmp(page->links.items[piece->link].kind, "ticket") == 0)
		return ROLE_TICKET;
	return piece->role;
}

static bool is_selected(const struct page *page, const struct piece *piece)
{
	return page->link > 0 && piece->link == (int)page->link - 1 &&
	       (!piece->is_ornament || piece->role == ROLE_LINK_NUMBER);
}

/* Marks the matches in a piece that was drawn from `column` on. */
static void paint_matches(const struct page *page, const struct box *box, int row, int column,
			  const struct piece *piece)
{
	size_t end = piece->place + piece->len;

	for (size_t i = find_from(&page->find, piece->place); i < page->find.n_matches; i++) {
		const struct find_match *match = &page->find.matches[i];
		size_t from = match->start > piece->place ? match->start - piece->place : 0, to;

		if (match->start >= end)
			break;
		to = match->start + match->len < end ? match->start + match->len - piece->place
						     : piece->len;
		canvas_paint(box, row, column + width_columns(piece->text, from),
			     width_columns(piece->text + from, to - from),
			     i == page->find.current ? ROLE_MATCH_CURRENT : ROLE_MATCH, 0);
	}
}

/* The letters that are left to type, over the start of a link; not again on its next line. */
static void draw_hint(const struct page *page, const struct box *box, int row, int column,
		      const struct piece *piece)
{
	const char *label = hints_label(&page->hints, (size_t)piece->link + 1);

	if (label && piece->place <= page->document->links[piece->link].start)
		canvas_line(box, row, column, (int)strlen(label), label, ROLE_HINT, 0);
}

static void draw_line(const struct page *page, const struct box *box, int row,
		      const struct line *line)
{
	int column = 0, shown_link = -1;

	for (size_t i = 0; i < line->n_pieces; i++) {
		const struct piece *piece = &line->pieces[i];
		enum role role = is_selected(page, piece) ? ROLE_LINK_SELECTED
							  : role_of(page, piece);

		canvas_text(box, row, column, piece->columns, piece->text, piece->len, role,
			    piece->styles);
		if (!piece->is_ornament && page->find.n_matches > 0)
			paint_matches(page, box, row, column, piece);
		if (piece->link >= 0 && piece->link != shown_link)
			draw_hint(page, box, row, column, piece);
		shown_link = piece->link;
		column += piece->columns;
	}
}

static void draw(struct view *view, const struct box *box, bool has_keyboard)
{
	struct page *page = own(view);
	struct box text;

	(void)has_keyboard;
	canvas_clear(box, ROLE_TEXT);
	if (!page->is_open) {
		canvas_line(box, box->rows > 2 ? 1 : 0, 2, box->columns - 4,
			    _("Choose a post in the list."), ROLE_DIM, 0);
		return;
	}
	reflow(view);
	clamp(view);
	text = canvas_part(box, 0, margin(view), box->rows, box->columns - margin(view));
	for (int row = 0; row < box->rows; row++) {
		const struct line *line = layout_line(page->layout, page->top + (size_t)row);

		if (line)
			draw_line(page, &text, row, line);
	}
}

static bool is_seen(const struct view *view, size_t line)
{
	return line >= own(view)->top && line < own(view)->top + (size_t)view->rows;
}

/* Scrolls so that a line is seen, with a third of the pane above it. */
static void show_line(struct view *view, size_t line)
{
	size_t above = (size_t)view->rows / 3;

	if (!is_seen(view, line))
		stand_on(view, line > above ? line - above : 0);
}

/* The first link whose words start at or behind the top of the pane; n_links where there is none.
 */
static size_t first_seen_link(struct view *view)
{
	struct page *page = own(view);
	size_t i = 0;

	while (i < page->document->n_links && layout_find_link(page->layout, i) < page->top)
		i++;
	return i;
}

/* The next link downward or upward; from the seen part of the page where none is selected there. */
static size_t next_link(struct view *view, bool is_upward)
{
	struct page *page = own(view);
	size_t n = page->document->n_links, first;

	if (page->link > 0 && is_seen(view, layout_find_link(page->layout, page->link - 1)))
		return is_upward ? (page->link > 1 ? page->link - 1 : n) : page->link % n + 1;
	first = first_seen_link(view);
	if (is_upward)
		return first > 0 ? first : n;
	return first < n ? first + 1 : 1;
}

static enum view_reply step_link(struct view *view, bool is_upward)
{
	struct page *page = own(view);

	if (page->document->n_links == 0)
		status_say(view->context->status, _("This post has no links."));
	else
		page_select(view, next_link(view, is_upward));
	return VIEW_DONE;
}

static enum view_reply step_match(struct view *view, bool is_upward)
{
	struct page *page = own(view);

	if (!page->words) {
		status_say(view->context->status, _("Nothing has been searched for yet."));
	} else if (page->find.n_matches == 0) {
		status_say(view->context->status, _("“%s” does not occur in this post."),
			   page->words);
	} else {
		bool went_round = find_step(&page->find, is_upward);

		page_go(view, page->find.matches[page->find.current].start);
		status_say(view->context->status,
			   went_round ? _("Match %zu of %zu; the search went round the end.")
				      : _("Match %zu of %zu."),
			   page->find.current + 1, page->find.n_matches);
	}
	return VIEW_DONE;
}

static enum view_reply act(struct view *view, enum action action)
{
	long step = view_step(action, view->rows);

	if (!own(view)->is_open)
		return VIEW_PASS;
	reflow(view);
	if (step != 0) {
		page_scroll(view, step);
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
	layout_free(page->layout);
	links_release(&page->links);
	document_free(page->document);
	post_release(&page->post);
	find_release(&page->find);
	hints_release(&page->hints);
	free(page->words);
	*page = (struct page){ 0 };
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
}

static struct document *make_document(const struct post *post)
{
	struct strings lines = { 0 };
	struct document *document;

	head_lines(post, &lines);
	document = links_document(post, (const char *const *)lines.items, lines.n_items);
	strings_release(&lines);
	return document;
}

/* The body as one block of code, in a fence that is longer than any run of its character inside. */
static struct document *make_source(const struct post *post)
{
	struct document_input input = { .kind = DOCUMENT_MARKDOWN, .title = post->title };
	struct document *document;
	struct str text = { 0 };
	size_t run = 0, longest = 2;

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

/* Makes all that depends on the post and the way it is shown. */
static void build(struct view *view)
{
	struct page *page = own(view);

	layout_free(page->layout);
	links_release(&page->links);
	document_free(page->document);
	find_release(&page->find);
	hints_release(&page->hints);
	page->layout = NULL;
	page->link = 0;
	page->document = page->is_source ? make_source(&page->post) : make_document(&page->post);
	links_read(&page->post, page->document, view->context->kinds, &page->links);
	if (page->place > page->document->len)
		page->place = 0;
	reflow(view);
}

void page_toggle_source(struct view *view)
{
	struct page *page = own(view);

	if (!page->is_open)
		return;
	page->is_source = !page->is_source;
	page->place = 0;
	build(view);
}

void page_show(struct view *view, struct post *post)
{
	struct page *page = own(view);

	close_post(page);
	page->post = *post;
	*post = (struct post){ 0 };
	page->is_open = true;
	page->place = state_of(view->context->state, page->post.id).place;
	build(view);
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
	struct page *page = own(view);
	struct post post = { 0 };
	size_t place = page->place, link = page->link;
	bool is_source = page->is_source;

	if (!page->is_open || !index_post(view->context->index, page->post.id, &post))
		return;
	if (post.content == page->post.content && str_equal(post.base, page->post.base)) {
		post_release(&post);
		return;
	}
	page_show(view, &post);
	if (is_source)
		page_toggle_source(view);
	page->place = place < page->document->len ? place : page->document->len;
	page->link = link <= page->document->n_links ? link : 0;
	page->width = 0;
	reflow(view);
}

const struct post *page_post(const struct view *view)
{
	return own(view)->is_open ? &own(view)->post : NULL;
}

const struct document *page_document(const struct view *view)
{
	return own(view)->document;
}

const struct links *page_links(const struct view *view)
{
	return &own(view)->links;
}

size_t page_place(const struct view *view)
{
	return own(view)->place;
}

void page_go(struct view *view, size_t place)
{
	if (own(view)->is_open)
		show_line(view, layout_find(own(view)->layout, place));
}

void page_restore(struct view *view, size_t place, size_t link)
{
	struct page *page = own(view);

	if (!page->is_open)
		return;
	stand_on(view, place > 0 ? layout_find(page->layout, place) : 0);
	page->link = link <= page->document->n_links ? link : 0;
}

const struct post_link *page_selected(const struct view *view)
{
	const struct page *page = own(view);

	return page->link > 0 && page->link <= page->links.n_items
		       ? &page->links.items[page->link - 1]
		       : NULL;
}

void page_select(struct view *view, size_t number)
{
	struct page *page = own(view);

	if (!page->is_open || number > page->document->n_links)
		return;
	page->link = number;
	if (number > 0)
		show_line(view, layout_find_link(page->layout, number - 1));
}

size_t page_link_at(struct view *view, int row, int column)
{
	struct page *page = own(view);
	const struct line *line = page->is_open ? layout_line(page->layout, page->top + (size_t)row)
						: NULL;
	int at = margin(view);

	for (size_t i = 0; line && i < line->n_pieces; i++) {
		const struct piece *piece = &line->pieces[i];

		if (column >= at && column < at + piece->columns)
			return piece->link >= 0 ? (size_t)piece->link + 1 : 0;
		at += piece->columns;
	}
	return 0;
}

/* The numbers of the links whose words begin on the seen lines; the caller frees. */
static size_t *seen_links(struct view *view, size_t *n)
{
	struct page *page = own(view);
	size_t *numbers = NULL, i = first_seen_link(view);

	*n = 0;
	for (; i < page->document->n_links && is_seen(view, layout_find_link(page->layout, i));
	     i++) {
		numbers = mem_grow(numbers, *n, sizeof(*numbers));
		numbers[(*n)++] = i + 1;
	}
	return numbers;
}

bool page_show_hints(struct view *view)
{
	struct page *page = own(view);
	size_t n = 0, *numbers = page->is_open ? seen_links(view, &n) : NULL;

	hints_release(&page->hints);
	if (n > 0)
		hints_init(&page->hints, numbers, n);
	free(numbers);
	return n > 0;
}

bool page_has_hints(const struct view *view)
{
	return own(view)->hints.n_items > 0;
}

enum hints_reply page_hint(struct view *view, const char *key, size_t *number)
{
	enum hints_reply reply = hints_key(&own(view)->hints, key, number);

	if (reply != HINTS_MORE)
		hints_release(&own(view)->hints);
	return reply;
}

void page_scroll(struct view *view, long step)
{
	struct page *page = own(view);
	size_t top = page->top, back = step < 0 ? 0UL - (size_t)step : 0;

	if (!page->is_open)
		return;
	if (step < 0)
		top = back > top ? 0 : top - back;
	else if (layout_reach(page->layout, top + (size_t)step + (size_t)view->rows))
		top += (size_t)step;
	else
		top = last_top(page, view->rows) < top                  ? top
		      : (size_t)step > last_top(page, view->rows) - top ? last_top(page, view->rows)
									: top + (size_t)step;
	stand_on(view, top);
}

void page_search(struct view *view, const char *words, size_t from)
{
	struct page *page = own(view);

	if (!page->is_open)
		return;
	find_release(&page->find);
	free(page->words);
	page->words = *words ? mem_string(words) : NULL;
	if (!page->words)
		return;
	find_init(&page->find, page->document->text, page->document->len, words, from);
	if (page->find.n_matches > 0)
		page_go(view, page->find.matches[page->find.current].start);
}

const struct find *page_find(const struct view *view)
{
	return &own(view)->find;
}

int page_percent(struct view *view)
{
	struct page *page = own(view);
	const struct line *below;

	if (!page->is_open)
		return 100;
	below = layout_line(page->layout, page->top + (size_t)view->rows);
	if (!below || page->document->len == 0)
		return 100;
	return (int)(below->place * 100 / page->document->len);
}
