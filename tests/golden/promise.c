/* SPDX-License-Identifier: MIT */
#include "promise.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "layout/layout.h"
#include "layout/script.h"
#include "text/width.h"

enum { MOST_BYTES = 64 * 1024 * 1024, LINKS_TRIED = 200, LINES_TRIED = 2000 };

static const int widths[] = { 1, 7, 20, 33, 80, 200 };

/* At each width in turn; NULL: punctuation is shown as it was typed. */
static const char *const languages[] = { "ru", "en", "fr", "de", "en", NULL };

/* What counts as the same: a typographic sign, and what it may stand for. */
static const struct {
	const char *shown, *typed;
} same[] = {
	{ "“", "\"" }, { "”", "\"" }, { "„", "\"" },  { "«", "\"" },  { "»", "\"" },
	{ "’", "'" },  { "‘", "'" },  { "‚", "'" },   { "“", "'" },   { "”", "'" },
	{ "„", "'" },  { "–", "--" }, { "—", "---" }, { "…", "..." },
};

struct probe {
	const char *path;
	const struct document *document;
	struct layout_options options;
	struct layout *layout;
	unsigned char *seen; /* how often each byte was shown */
	size_t n_faults;
};

static void fault(struct probe *probe, const char *what, size_t line)
{
	if (probe->n_faults++ < 5)
		printf("%s: width %d: %s (line %zu)\n", probe->path, probe->options.width, what,
		       line + 1);
}

/* A raised digit stands for a byte of the text. */
static bool is_raised(const struct probe *probe, const struct piece *piece)
{
	char byte = probe->document->text[piece->place];

	return piece->taken == 1 && ((byte >= '0' && byte <= '9') || byte == '+' || byte == '-') &&
	       (unsigned char)piece->text[0] >= 0x80;
}

/* A quotation mark, apostrophe, dash or ellipsis stands for the one that was typed, all of it. */
static bool is_typeset(const struct probe *probe, const struct piece *piece)
{
	const char *text = probe->document->text + piece->place;

	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++) {
		size_t n = strlen(same[i].typed);

		if (probe->options.is_typeset && piece->taken == n &&
		    piece->len == strlen(same[i].shown) &&
		    memcmp(piece->text, same[i].shown, piece->len) == 0 &&
		    strncmp(text, same[i].typed, n) == 0)
			return true;
	}
	return false;
}

/* A bracket in text that is written from the right. */
static bool is_mirrored(const struct probe *probe, const struct piece *piece)
{
	const char *mirrored = script_mirrored(probe->document->text + piece->place, piece->len);

	return probe->options.is_visual && mirrored &&
	       memcmp(mirrored, piece->text, piece->len) == 0;
}

static void see(struct probe *probe, const struct piece *piece, size_t line)
{
	size_t len = layout_taken(piece);

	if (piece->place + len > probe->document->len + 4) {
		fault(probe, "a piece stands behind the text", line);
		return;
	}
	if (piece->taken > 0 && !is_raised(probe, piece) && !is_typeset(probe, piece))
		fault(probe, "a piece stands for something else", line);
	else if (piece->taken == 0 && !is_mirrored(probe, piece) &&
		 memcmp(piece->text, probe->document->text + piece->place, len) != 0)
		fault(probe, "a piece is not what stands at its place", line);
	for (size_t i = 0; i < len; i++)
		if (probe->seen[piece->place + i] < 255)
			probe->seen[piece->place + i]++;
}

static bool has_control(const struct piece *piece)
{
	for (size_t i = 0; i < piece->len; i++)
		if ((unsigned char)piece->text[i] < ' ')
			return true;
	return false;
}

static void probe_line(struct probe *probe, const struct line *line, size_t i)
{
	int columns = 0;

	for (size_t k = 0; k < line->n_pieces; k++) {
		const struct piece *piece = &line->pieces[k];

		if (piece->columns != width_columns(piece->text, piece->len))
			fault(probe, "a piece's columns are not its width", i);
		if (has_control(piece))
			fault(probe, "a piece holds a control character", i);
		columns += piece->columns;
		if (!piece->is_ornament)
			see(probe, piece, i);
	}
	if (columns != line->columns)
		fault(probe, "a line's columns are not those of its pieces", i);
	if (columns > probe->options.width && probe->options.width >= 20)
		fault(probe, "a line is too wide", i);
}

