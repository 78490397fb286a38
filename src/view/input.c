/* SPDX-License-Identifier: MIT */
#include "view/input.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/str.h"
#include "text/url.h"
#include "view/deed.h"
#include "view/jump.h"
#include "view/list.h"
#include "view/page.h"
#include "view/picker.h"
#include "view/shelf.h"

static void close_question(struct reader *reader)
{
	prompt_release(&reader->prompt);
	reader->question = NULL;
}

static void text_changed(struct reader *reader)
{
	reader->complaint[0] = '\0';
	if (reader->question->changed)
		reader->question->changed(reader, str_bytes(&reader->prompt.text));
}

/* False where the key means nothing in a prompt. */
static bool answer(struct reader *reader, const char *key)
{
	const struct reader_question *question = reader->question;
	char *text;

	switch (prompt_key(&reader->prompt, key)) {
	case PROMPT_CHANGED:
		text_changed(reader);
		break;
	case PROMPT_ENTER:
		text = str_take(&reader->prompt.text);
		close_question(reader);
		question->entered(reader, text);
		free(text);
		break;
	case PROMPT_CANCEL:
		close_question(reader);
		if (question->left)
			question->left(reader);
		break;
	case PROMPT_MOVED:
		break;
	case PROMPT_IGNORED:
		return false;
	}
	return true;
}

static void filter_window(struct reader *reader, const char *text)
{
	if (reader->window.kind)
		picker_filter(&reader->window, text);
}

static void filter_window_left(struct reader *reader)
{
	filter_window(reader, "");
}

static const struct reader_question filter_picker = { N_("Filter:"), filter_window, filter_window,
						      filter_window_left };

struct marked {
	struct reader *reader;
	struct strings urls;
};

static void add_marked(void *context, size_t tag)
{
	struct marked *marked = context;

	strings_add(&marked->urls, marked->reader->use->address(marked->reader, tag));
}

/* Where no browser can be shown, all go to the clipboard, a line each. */
static void copy_all(struct reader *reader, const struct strings *urls)
{
	char *lines = strings_join(urls, "\n");

	if (jump_copy(reader, lines))
		status_say(&reader->status,
			   ngettext("No browser can be shown here; copied %zu address instead.",
				    "No browser can be shown here; copied %zu addresses instead.",
				    urls->n_items),
			   urls->n_items);
	free(lines);
}

/* Opens all marked rows in the browser, in their order. */
static void open_marked(struct reader *reader)
{
	struct marked marked = { .reader = reader };
	struct strings urls;
	size_t n_opened = 0;

	picker_marked(&reader->window, add_marked, &marked);
	urls = marked.urls;
	window_close(reader);
	if (!browser_is_here(config_text(reader->context.config, OPTION_BROWSER))) {
		copy_all(reader, &urls);
		strings_release(&urls);
		return;
	}
	for (size_t i = 0; i < urls.n_items; i++) {
		enum browser_result result = BROWSER_FAILED;

		if (url_verdict(urls.items[i]) == URL_OPEN)
			result = jump_open(reader, urls.items[i]);
		else
			status_fail(&reader->status,
				    _("“%s” is not opened with others: it is no web page."),
				    urls.items[i]);
		n_opened += result == BROWSER_OPENED;
	}
	if (n_opened > 1 && n_opened == urls.n_items)
		status_say(&reader->status,
			   ngettext("Opened %zu address.", "Opened %zu addresses.", n_opened),
			   n_opened);
	strings_release(&urls);
}

static void choose(struct reader *reader)
{
	const struct picker_row *row = picker_chosen(&reader->window);

	if (reader->use->address && picker_has_marks(&reader->window))
		open_marked(reader);
	else if (!row || !reader->use->chosen)
		window_close(reader);
	else
		reader->use->chosen(reader, row->tag);
}

static void copy_chosen(struct reader *reader)
{
	const struct picker_row *row = picker_chosen(&reader->window);
	const char *address = row && reader->use->address ? reader->use->address(reader, row->tag)
							  : NULL;

	if (!address)
		return;
	if (jump_copy(reader, address))
		status_say(&reader->status, _("Copied %s."), address);
}

/* False where the window leaves the action to the reader. */
static bool act_in_window(struct reader *reader, enum action action)
{
	if (view_act(&reader->window, action) == VIEW_BACK)
		window_close(reader);
	else if (action == ACTION_OPEN)
		choose(reader);
	else if (action == ACTION_COPY)
		copy_chosen(reader);
	else if (action == ACTION_MARK && reader->use->address)
		picker_mark(&reader->window);
	else if (action == ACTION_SEARCH)
		reader_ask(reader, &filter_picker, "");
	else
		return action != ACTION_REDRAW && action != ACTION_SUSPEND &&
		       action != ACTION_CANCEL && action != ACTION_QUIT_NOW;
	return true;
}

static void do_action(struct reader *reader, enum action action)
{
	if (reader->window.kind) {
		if (!act_in_window(reader, action))
			deed_do(reader, action);
		return;
	}
	if (view_act(reader_focus(reader), action) == VIEW_PASS)
		deed_do(reader, action);
	else if (reader->is_on_sections)
		deed_show_section(reader);
}

static void press_hint(struct reader *reader, const char *key)
{
	size_t number;

	if (page_hint(&reader->page, key, &number) != HINTS_FOUND)
		return;
	page_select(&reader->page, number);
	jump_follow(reader, page_selected(&reader->page));
}

static void answer_yes_or_no(struct reader *reader, const char *key)
{
	char *about = reader->asked_about;

	free(reader->asked);
	reader->asked = reader->asked_about = NULL;
	if (strcmp(key, "y") == 0)
		reader->on_yes(reader, about);
	free(about);
}

