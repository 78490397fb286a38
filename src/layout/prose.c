/* SPDX-License-Identifier: MIT */
#include "layout/prose.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "layout/look.h"
#include "layout/ornament.h"
#include "layout/script.h"
#include "layout/visual.h"
#include "text/width.h"

enum { WINDOW_BYTES = 16 * 1024, WINDOW_LINES = 16 };

/* What is neither shown nor takes a column: soft hyphen, zero width space. */
static const char *const unseen[] = { "\xc2\xad", "\xe2\x80\x8b" };

static size_t leaf_end(const struct prose *prose)
{
	const struct block *block = &prose->shared->document->blocks[prose->block];

	return block->start + block->len;
}

/* The first link that starts in the text from `at` on: most often the one that was found last. */
static size_t first_link(const struct document *document, size_t at, size_t last)
{
	size_t low = 0, high = document->n_links;

	if (last <= high && (last == 0 || document->links[last - 1].start < at))
		low = last;
	if (low < high && document->links[low].start >= at)
		return low;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (document->links[middle].start < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void prose_start(struct prose *prose, struct prose_shared *shared, size_t block)
{
	const struct document *document = shared->document;
	const struct block *leaf = &document->blocks[block];

	shared->link = first_link(document, leaf->start, shared->link);
	*prose = (struct prose){ .shared = shared,
				 .block = block,
				 .at = leaf->start,
				 .span = leaf->first_span,
				 .link = shared->link,
				 .is_right = script_is_right(document->text + leaf->start,
							     leaf->len) };
}

/* How much of the text is broken into lines at once. */
static size_t window_len(const struct prose *prose, int width)
{
	const char *text = prose->shared->document->text + prose->at;
	size_t len = leaf_end(prose) - prose->at, most = WINDOW_BYTES;

	if (most < (size_t)width * WINDOW_LINES)
		most = (size_t)width * WINDOW_LINES;
	if (len <= most)
		return len;
	for (len = most; len > most / 2; len--)
		if (text[len - 1] == ' ')
			return len;
	for (len = most; len > 1 && str_is_inside(text[len]);)
		len--;
	return len;
}

static void add_leads(struct prose *prose)
{
	const char *text = prose->shared->document->text;
	size_t at = prose->at;

	while (at < leaf_end(prose) && text[at] == ' ')
		at++;
	for (size_t i = 0; i < prose->n_leads; i++) {
		prose->leads[i].at = at;
		prose->leads[i].is_before = true;
		mark_add(&prose->shared->marks, &prose->leads[i]);
	}
}

static void add_tail(struct prose *prose)
{
	const char *text = prose->shared->document->text;
	size_t at = leaf_end(prose);

	while (at > prose->at && (text[at - 1] == ' ' || text[at - 1] == '\n'))
		at--;
	prose->tail.at = at;
	mark_add(&prose->shared->marks, &prose->tail);
}

static void find_marks(struct prose *prose, size_t len)
{
	struct prose_shared *shared = prose->shared;
	struct mark_input input = { .document = shared->document,
				    .options = shared->options,
				    .start = prose->at,
				    .end = prose->at + len,
				    .span = prose->span,
				    .link = prose->link };

	shared->marks.n_items = 0;
	if (prose->at == shared->document->blocks[prose->block].start)
		add_leads(prose);
	mark_find(&shared->marks, &input, shared->texts);
	if (prose->tail.text && input.end == leaf_end(prose))
		add_tail(prose);
	typeset_leaf(&shared->typeset, shared->document, prose->block);
	shared->others.n_items = 0;
	if (shared->options->is_ascii)
		mark_raised(&shared->others, &input);
	else
		typeset_gaps(&shared->typeset, prose->sign, input.start, input.end,
			     &shared->others);
	if (shared->others.n_items > 0)
		mark_merge(&shared->marks, &shared->others);
	if (shared->marks.n_items > shared->n_extras) {
		shared->n_extras = shared->marks.n_items * 2;
		shared->extras = mem_resize(shared->extras, shared->n_extras,
					    sizeof(*shared->extras));
	}
	for (size_t i = 0; i < shared->marks.n_items; i++) {
		const struct mark *mark = &shared->marks.items[i];

		shared->extras[i] = (struct wrap_extra){ .at = mark->at - prose->at,
							 .columns = mark->columns,
							 .is_before = mark->is_before };
	}
}

static struct wrap_input window(const struct prose *prose, size_t len, int width)
{
	const struct prose_shared *shared = prose->shared;

	return (struct wrap_input){ .text = shared->document->text + prose->at,
				    .len = len,
				    .extras = shared->extras,
				    .n_extras = shared->marks.n_items,
				    .width = width,
				    .is_greedy = shared->options->is_greedy,
				    .is_balanced = prose->is_balanced,
				    .is_open = prose->at + len < leaf_end(prose) };
}

/* A run of one span's text in a line. */
struct run {
	const struct prose *prose;
	const struct span *span;
	struct piece piece; /* its looks */
	struct lines *lines;
};

static void add_columns(struct run *run, size_t start, size_t end, int columns)
{
	run->piece.text = run->prose->shared->document->text + start;
	run->piece.len = end - start;
	run->piece.place = start;
	run->piece.taken = 0;
	run->piece.columns = columns;
	lines_piece(run->lines, &run->piece);
}

/* Text of a run without signs that are set in another way. */
static void add_plain(struct run *run, size_t start, size_t end)
{
	const struct prose_shared *shared = run->prose->shared;

	if (start < end)
		add_columns(run, start, end,
			    shared->wrap.is_ascii
				    ? (int)(end - start)
				    : width_columns(shared->document->text + start, end - start));
}

/* The same of text that is not what is being wrapped. */
static void add_other(struct run *run, size_t start, size_t end)
{
	if (start < end)
		add_columns(run, start, end,
			    width_columns(run->prose->shared->document->text + start, end - start));
}

size_t prose_unseen(const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof(unseen) / sizeof(*unseen); i++) {
		size_t n = strlen(unseen[i]);

		if (n <= len && memcmp(text, unseen[i], n) == 0)
			return n;
	}
	return (text[0] >= 0 && text[0] < ' ') ? 1 : 0;
}

bool prose_is_seen(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (prose_unseen(text + i, len - i) > 0)
			return false;
	return true;
}

/* The same where there may be what is not shown; a tab becomes a blank. */
static void add_seen(struct run *run, size_t start, size_t end)
{
	const char *text = run->prose->shared->document->text;

	for (size_t at = start; at < end;) {
		size_t n = prose_unseen(text + at, end - at);

		if (n == 0) {
			at++;
			continue;
		}
		add_plain(run, start, at);
		if (n == 1)
			lines_blanks(run->lines, 1);
		at += n;
		start = at;
	}
	add_plain(run, start, end);
}

static void add_run(struct run *run, size_t start, size_t end)
{
	if (run->prose->shared->wrap.is_ascii)
		add_plain(run, start, end);
	else
		add_seen(run, start, end);
}

/* Something else stands for `taken` bytes of the text. */
static void add_instead(struct run *run, const char *text, size_t place, unsigned taken)
{
	run->piece.text = text;
	run->piece.len = strlen(text);
	run->piece.columns = 1;
	run->piece.place = place;
	run->piece.taken = taken;
	lines_piece(run->lines, &run->piece);
}

/* One that a break or another look cuts in two stays as it was written. */
static void add_signs(struct prose *prose, struct run *run, size_t start, size_t end)
{
	const struct typeset *typeset = &prose->shared->typeset;

	for (; prose->sign < typeset->n_signs; prose->sign++) {
		const struct typeset_sign *sign = &typeset->signs[prose->sign];

		if (sign->place >= end)
			break;
		if (sign->place < start || sign->place + sign->len > end)
			continue;
		add_run(run, start, sign->place);
		add_instead(run, sign->text, sign->place, sign->len);
		start = sign->place + sign->len;
	}
	add_run(run, start, end);
}

typedef const char *raise_digit(char digit);

static raise_digit *raising(const struct run *run)
{
	const struct prose_shared *shared = run->prose->shared;
	const char *text = shared->document->text + run->span->start;
	raise_digit *raise = run->span->styles & SPAN_SUB ? ornament_sub : ornament_super;

	if (!(run->span->styles & (SPAN_SUPER | SPAN_SUB | SPAN_NOTE)))
		return NULL;
	if (shared->options->is_ascii ||
	    (shared->options->is_linear && (run->span->styles & SPAN_NOTE)))
		return NULL;
	return ornament_raises(text, run->span->len) ? raise : NULL;
}

/* Each raised digit is a piece of its own, so that a piece's bytes still tell its place. */
static void add_raised(struct run *run, size_t start, size_t end, raise_digit *raise)
{
	for (size_t at = start; at < end; at++)
		add_instead(run, raise(run->prose->shared->document->text[at]), at, 1);
}

static void add_span(struct prose *prose, size_t start, size_t end, struct lines *lines)
{
	const struct document *document = prose->shared->document;
	struct run run = { .prose = prose, .lines = lines };
	raise_digit *raise;

	run.span = &document->spans[prose->span];
	run.piece = (struct piece){ .role = prose->role, .styles = prose->styles };
	look_span(document, run.span, &run.piece);
	raise = raising(&run);
	if (raise)
		add_raised(&run, start, end, raise);
	else
		add_signs(prose, &run, start, end);
}

/* All words of another leaf, in one look. */
static void add_leaf(struct prose *prose, const struct mark *mark, struct lines *lines)
{
	struct typeset *typeset = &prose->shared->labels;
	const struct block *block = &prose->shared->document->blocks[mark->leaf];
	size_t at = block->start;
	struct run run = { .prose = prose, .lines = lines };
	const char *gap;

	run.piece = (struct piece){ .role = mark->role, .styles = mark->styles, .link = -1 };
	typeset_leaf(typeset, prose->shared->document, mark->leaf);
	for (size_t i = 0; i < typeset->n_signs; i++) {
		const struct typeset_sign *sign = &typeset->signs[i];

		gap = sign->gap != TYPESET_NO_GAP ? typeset->quotes->gap : "";
		add_other(&run, at, sign->place);
		if (sign->gap == TYPESET_GAP_BEFORE)
			lines_ornament(lines, gap, mark->role, mark->styles);
		add_instead(&run, sign->text, sign->place, sign->len);
		if (sign->gap == TYPESET_GAP_BEHIND)
			lines_ornament(lines, gap, mark->role, mark->styles);
		at = sign->place + sign->len;
	}
	add_other(&run, at, (size_t)block->start + block->len);
}

static void add_mark(struct prose *prose, const struct mark *mark, struct lines *lines)
{
	if (mark->leaf) {
		add_leaf(prose, mark, lines);
		return;
	}
	lines_piece(lines, &(struct piece){ .text = mark->text,
					    .len = mark->len,
					    .columns = mark->columns,
					    .role = mark->role,
					    .styles = mark->styles,
					    .link = mark->link,
					    .is_ornament = true });
}

/* The span that holds byte `at`: the cursor only moves on. */
static size_t span_end(struct prose *prose, size_t at)
{
	const struct document *document = prose->shared->document;
	const struct block *block = &document->blocks[prose->block];
	size_t last = block->first_span + block->n_spans - 1;

	while (prose->span < last &&
	       document->spans[prose->span].start + document->spans[prose->span].len <= at)
		prose->span++;
	return document->spans[prose->span].start + document->spans[prose->span].len;
}

/* The text of a line with the marks in it, from mark i on; gives the next mark. */
static size_t add_text(struct prose *prose, const struct wrap_line *line, size_t from, size_t i,
		       struct lines *lines)
{
	const struct marks *marks = &prose->shared->marks;
	size_t start = from + line->start, end = from + line->end;

	for (;;) {
		const struct mark *mark = i < marks->n_items ? &marks->items[i] : NULL;
		size_t stop;

		if (mark && mark->at <= start &&
		    !(mark->is_before && start == end && !line->has_lead)) {
			add_mark(prose, mark, lines);
			i++;
			continue;
		}
		if (start >= end)
			return i;
		stop = span_end(prose, start);
		stop = stop > start && stop < end ? stop : end;
		stop = mark && mark->at < stop ? mark->at : stop;
		add_span(prose, start, stop, lines);
		start = stop;
	}
}

static void align(const struct prose *prose, int free_columns, struct lines *lines)
{
	enum block_align align = prose->align;

	if (align == ALIGN_NONE && prose->is_right)
		align = ALIGN_RIGHT;
	if (prose->shared->options->is_linear || free_columns <= 0)
		return;
	if (align == ALIGN_RIGHT)
		lines_blanks(lines, free_columns);
	if (align == ALIGN_CENTER)
		lines_blanks(lines, free_columns / 2);
}

static void skip_links(struct prose *prose)
{
	const struct document *document = prose->shared->document;

	while (prose->link < document->n_links &&
	       document->links[prose->link].start + document->links[prose->link].len < prose->at)
		prose->link++;
}

bool prose_step(struct prose *prose, struct margin *margin, struct lines *lines)
{
	struct wrap *wrap = &prose->shared->wrap;
	int width = margin_room(margin);
	size_t len = window_len(prose, width), mark = 0, n, from = prose->at, first;
	struct wrap_input input;
	int columns;

	find_marks(prose, len);
	input = window(prose, len, width);
	wrap_text(wrap, &input);
	/* The last lines of an open window are made again with what follows. */
	n = input.is_open && wrap->n_lines > 2 ? wrap->n_lines - 2 : wrap->n_lines;
	for (size_t i = 0; i < n; i++) {
		const struct wrap_line *line = &wrap->lines[i];

		columns = line->columns - typeset_saved(&prose->shared->typeset, prose->sign,
							from + line->start, from + line->end);
		margin_begin(margin, lines);
		align(prose, width - columns, lines);
		first = lines->n_pieces;
		mark = add_text(prose, line, from, mark, lines);
		if (line->has_hyphen)
			lines_ornament(lines, ornament_text(ORNAMENT_HYPHEN, true), prose->role,
				       prose->styles);
		if (prose->shared->options->is_visual && !wrap->is_ascii)
			visual_order(lines, first, prose->is_right);
		lines_end(lines, from + line->start, prose->block);
		prose->widest = columns > prose->widest ? columns : prose->widest;
	}
	prose->at = n < wrap->n_lines ? from + wrap->lines[n].start : from + len;
	skip_links(prose);
	return prose->at < leaf_end(prose);
}

void prose_measure(struct prose *prose, int width, int *least, int *most)
{
	size_t len = leaf_end(prose) - prose->at;
	struct wrap_input input;

	find_marks(prose, len);
	input = window(prose, len, width);
	wrap_measure(&prose->shared->wrap, &input, least, most);
}

static void add_word(const char *text, size_t len, const struct prose_look *look,
		     struct lines *lines)
{
	if (len > 0)
		lines_piece(lines, &(struct piece){ .text = text,
						    .len = len,
						    .columns = width_columns(text, len),
						    .role = look->role,
						    .styles = look->styles,
						    .link = -1,
						    .is_ornament = true });
}

static void add_words(const char *text, const struct wrap_line *line, const struct prose_look *look,
		      struct lines *lines)
{
	size_t start = line->start;

	for (size_t at = start; at < line->end;) {
		size_t n = prose_unseen(text + at, line->end - at);

		if (n > 0) {
			add_word(text + start, at - start, look, lines);
			start = at + n;
		}
		at += n > 0 ? n : 1;
	}
	add_word(text + start, line->end - start, look, lines);
}

void prose_words(struct prose_shared *shared, const char *text, const struct prose_look *look,
		 struct margin *margin, struct lines *lines)
{
	struct wrap *wrap = &shared->wrap;
	struct wrap_input input = {
		.text = text, .len = strlen(text), .width = margin_room(margin), .is_greedy = true
	};

	wrap_text(wrap, &input);
	for (size_t i = 0; i < wrap->n_lines; i++) {
		const struct wrap_line *line = &wrap->lines[i];

		margin_begin(margin, lines);
		add_words(text, line, look, lines);
		if (line->has_hyphen)
			lines_ornament(lines, ornament_text(ORNAMENT_HYPHEN, true), look->role,
				       look->styles);
		lines_end(lines, look->place, look->block);
	}
}

void prose_release(struct prose_shared *shared)
{
	wrap_release(&shared->wrap);
	mark_release(&shared->marks);
	mark_release(&shared->others);
	typeset_release(&shared->typeset);
	typeset_release(&shared->labels);
	free(shared->extras);
	shared->extras = NULL;
}
