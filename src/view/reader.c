/* SPDX-License-Identifier: MIT */
#include "view/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "store/kept.h"
#include "text/safe.h"
#include "text/url.h"
#include "text/width.h"
#include "view/jump.h"
#include "view/label.h"
#include "view/list.h"
#include "view/oneline.h"
#include "view/page.h"
#include "view/shelf.h"
#include "view/target.h"

enum {
	LEAST_ROWS = 5,
	LEAST_COLUMNS = 20,
	LEAST_LIST = 34,
	MOST_LIST = 60,
	SECTIONS = 26,
	WITH_SECTIONS = 150
};

int reader_init(struct reader *reader, const struct view_context *context,
		const struct strings *sources, const char *query, struct err *err)
{
	*reader = (struct reader){ .context = *context, .sources = sources };
	reader->context.status = &reader->status;
	reader->context.label = &reader->label;
	if (list_init(&reader->list, &reader->context, sources, query, err) < 0)
		return -1;
	page_init(&reader->page, &reader->context);
	shelf_init(&reader->sections, &reader->context, sources);
	return 0;
}

void reader_release(struct reader *reader)
{
	reader_keep_place(reader);
	window_close(reader);
	view_release(&reader->sections);
	view_release(&reader->page);
	view_release(&reader->list);
	prompt_release(&reader->prompt);
	jump_forget(reader);
	free(reader->asked);
	free(reader->asked_about);
	free(reader->address);
	strings_release(&reader->addresses);
	label_clear(&reader->label);
	fetching_release(&reader->fetching);
}

struct view *reader_focus(struct reader *reader)
{
	if (reader->window.kind)
		return &reader->window;
	if (reader->is_on_page)
		return &reader->page;
	return reader->is_on_sections ? &reader->sections : &reader->list;
}

void reader_show(struct reader *reader, struct post *post)
{
	page_show(&reader->page, post);
	reader->is_on_page = true;
	reader->is_single = true;
}

void reader_open_single(struct reader *reader)
{
	const struct row *row = list_selected(&reader->list);

	if (!row || list_n_rows(&reader->list) != 1 || !page_open(&reader->page, row->id))
		return;
	reader->is_on_page = true;
	reader->is_single = true;
	reader_read(reader);
}

/* The post is another one than when it was read: keeps what it was, for as long as it is open. */
static void tell_changed(struct reader *reader, const char *id, uint64_t content)
{
	struct str kept = { 0 };
	char *old_body = kept_get(reader->context.state, id, content, &kept)
				 ? str_take(&kept)
				 : index_old_body(reader->context.index, id, content);

	str_release(&kept);
	page_set_old(&reader->page, old_body);
	if (old_body)
		status_say(&reader->status,
			   _("This post has changed since it was read; %s shows how."),
			   keymap_key(reader->context.keymap, ACTION_CHANGES));
	else
		status_say(&reader->status, _("This post has changed since it was read."));
}

void reader_read(struct reader *reader)
{
	const struct post *post = page_post(&reader->page);
	struct state_of before;
	struct err err;

	if (!post)
		return;
	before = state_of(reader->context.state, post->id);
	if (before.is_read && before.content && before.content != post->content)
		tell_changed(reader, post->id, before.content);
	if (!before.is_read || before.content != post->content) {
		if (state_mark_read(reader->context.state, post->id, true, post->content, &err) < 0)
			status_fail(&reader->status, "%s", err.text);
		list_refresh(&reader->list);
	}
	if (kept_put(reader->context.state, post->id, post->content, post->body, post->body_len,
		     &err) < 0)
		status_fail(&reader->status, "%s", err.text);
}

bool reader_turn_to(struct reader *reader, const char *id)
{
	const char *query = list_query(&reader->list);
	struct strings texts = { 0 };

	if (!page_open(&reader->page, id))
		return false;
	if (*query) {
		listing_texts(list_listing(&reader->list), &texts);
		page_mark(&reader->page, query, &texts);
		strings_release(&texts);
	}
	return true;
}

void reader_keep_place(struct reader *reader)
{
	const struct post *post = page_post(&reader->page);
	size_t place = page_place(&reader->page);
	struct err err;

	if (!post || !*post->id || state_of(reader->context.state, post->id).place == place)
		return;
	if (state_mark_place(reader->context.state, post->id, place, &err) < 0)
		status_fail(&reader->status, "%s", err.text);
}

