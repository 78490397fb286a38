/* SPDX-License-Identifier: MIT */
#include "view/shelf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "config/presets.h"
#include "store/tally.h"
#include "text/safe.h"
#include "text/width.h"
#include "view/label.h"
#include "view/oneline.h"
#include "view/scroll.h"

struct section {
	char *name, *query;
	struct tally_count count; /* of no posts: no number is shown */
};

struct shelf {
	const struct strings *sources;
	struct strings queries; /* of the saved views */
	struct tally *tally;
	bool is_counted; /* what is unread is known */
	struct section *items;
	size_t n_items;
	struct scroll scroll;
};

static struct shelf *own(const struct view *view)
{
	return view->own;
}

/* Takes over both texts. */
static struct section *add(struct shelf *sections, char *name, char *query)
{
	struct section *section;

	sections->items = mem_grow(sections->items, sections->n_items, sizeof(*sections->items));
	section = &sections->items[sections->n_items++];
	*section = (struct section){ .name = name, .query = query };
	return section;
}

/* Until it is counted what is unread, only how many posts there are. */
static void add_source(struct view *view, size_t i, const struct index_source *source)
{
	const char *address = own(view)->sources->items[i];
	const char *label = label_source(view->context->label, source->title, address);
	struct section *section;
	struct str query = { 0 };

	str_format(&query, "source:\"%s\"", address);
	section = add(own(view), safe_line_copy(label), str_take(&query));
	section->count = own(view)->is_counted ? tally_of(own(view)->tally, i)
					       : (struct tally_count){ source->n_posts, 0 };
}

/* All are read first: what a source is called depends on the others. */
static void add_sources(struct view *view)
{
	const struct strings *addresses = own(view)->sources;
	struct index_source *sources = mem_alloc(addresses->n_items, sizeof(*sources));

	label_clear(view->context->label);
	for (size_t i = 0; i < addresses->n_items; i++) {
		index_source(view->context->index, addresses->items[i], &sources[i]);
		label_add(view->context->label, sources[i].title);
	}
	for (size_t i = 0; i < addresses->n_items; i++) {
		if (*addresses->items[i])
			add_source(view, i, &sources[i]);
		index_source_release(&sources[i]);
	}
	free(sources);
}

static void add_query(void *context, const char *name, const char *query)
{
	(void)name;
	strings_add(context, query);
}

/* The sections of the views, as they are being added. */
struct adding {
	struct shelf *sections;
	size_t n_added;
};

static void add_preset(void *context, const char *name, const char *query)
{
	struct adding *adding = context;
	struct shelf *sections = adding->sections;
	struct section *section = add(sections, safe_line_copy(name), mem_string(query));

	if (sections->is_counted)
		section->count = tally_found(sections->tally, adding->n_added);
	adding->n_added++;
}

static void clear(struct shelf *sections)
{
	for (size_t i = 0; i < sections->n_items; i++) {
		free(sections->items[i].name);
		free(sections->items[i].query);
	}
	sections->n_items = 0;
}

static void list_sections(struct view *view)
{
	struct shelf *sections = own(view);
	struct adding adding = { sections, 0 };
	struct section *all;

	clear(sections);
	all = add(sections, mem_string(_("All posts")), mem_string(""));
	if (sections->is_counted)
		all->count = tally_all(sections->tally);
	if (sections->sources->n_items > 1)
		add_sources(view);
	presets_each(view->context->config, add_preset, &adding);
}

static void refresh(struct view *view, bool is_hurried)
{
	struct shelf *sections = own(view);

	if (sections->n_items > 1 || sections->sources->n_items > 1) {
		if (!tally_refresh(sections->tally, is_hurried))
			return;
		sections->is_counted = true;
	}
	list_sections(view);
}

void shelf_refresh(struct view *view)
{
	refresh(view, false);
}

static void draw_section(const struct box *box, int row, const struct section *section,
			 bool is_counted)
{
	const struct tally_count *count = &section->count;
	char number[48] = "";
	int width;

	if (count->n_posts > 0 && is_counted)
		snprintf(number, sizeof(number), "%zu/%zu", count->n_unread, count->n_posts);
	else if (count->n_posts > 0)
		snprintf(number, sizeof(number), "%zu", count->n_posts);
	width = width_columns(number, strlen(number));
	oneline_draw(box, row, 1, box->columns - width - 3, section->name, ROLE_LIST_TITLE, 0);
	canvas_line(box, row, box->columns - width - 1, width, number, ROLE_DIM, 0);
}

static void draw(struct view *view, const struct box *box, bool has_keyboard)
{
	struct shelf *sections = own(view);

	canvas_clear(box, ROLE_TEXT);
	if (sections->is_counted)
		refresh(view, true);
	scroll_keep(&sections->scroll, sections->n_items, (size_t)box->rows);
	for (int row = 0; row < box->rows; row++) {
		size_t i = sections->scroll.top + (size_t)row;

		if (i >= sections->n_items)
			break;
		draw_section(box, row, &sections->items[i], sections->is_counted);
		if (i == sections->scroll.selected)
			canvas_paint(box, row, 0, box->columns,
				     has_keyboard ? ROLE_SELECTED : ROLE_SELECTED_OTHER, 0);
	}
}

static enum view_reply act(struct view *view, enum action action)
{
	long step = view_step(action, view->rows);

	if (step == 0)
		return VIEW_PASS;
	scroll_move(&own(view)->scroll, step, own(view)->n_items);
	return VIEW_DONE;
}

static void release(struct view *view)
{
	clear(own(view));
	tally_free(own(view)->tally);
	strings_release(&own(view)->queries);
	free(own(view)->items);
	free(own(view));
}

static const struct view_kind kind = { ON_LIST, draw, act, release };

void shelf_init(struct view *view, const struct view_context *context,
		const struct strings *sources)
{
	struct shelf *sections = mem_alloc(1, sizeof(*sections));

	sections->sources = sources;
	presets_each(context->config, add_query, &sections->queries);
	sections->tally = tally_new(context->index, context->state, sources, &sections->queries);
	*view = (struct view){ .kind = &kind, .context = context, .own = sections };
	list_sections(view);
}

size_t shelf_n(const struct view *view)
{
	return own(view)->n_items - 1;
}

const char *shelf_query(const struct view *view)
{
	const struct shelf *sections = own(view);

	return sections->scroll.selected < sections->n_items
		       ? sections->items[sections->scroll.selected].query
		       : "";
}

bool shelf_click(struct view *view, int row)
{
	struct shelf *sections = own(view);
	size_t i = sections->scroll.top + (size_t)row;

	if (i >= sections->n_items)
		return false;
	sections->scroll.selected = i;
	return true;
}
