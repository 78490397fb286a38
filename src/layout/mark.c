/* SPDX-License-Identifier: MIT */
#include "layout/mark.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/mem.h"
#include "layout/ornament.h"
#include "text/width.h"

static bool comes_after(const struct mark *a, const struct mark *b)
{
	return a->at > b->at || (a->at == b->at && a->is_before && !b->is_before);
}

void mark_add(struct marks *marks, const struct mark *mark)
{
	size_t i = marks->n_items;

	if (marks->n_items == marks->room) {
		marks->room = marks->room ? marks->room * 2 : 16;
		marks->items = mem_resize(marks->items, marks->room, sizeof(*mark));
	}
	for (; i > 0 && comes_after(&marks->items[i - 1], mark); i--)
		marks->items[i] = marks->items[i - 1];
	marks->items[i] = *mark;
	if (mark->len == 0)
		marks->items[i].len = strlen(mark->text);
	marks->items[i].columns = width_columns(mark->text, marks->items[i].len);
	marks->n_items++;
}

void mark_merge(struct marks *marks, const struct marks *others)
{
	size_t i = marks->n_items, k = others->n_items;

	if (i + k > marks->room) {
		marks->room = (i + k) * 2;
		marks->items = mem_resize(marks->items, marks->room, sizeof(*marks->items));
	}
	marks->n_items = i + k;
	while (k > 0) {
		struct mark *last = &marks->items[i + k - 1];

		if (i > 0 && comes_after(&marks->items[i - 1], &others->items[k - 1]))
			*last = marks->items[--i];
		else
			*last = others->items[--k];
	}
}

static void trim(const char *text, size_t *start, size_t *end)
{
	while (*start < *end && (text[*start] == ' ' || text[*start] == '\n'))
		++*start;
	while (*end > *start && (text[*end - 1] == ' ' || text[*end - 1] == '\n'))
		--*end;
}

/* Whether the link is the mark of a footnote; links are asked for in order. */
static bool is_note(struct mark_input *input, const struct link *link)
{
	const struct document *document = input->document;
	const struct span *span = &document->spans[input->span];

	if (input->span >= document->n_spans)
		return false;
	while (input->span + 1 < document->n_spans && span->start + span->len <= link->start)
		span = &document->spans[++input->span];
	return span->start <= link->start && link->start < span->start + span->len &&
	       (span->styles & SPAN_NOTE);
}

static size_t number_of(const struct mark_input *input, size_t i)
{
	return input->options->n_links + i + 1;
}

static const char *linear_head(struct mark_input *input, size_t i, struct lines *lines)
{
	const struct link *link = &input->document->links[i];

	if (is_note(input, link))
		return _(" (note ");
	if (link->is_image)
		return lines_format(lines, _("image %zu: "), number_of(input, i));
	return lines_format(lines, _("link %zu: "), number_of(input, i));
}

static const char *link_head(struct mark_input *input, size_t i, struct lines *lines)
{
	const struct link *link = &input->document->links[i];

	if (input->options->is_linear)
		return linear_head(input, i, lines);
	if (link->is_embed)
		return ornament_text(ORNAMENT_EMBED, input->options->is_ascii);
	if (link->is_image)
		return ornament_text(ORNAMENT_IMAGE, input->options->is_ascii);
	return NULL;
}

static const char *link_tail(struct mark_input *input, size_t i, struct lines *lines)
{
	if (input->options->is_linear)
		return is_note(input, &input->document->links[i]) ? ")" : NULL;
	return input->options->has_numbers ? lines_format(lines, "[%zu]", number_of(input, i))
					   : NULL;
}

static void add_link(struct marks *marks, struct mark_input *input, size_t i, struct lines *lines)
{
	const struct link *link = &input->document->links[i];
	size_t start = link->start, end = link->start + link->len;
	struct mark mark = { .link = (int)i, .role = ROLE_LINK_NUMBER };

	trim(input->document->text, &start, &end);
	if (start >= input->start && start < input->end) {
		mark.at = start;
		mark.is_before = true;
		mark.text = link_head(input, i, lines);
		mark.role = link->is_image || link->is_embed ? ROLE_IMAGE : ROLE_LINK_NUMBER;
		if (mark.text)
			mark_add(marks, &mark);
	}
	if (start < end && end > input->start && end <= input->end) {
		mark.at = end;
		mark.is_before = false;
		mark.text = link_tail(input, i, lines);
		mark.role = ROLE_LINK_NUMBER;
		if (mark.text)
			mark_add(marks, &mark);
	}
}

void mark_find(struct marks *marks, const struct mark_input *input, struct lines *lines)
{
	const struct document *document = input->document;
	struct mark_input rest = *input;

	for (size_t i = input->link; i < document->n_links; i++) {
		if (document->links[i].start >= input->end)
			break;
		add_link(marks, &rest, i, lines);
	}
}

/* In ASCII a raised digit is "^2". */
static void add_raised(struct marks *marks, const struct span *span)
{
	mark_add(marks, &(struct mark){ .at = span->start,
					.is_before = true,
					.text = ornament_text(ORNAMENT_SUPER, true),
					.role = span->link >= 0 ? ROLE_LINK_NUMBER : ROLE_TEXT,
					.link = span->link });
}

void mark_raised(struct marks *marks, const struct mark_input *input)
{
	const struct document *document = input->document;
	unsigned raised = SPAN_SUPER | (input->options->is_linear ? 0 : SPAN_NOTE);

	for (size_t i = input->span; i < document->n_spans; i++) {
		const struct span *span = &document->spans[i];

		if (span->start >= input->end)
			break;
		if (span->start >= input->start && (span->styles & raised) &&
		    ornament_raises(document->text + span->start, span->len))
			add_raised(marks, span);
	}
}

void mark_release(struct marks *marks)
{
	free(marks->items);
	*marks = (struct marks){ 0 };
}
