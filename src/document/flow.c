/* SPDX-License-Identifier: MIT */
#include "document/flow.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "text/bytes16.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Blanks of Unicode that a paragraph may well begin with but never needs. */
static const char *const wide_blanks[] = {
	"\xC2\xA0",     /* no-break space */
	"\xE2\x80\x8B", /* zero width space */
	"\xE2\x80\xAF", /* narrow no-break space */
	"\xE2\x81\xA0", /* word joiner */
	"\xEF\xBB\xBF", /* byte order mark */
	"\xE2\x80\xA8", /* line separator */
	"\xE2\x80\xA9", /* paragraph separator */
};

static size_t wide_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(wide_blanks) / sizeof(*wide_blanks); i++) {
		size_t n = strlen(wide_blanks[i]);

		if (len >= n && memcmp(text, wide_blanks[i], n) == 0)
			return n;
	}
	return 0;
}

size_t flow_blanks(const char *text, size_t len, bool is_wide)
{
	size_t i = 0, n;

	while (i < len) {
		n = is_blank(text[i]) ? 1 : 0;
		if (n == 0 && is_wide && (unsigned char)text[i] >= 0x80)
			n = wide_blank(text + i, len - i);
		if (n == 0)
			break;
		i += n;
	}
	return i;
}

void flow_begin(struct flow *flow)
{
	if (flow->n_leaves++ > 0)
		str_byte(&flow->text, '\n');
	flow->is_open = true;
	flow->is_image_end = false;
	flow->start = flow->text.len;
	flow->first_span = flow->n_spans;
	flow->first_link = flow->n_links;
	flow->gap = FLOW_NONE;
}

static void extend_link(struct flow *flow, int index, size_t start, size_t end)
{
	struct link *link;

	if (index < 0)
		return;
	link = &flow->links[index];
	if (link->len == 0)
		link->start = start;
	link->len = end - link->start;
}

static void extend_span(struct flow *flow, const struct flow_mark *mark, size_t len)
{
	int link = mark->link >= 0 ? mark->link : mark->image;
	struct span *last = flow->n_spans > flow->first_span ? &flow->spans[flow->n_spans - 1]
							     : NULL;

	if (last && last->styles == mark->styles && last->link == link) {
		last->len += len;
		return;
	}
	flow->spans = mem_room(flow->spans, flow->n_spans, &flow->spans_room, sizeof(*flow->spans));
	flow->spans[flow->n_spans++] = (struct span){ flow->text.len, len, mark->styles, link };
}

static void put(struct flow *flow, const struct flow_mark *mark, const char *text, size_t len)
{
	if (len == 0)
		return;
	extend_span(flow, mark, len);
	str_add(&flow->text, text, len);
	extend_link(flow, mark->link, flow->text.len - len, flow->text.len);
	extend_link(flow, mark->image, flow->text.len - len, flow->text.len);
}

/* A blank within code is not one between words. */
static bool is_code_end(const struct flow *flow)
{
	return flow->spans[flow->n_spans - 1].styles & SPAN_CODE;
}

/* The blank between two differently set words is set as both are: no link begins with a blank. */
static void put_gap(struct flow *flow, const struct flow_mark *mark)
{
	struct flow_mark both = { mark->styles & flow->gap_mark.styles, -1, -1 };
	enum flow_gap gap = flow->gap;
	char last;

	flow->gap = FLOW_NONE;
	if (flow->text.len == flow->start)
		return;
	last = flow->text.bytes[flow->text.len - 1];
	if (last == '\n' || (gap == FLOW_SPACE && last == ' ' && !is_code_end(flow)))
		return;
	if (mark->link == flow->gap_mark.link)
		both.link = mark->link;
	if (mark->image == flow->gap_mark.image)
		both.image = mark->image;
	put(flow, &both, gap == FLOW_SPACE ? " " : "\n", 1);
}

/* Of the sixteen bytes those that are blanks, as is_blank(). */
static bytes16 blanks(bytes16 bytes)
{
	return bytes16_equal(bytes, ' ') | bytes16_within(bytes, '\t', '\r');
}

/* Of sixteen bytes those that are not to be taken as they are, a bit each; one more follows. */
static unsigned stops(const char *text)
{
	const bytes16 bytes = bytes16_at(text);

	return bytes16_bits(bytes16_within(bytes, '\t', '\r') |
			    (bytes16_equal(bytes, ' ') & blanks(bytes16_at(text + 1))));
}

/* The bytes that can be taken as they are: up to the first blank that is not one between words. */
static size_t plain_run(const char *text, size_t len)
{
	size_t i = 0;
	unsigned bits;

	for (; len - i > 16; i += 16) {
		bits = stops(text + i);
		if (bits)
			return i + (size_t)__builtin_ctz(bits);
	}
	if (i > 0) {
		/* The last sixteen before the last byte: those that were seen are no stops. */
		bits = stops(text + len - 17);
		return bits ? len - 17 + (size_t)__builtin_ctz(bits)
			    : len - is_blank(text[len - 1]);
	}
	for (; i < len; i++) {
		if (!is_blank(text[i]))
			continue;
		if (text[i] != ' ' || i + 1 == len || is_blank(text[i + 1]))
			break;
	}
	return i;
}

static bool is_word(char c)
{
	return (unsigned char)c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       (c >= 'a' && c <= 'z');
}