void reader_ask(struct reader *reader, const struct reader_question *question, const char *text)
{
	prompt_release(&reader->prompt);
	prompt_init(&reader->prompt, _(question->label), text);
	reader->question = question;
	reader->complaint[0] = '\0';
}

void reader_confirm(struct reader *reader, const char *sentence, const char *about,
		    void (*on_yes)(struct reader *reader, const char *about))
{
	free(reader->asked);
	free(reader->asked_about);
	reader->asked = safe_line_copy(sentence);
	reader->asked_about = mem_string(about);
	reader->on_yes = on_yes;
}

void reader_wish_for(struct reader *reader, enum reader_wish wish, const char *address)
{
	free(reader->address);
	reader->address = mem_string(address);
	reader->wish = wish;
}

/* Drawing */

/* What the top line is about: the source of the selected post. */
static const char *shown_source(struct reader *reader)
{
	const struct row *row = list_selected(&reader->list);

	return row ? label_source(&reader->label, row->source_title, row->source) : "";
}

/* What stands at the right of the top line. */
static void describe(struct reader *reader, struct str *out)
{
	size_t n = list_n_rows(&reader->list);

	if (reader->fetching.is_on)
		fetching_describe(reader, out);
	if (out->len > 0)
		str_text(out, view_sign(&reader->context, ORNAMENT_DOT));
	if (reader->is_on_page && page_post(&reader->page))
		str_format(out, "%d %%", page_percent(&reader->page));
	else
		str_format(out, ngettext("%zu post", "%zu posts", n), n);
}

static void draw_head(struct reader *reader, const struct box *box)
{
	struct str right = { 0 };
	const struct post *post = page_post(&reader->page);
	bool is_post = reader->is_on_page && !reader->is_split && post &&
		       page_place(&reader->page) > 0;
	int width, column = 1;

	canvas_clear(box, ROLE_HEAD_BAR);
	describe(reader, &right);
	width = width_columns(right.bytes, right.len);
	oneline_draw(box, 0, box->columns - width - 1, width, right.bytes, ROLE_HEAD_BAR, 0);
	column += canvas_line(box, 0, column, box->columns - 2, PACKAGE_NAME, ROLE_HEAD_BAR,
			      STYLE_BOLD);
	oneline_draw(box, 0, column + 2, box->columns - width - column - 4,
		     is_post ? post->title : shown_source(reader), ROLE_HEAD_BAR, 0);
	str_release(&right);
}

static const struct status_hint *hints(struct reader *reader)
{
	static struct status_hint shown[10];
	static const struct status_hint list[] = {
		{ ACTION_OPEN, N_("read") },      { ACTION_SEARCH, N_("filter") },
		{ ACTION_TICKET, N_("ticket") },  { ACTION_TOGGLE_READ, N_("mark read") },
		{ ACTION_HELP, N_("help") },      { ACTION_QUIT, N_("quit") },
		{ ACTION_BROWSE, N_("browser") }, { ACTION_NONE, NULL },
	};
	static const struct status_hint page[] = {
		{ ACTION_NEXT_LINK, N_("next link") }, { ACTION_OPEN, N_("open it") },
		{ ACTION_TICKET, N_("ticket") },       { ACTION_ESCAPE, N_("back") },
		{ ACTION_SEARCH, N_("search") },       { ACTION_HELP, N_("help") },
		{ ACTION_LINKS, N_("links") },         { ACTION_NONE, NULL },
	};
	static const struct status_hint window[] = {
		{ ACTION_OPEN, N_("choose") },
		{ ACTION_SEARCH, N_("filter") },
		{ ACTION_ESCAPE, N_("close") },
		{ ACTION_NONE, NULL },
	};
	const struct status_hint *from = reader->window.kind  ? window
					 : reader->is_on_page ? page
							      : list;
	size_t n = 0;

	if (from == list && reader->fetching.is_on)
		shown[n++] = (struct status_hint){ ACTION_ESCAPE, _("cancel the fetching") };
	for (; from->words; from++)
		shown[n++] = (struct status_hint){ from->action, _(from->words) };
	shown[n] = (struct status_hint){ ACTION_NONE, NULL };
	return shown;
}