/* False where the key means nothing here. */
static bool press(struct reader *reader, const char *key)
{
	enum action action;
	bool was_number = reader->number > 0;

	status_seen(&reader->status);
	if (reader->asked) {
		answer_yes_or_no(reader, key);
		return true;
	}
	if (page_has_hints(&reader->page)) {
		press_hint(reader, key);
		return true;
	}
	if (reader->is_on_page && !reader->window.kind && key[0] >= '0' && key[0] <= '9' &&
	    !key[1]) {
		deed_digit(reader, (unsigned)(key[0] - '0'));
		return true;
	}
	action = keymap_find(reader->context.keymap, key, reader_focus(reader)->kind->where);
	if (was_number && action == ACTION_OPEN && deed_number(reader))
		return true;
	reader->number = 0;
	if (action != ACTION_NONE)
		do_action(reader, action);
	return action != ACTION_NONE;
}

static bool type(struct reader *reader, const char *key)
{
	return reader->question ? answer(reader, key) : press(reader, key);
}

/*
 * Terminals send the same for Alt and a key as for Esc and then that key, and a slow line brings
 * keys together that were pressed one after the other. So what means nothing with Alt was Esc.
 */
static void type_key(struct reader *reader, const char *key)
{
	static const char *const named[] = { "Enter", "Tab", "Space", "Backspace" };
	const char *rest = str_starts(key, "Alt-") ? key + strlen("Alt-") : "";
	bool may_be_two = *rest && (!(*rest & 0x80) ? !rest[1] : true);

	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++)
		may_be_two |= strcmp(rest, named[i]) == 0;
	if (type(reader, key) || !may_be_two)
		return;
	type(reader, "Escape");
	type(reader, rest);
}

/* Which pane a cell belongs to; the cell seen from that pane. */
static struct view *pane_at(struct reader *reader, int *row, int *column)
{
	struct view *panes[] = { &reader->sections, &reader->list };

	*row -= 1;
	if (!reader->is_split)
		return reader->is_on_page ? &reader->page : &reader->list;
	for (size_t i = reader->has_sections ? 0 : 1; i < sizeof(panes) / sizeof(*panes); i++) {
		if (*column < panes[i]->columns)
			return panes[i];
		*column -= panes[i]->columns + 1;
	}
	return &reader->page;
}

static void click_page(struct reader *reader, int row, int column)
{
	size_t number = page_click(&reader->page, row, column);

	if (!reader->is_on_page) {
		reader->is_on_page = page_post(&reader->page) != NULL;
		reader_read(reader);
	}
	if (number == 0)
		return;
	page_select(&reader->page, number);
	jump_follow(reader, page_selected(&reader->page));
}

static void click_sections(struct reader *reader, int row)
{
	reader_keep_place(reader);
	reader->is_on_page = false;
	reader->is_on_sections = true;
	if (shelf_click(&reader->sections, row))
		deed_show_section(reader);
}

static void click_list(struct reader *reader, int row, int clicks)
{
	reader_keep_place(reader);
	reader->is_on_page = reader->is_on_sections = false;
	if (list_click(&reader->list, row) && clicks > 1)
		deed_do(reader, ACTION_OPEN);
}

/* A question that waits for y, letters over the links and the digits of a number end with a click:
 * what is pressed next is not meant for them. */
static void stop_waiting(struct reader *reader)
{
	free(reader->asked);
	free(reader->asked_about);
	reader->asked = reader->asked_about = NULL;
	reader->number = 0;
	page_end_hints(&reader->page);
}

static void click(struct reader *reader, const struct key *key)
{
	int row = key->row, column = key->column;
	struct view *pane;

	status_seen(&reader->status);
	stop_waiting(reader);
	if (reader->window.kind) {
		/* The window remembers where it is on the whole canvas. */
		if (picker_click(&reader->window, row, column))
			choose(reader);
		else
			window_close(reader);
		return;
	}
	pane = pane_at(reader, &row, &column);
	if (row < 0 || row >= pane->rows)
		return;
	if (pane == &reader->page)
		click_page(reader, row, column);
	else if (pane == &reader->sections)
		click_sections(reader, row);
	else
		click_list(reader, row, key->clicks);
}

static void wheel(struct reader *reader, const struct key *key)
{
	int row = key->row, column = key->column;
	struct view *pane = reader->window.kind ? &reader->window : pane_at(reader, &row, &column);

	if (pane == &reader->page)
		page_scroll(pane, key->amount * 3);
	else
		view_act(pane, key->amount > 0 ? ACTION_DOWN : ACTION_UP);
}

/* Pasted text goes into a line that is asked for. It is never a command: it may be a stranger's. */
static void paste(struct reader *reader, const char *name)
{
	bool is_character = !name[1] || (unsigned char)name[0] >= 0x80;

	if (!reader->question)
		status_say(&reader->status,
			   _("Pasted text is no command; it goes where a line is asked for."));
	else if (is_character || strcmp(name, "Space") == 0)
		reader->has_pasted |= prompt_key(&reader->prompt, name) == PROMPT_CHANGED;
}

void input_settle(struct reader *reader)
{
	if (reader->has_pasted && reader->question)
		text_changed(reader);
	reader->has_pasted = false;
}

void input_key(struct reader *reader, const struct key *key)
{
	if (!key->is_pasted)
		input_settle(reader);
	if (key->kind == KEY_CLICK && !reader->question)
		click(reader, key);
	else if (key->kind == KEY_WHEEL)
		wheel(reader, key);
	else if (key->kind == KEY_PRESS && key->is_pasted)
		paste(reader, key->name);
	else if (key->kind == KEY_PRESS)
		type_key(reader, key->name);
}