void flow_image(struct flow *flow, const struct flow_mark *mark, bool is_end)
{
	flow->is_image_end = is_end;
	if (flow->is_open && !is_end && flow->text.len > flow->start &&
	    is_word(flow->text.bytes[flow->text.len - 1]))
		flow_pause(flow, mark, FLOW_SPACE);
}

void flow_text(struct flow *flow, const struct flow_mark *mark, const char *text, size_t len)
{
	if (flow->is_image_end && len > 0 && is_word(*text))
		flow_pause(flow, mark, FLOW_SPACE);
	flow->is_image_end = false;
	while (len > 0) {
		size_t n = is_blank(*text) ? flow_blanks(text, len, false) : 0;

		if (n > 0)
			flow_pause(flow, mark, FLOW_SPACE);
		text += n;
		len -= n;
		if (len == 0)
			return;
		if (flow->gap != FLOW_NONE)
			put_gap(flow, mark);
		n = plain_run(text, len);
		put(flow, mark, text, n);
		text += n;
		len -= n;
	}
}

void flow_verbatim(struct flow *flow, const struct flow_mark *mark, const char *text, size_t len)
{
	if (len > 0 && flow->gap != FLOW_NONE)
		put_gap(flow, mark);
	put(flow, mark, text, len);
}

bool flow_pause(struct flow *flow, const struct flow_mark *mark, enum flow_gap gap)
{
	bool was_line = flow->gap == FLOW_LINE;

	if (flow->gap == FLOW_NONE)
		flow->gap_mark = *mark;
	if (gap > flow->gap)
		flow->gap = gap;
	return was_line;
}

static void clamp(struct link *link, size_t end)
{
	if (link->start > end)
		link->start = end;
	if (link->len > end - link->start)
		link->len = end - link->start;
}

/* Links do not reach beyond the words: neither those of this leaf nor one that goes through it. */
static void clamp_links(struct flow *flow)
{
	for (size_t i = flow->first_span; i < flow->n_spans; i++)
		if (flow->spans[i].link >= 0)
			clamp(&flow->links[flow->spans[i].link], flow->text.len);
	for (size_t i = flow->first_link; i < flow->n_links; i++)
		clamp(&flow->links[i], flow->text.len);
}

void flow_end(struct flow *flow)
{
	size_t end = flow->text.len;

	while (end > flow->start && is_blank(flow->text.bytes[end - 1]))
		end--;
	if (end < flow->text.len) {
		flow->text.len = end;
		flow->text.bytes[end] = '\0';
		clamp_links(flow);
		while (flow->n_spans > flow->first_span &&
		       flow->spans[flow->n_spans - 1].start >= end)
			flow->n_spans--;
		if (flow->n_spans > flow->first_span)
			flow->spans[flow->n_spans - 1].len = end -
							     flow->spans[flow->n_spans - 1].start;
	}
	flow->is_open = false;
	flow->gap = FLOW_NONE;
}

void flow_forget(struct flow *flow)
{
	flow->n_spans = flow->first_span;
	flow->n_links = flow->first_link;
	flow->text.len = flow->start;
	if (--flow->n_leaves > 0)
		flow->text.len--;
	if (flow->text.bytes)
		flow->text.bytes[flow->text.len] = '\0';
}

int flow_link(struct flow *flow, const char *target, const char *title)
{
	flow->links = mem_room(flow->links, flow->n_links, &flow->links_room, sizeof(*flow->links));
	flow->links[flow->n_links] = (struct link){ .target = target, .title = title };
	return (int)flow->n_links++;
}

struct place {
	size_t start;
	size_t index;
};

static int compare(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

static bool is_sorted(const struct flow *flow)
{
	for (size_t i = 1; i < flow->n_links; i++)
		if (flow->links[i].start < flow->links[i - 1].start)
			return false;
	return true;
}

void flow_sort_links(struct flow *flow)
{
	struct place *places;
	struct link *links;
	int *news;

	if (is_sorted(flow))
		return;
	places = mem_alloc(flow->n_links, sizeof(*places));
	links = mem_alloc(flow->n_links, sizeof(*links));
	news = mem_alloc(flow->n_links, sizeof(*news));
	for (size_t i = 0; i < flow->n_links; i++)
		places[i] = (struct place){ flow->links[i].start, i };
	qsort(places, flow->n_links, sizeof(*places), compare);
	for (size_t i = 0; i < flow->n_links; i++) {
		links[i] = flow->links[places[i].index];
		news[places[i].index] = (int)i;
	}
	for (size_t i = 0; i < flow->n_spans; i++)
		if (flow->spans[i].link >= 0)
			flow->spans[i].link = news[flow->spans[i].link];
	free(news);
	free(places);
	free(flow->links);
	flow->links = links;
	flow->links_room = flow->n_links;
}

void flow_clear(struct flow *flow)
{
	struct flow cleared = { .text = flow->text,
				.spans = flow->spans,
				.spans_room = flow->spans_room,
				.links = flow->links,
				.links_room = flow->links_room };

	str_clear(&cleared.text);
	*flow = cleared;
}

void flow_release(struct flow *flow)
{
	str_release(&flow->text);
	free(flow->spans);
	free(flow->links);
	*flow = (struct flow){ 0 };
}