static bool is_unseen(const char *text, size_t *len)
{
	static const char *const unseen[] = { " ", "\n", "\t", "\xc2\xad", "\xe2\x80\x8b" };

	for (size_t i = 0; i < sizeof(unseen) / sizeof(*unseen); i++) {
		*len = strlen(unseen[i]);
		if (strncmp(text, unseen[i], *len) == 0)
			return true;
	}
	*len = 1;
	return false;
}

static void probe_words(struct probe *probe)
{
	const struct document *document = probe->document;
	size_t len;

	for (size_t i = 0; i < document->len; i += len) {
		if (is_unseen(document->text + i, &len) || probe->seen[i] == 1)
			continue;
		fault(probe, probe->seen[i] ? "text is shown twice" : "text is lost", 0);
		printf("  %.40s\n", document->text + i);
		return;
	}
}

static void probe_lines(struct probe *probe)
{
	const struct line *line;
	size_t place = 0;

	memset(probe->seen, 0, probe->document->len + 4);
	for (size_t i = 0; (line = layout_line(probe->layout, i)); i++) {
		if (line->place < place)
			fault(probe, "a line's place is before that of the line above", i);
		place = line->place;
		probe_line(probe, line, i);
	}
	probe_words(probe);
}

static bool shows(const struct line *line, size_t place)
{
	for (size_t i = 0; i < line->n_pieces; i++)
		if (!line->pieces[i].is_ornament && line->pieces[i].place <= place &&
		    place < line->pieces[i].place + layout_taken(&line->pieces[i]))
			return true;
	return false;
}

static void probe_links(struct probe *probe)
{
	size_t n = probe->document->n_links;

	for (size_t i = 0; i < n; i += n / LINKS_TRIED + 1) {
		const struct link *link = &probe->document->links[i];
		size_t found = layout_find_link(probe->layout, i);

		size_t start = link->start, end = start + link->len, len;

		while (start < end && is_unseen(probe->document->text + start, &len))
			start += len;
		if (start < end && !shows(layout_line(probe->layout, found), start))
			fault(probe, "a link is not found", found);
	}
}

static void probe_places(struct probe *probe)
{
	size_t n = layout_n_lines(probe->layout);

	for (size_t i = 0; i < n; i += n / LINES_TRIED + 1) {
		const struct line *line = layout_line(probe->layout, i);
		size_t found = layout_find(probe->layout, line->place);
		const struct line *other = layout_line(probe->layout, found);

		if (other->place != line->place && !shows(other, line->place))
			fault(probe, "a line is not found by its place", i);
	}
}

static uint64_t digest(struct layout *layout)
{
	uint64_t hash = HASH_START;
	const struct line *line;

	for (size_t i = 0; (line = layout_line(layout, i)); i++)
		for (size_t k = 0; k < line->n_pieces; k++) {
			hash = hash_bytes(hash, line->pieces[k].text, line->pieces[k].len);
			hash = hash_bytes(hash, &line->place, sizeof(line->place));
		}
	return hash;
}

static void probe_layout(struct probe *probe)
{
	struct layout *again = layout_new(probe->document, &probe->options);

	probe->layout = layout_new(probe->document, &probe->options);
	layout_find(again, probe->document->len / 2);
	probe_lines(probe);
	probe_links(probe);
	probe_places(probe);
	if (digest(again) != digest(probe->layout))
		fault(probe, "the same width gives other lines", 0);
	layout_free(again);
	layout_free(probe->layout);
}

static void probe_widths(struct probe *probe)
{
	for (size_t i = 0; i < sizeof(widths) / sizeof(*widths); i++) {
		probe->options.width = widths[i];
		probe->options.has_numbers = i % 2 == 1;
		probe->options.is_greedy = i % 3 == 1;
		probe->options.is_ascii = i % 4 == 1;
		probe->options.is_visual = i % 2 == 0;
		probe->options.is_typeset = languages[i] != NULL;
		probe->options.language = languages[i];
		probe_layout(probe);
	}
	probe->options.is_linear = true;
	probe->options.is_typeset = true;
	probe_layout(probe);
}

size_t promise_faults(const struct document *document, const char *name)
{
	unsigned char *open = mem_alloc(document->n_blocks, 1);
	struct probe probe = { .path = name, .document = document };

	memset(open, 1, document->n_blocks);
	probe.options.open = open;
	probe.seen = mem_alloc(document->len + 4, 1);
	probe_widths(&probe);
	fflush(stdout);
	free(probe.seen);
	free(open);
	return probe.n_faults;
}