/* The link that the status line is about where nothing else is said; NULL for none. */
static const struct post_link *shown_link(struct reader *reader)
{
	bool is_shown = reader->is_on_page && !reader->window.kind && !reader->asked &&
			!reader->status.text[0];

	return is_shown ? page_selected(&reader->page) : NULL;
}

static void draw_status(struct reader *reader, const struct box *box)
{
	static const struct status nothing;
	const struct post_link *link = shown_link(reader);

	if (reader->question)
		prompt_draw(&reader->prompt, box, reader->complaint);
	else if (page_has_hints(&reader->page))
		status_draw(&nothing, box,
			    _("Type the letters of a link; any other key ends this."), NULL, NULL);
	else if (link)
		target_draw(&reader->context, box, link);
	else
		/* A question is not to be covered by what happens meanwhile. */
		status_draw(reader->asked ? &nothing : &reader->status, box, reader->asked,
			    hints(reader), reader->context.keymap);
}

static int list_columns(int columns)
{
	int wanted = columns * 2 / 5;

	return wanted < LEAST_LIST ? LEAST_LIST : wanted > MOST_LIST ? MOST_LIST : wanted;
}

/* In a split screen the page follows the selection; that alone does not mark the post as read. */
static void preview(struct reader *reader)
{
	const struct row *row = list_selected(&reader->list);

	char id[POST_ID_ROOM];

	if (reader->is_on_page || !row)
		return;
	memcpy(id, row->id, sizeof(id));
	reader_turn_to(reader, id);
}

/* A pane and the bar at its right; gives the columns of both. */
static int draw_pane(struct reader *reader, const struct box *box, int column, int columns,
		     struct view *view)
{
	const char *bar = view_sign(&reader->context, ORNAMENT_BAR);
	struct box pane = canvas_part(box, 0, column, box->rows, columns);

	view_draw(view, &pane, !reader->window.kind && view == reader_focus(reader));
	for (int row = 0; row < box->rows && column + columns < box->columns; row++)
		canvas_line(box, row, column + columns, 1, bar, ROLE_BAR, 0);
	return columns + 1;
}

static void draw_panes(struct reader *reader, const struct box *box)
{
	int column = 0;

	reader->is_split = !reader->is_single && !(reader->is_zen && reader->is_on_page) &&
			   box->columns >= config_number(reader->context.config, OPTION_SPLIT);
	reader->has_sections = reader->is_split && shelf_n(&reader->sections) > 0 &&
			       box->columns >= WITH_SECTIONS;
	reader->is_on_sections &= reader->has_sections;
	if (!reader->is_split) {
		draw_pane(reader, box, 0, box->columns,
			  reader->is_on_page ? &reader->page : &reader->list);
		return;
	}
	if (!reader->is_hurried)
		preview(reader);
	if (reader->has_sections)
		column += draw_pane(reader, box, 0, SECTIONS, &reader->sections);
	column += draw_pane(reader, box, column, list_columns(box->columns - column),
			    &reader->list);
	draw_pane(reader, box, column, box->columns - column, &reader->page);
}

void reader_draw(struct reader *reader, struct canvas *canvas)
{
	struct box all = canvas_box(canvas), head = canvas_part(&all, 0, 0, 1, all.columns);
	struct box panes = canvas_part(&all, 1, 0, all.rows - 2, all.columns);
	struct box status = canvas_part(&all, all.rows - 1, 0, 1, all.columns);

	canvas->cursor_row = canvas->cursor_column = -1;
	if (all.rows < LEAST_ROWS || all.columns < LEAST_COLUMNS) {
		canvas_clear(&all, ROLE_TEXT);
		oneline_draw(&all, 0, 0, all.columns, _("The window is too small."), ROLE_TEXT, 0);
		return;
	}
	if (reader->is_zen && reader->is_on_page && !reader->question && !reader->window.kind &&
	    !reader->asked && !reader->status.text[0]) {
		draw_panes(reader, &all);
		return;
	}
	draw_panes(reader, &panes);
	draw_head(reader, &head);
	if (reader->window.kind)
		view_draw(&reader->window, &panes, true);
	draw_status(reader, &status);
}

void reader_tick(struct reader *reader)
{
	state_refresh(reader->context.state);
	list_refresh(&reader->list);
	shelf_refresh(&reader->sections);
}

enum reader_wish reader_wish(struct reader *reader)
{
	enum reader_wish wish = reader->wish;

	reader->wish = WISH_NONE;
	return wish;
}
