/* SPDX-License-Identifier: MIT */
#include "document/polish.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "document/bare.h"
#include "document/search.h"
#include "text/safe.h"

/* U+E000 and U+E001 part template tags from other words and are never shown. */
static const char marks[] = "\xEE\x80";

static bool has_marks(const char *text, size_t len)
{
	const char *mark = search_word(text, len, marks);

	return mark && mark + 2 < text + len;
}

static void without_marks(const char *text, size_t len, struct str *out)
{
	while (len > 0) {
		const char *mark = search_word(text, len, marks);
		size_t n = mark ? (size_t)(mark - text) : len;

		str_add(out, text, n);
		text += n;
		len -= n;
		if (len >= 3 && (unsigned char)text[2] <= 0x81)
			n = 3;
		else if (len > 0)
			str_add(out, text, n = len > 1 ? 2 : 1);
		else
			return;
		text += n;
		len -= n;
	}
}

void polish_line(const char *text, size_t len, struct str *out)
{
	struct str bare = { 0 };

	if (has_marks(text, len)) {
		without_marks(text, len, &bare);
		text = str_bytes(&bare);
		len = bare.len;
	}
	safe_line(text, len, out);
	str_release(&bare);
}

/* Where a place of the leaf has gone: places are where spans start or end. */
static size_t moved(const struct flow *flow, const size_t *olds, size_t place)
{
	size_t low = 0, high = flow->n_spans - flow->first_span;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (olds[middle] < place)
			low = middle + 1;
		else
			high = middle;
	}
	return flow->first_span + low < flow->n_spans ? flow->spans[flow->first_span + low].start
						      : flow->text.len;
}

static void move_links(struct flow *flow, const size_t *olds)
{
	for (size_t i = flow->first_link; i < flow->n_links; i++) {
		struct link *link = &flow->links[i];
		size_t end = moved(flow, olds, link->start + link->len);

		link->start = moved(flow, olds, link->start);
		link->len = end - link->start;
	}
	for (size_t i = flow->first_span; i < flow->n_spans; i++) {
		const struct span *span = &flow->spans[i];

		if (span->link >= 0 && (size_t)span->link < flow->first_link)
			flow->links[span->link].len = span->start + span->len -
						      flow->links[span->link].start;
	}
}

static void drop_empty(struct flow *flow)
{
	size_t kept = flow->first_span;

	for (size_t i = flow->first_span; i < flow->n_spans; i++)
		if (flow->spans[i].len > 0)
			flow->spans[kept++] = flow->spans[i];
	flow->n_spans = kept;
}

/* Rare: only where the source or its entities held what may not be shown. */
static void make_safe(struct flow *flow)
{
	size_t n = flow->n_spans - flow->first_span;
	size_t *olds = mem_alloc(n, sizeof(*olds));
	struct str safe = { 0 }, whole = { 0 };

	for (size_t i = 0; i < n; i++) {
		struct span *span = &flow->spans[flow->first_span + i];
		size_t start = flow->start + safe.len;

		olds[i] = span->start;
		safe_text(flow->text.bytes + span->start, span->len, &safe);
		span->start = start;
		span->len = flow->start + safe.len - start;
	}
	flow->text.len = flow->start;
	str_add(&flow->text, str_bytes(&safe), safe.len);
	if (!safe_is(str_bytes(&safe), safe.len)) {
		safe_text(str_bytes(&safe), safe.len, &whole);
		flow->text.len = flow->start;
		str_add(&flow->text, whole.bytes, whole.len);
		for (size_t i = 0; i < n; i++)
			flow->spans[flow->first_span + i].start = flow->text.len;
		flow->spans[flow->first_span].start = flow->start;
		flow->spans[flow->first_span].len = whole.len;
		flow->n_spans = flow->first_span + 1;
	}
	move_links(flow, olds);
	drop_empty(flow);
	free(olds);
	str_release(&safe);
	str_release(&whole);
}

/* Words that may hold an address: not those of a link, code or image already. */
static bool is_open(const struct span *span)
{
	const unsigned others = SPAN_CODE | SPAN_IMAGE | SPAN_NOTE | SPAN_PLACEHOLDER;

	return span->link < 0 && !(span->styles & others);
}

static int add_link(struct flow *flow, struct arena *arena, const struct bare *bare, size_t start)
{
	const char *words = flow->text.bytes + start;
	struct str target = { 0 };
	struct link *link;
	int index;

	str_text(&target, bare->scheme);
	str_add(&target, words, bare->len);
	index = flow_link(flow, arena_copy(arena, target.bytes, target.len), NULL);
	str_release(&target);
	link = &flow->links[index];
	link->start = start;
	link->len = bare->len;
	link->is_bare = true;
	return index;
}

static void add_span(struct flow *flow, const struct span *like, size_t start, size_t end, int link)
{
	if (start == end)
		return;
	flow->spans = mem_room(flow->spans, flow->n_spans, &flow->spans_room, sizeof(*flow->spans));
	flow->spans[flow->n_spans++] = (struct span){ start, end - start, like->styles, link };
}

/* Cuts the span into the addresses in it and what stands between them. */
static void link_span(struct flow *flow, struct arena *arena, const struct span *span)
{
	struct bare_walk walk = { .text = flow->text.bytes + span->start, .len = span->len };
	size_t done = span->start, end = span->start + span->len;
	struct bare bare;

	while (is_open(span) && bare_next(&walk, &bare)) {
		size_t start = span->start + bare.start;

		add_span(flow, span, done, start, -1);
		done = start + bare.len;
		add_span(flow, span, start, done, add_link(flow, arena, &bare, start));
	}
	add_span(flow, span, done, end, span->link);
}

static void make_links(struct flow *flow, struct arena *arena)
{
	size_t n = flow->n_spans - flow->first_span;
	struct span *olds = mem_alloc(n, sizeof(*olds));

	memcpy(olds, flow->spans + flow->first_span, n * sizeof(*olds));
	flow->n_spans = flow->first_span;
	for (size_t i = 0; i < n; i++)
		link_span(flow, arena, &olds[i]);
	free(olds);
}

void polish_leaf(struct flow *flow, struct arena *arena, bool has_addresses)
{
	if (flow->n_spans == flow->first_span)
		return;
	if (!safe_is(flow->text.bytes + flow->start, flow->text.len - flow->start))
		make_safe(flow);
	if (has_addresses && bare_may(flow->text.bytes + flow->start, flow->text.len - flow->start))
		make_links(flow, arena);
}
