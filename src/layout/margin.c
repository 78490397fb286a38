/* SPDX-License-Identifier: MIT */
#include "layout/margin.h"

#include <assert.h>
#include <stdlib.h>

#include "base/mem.h"

enum { LEAST_TEXT = 12 };

void margin_push(struct margin *margin, const struct margin_part *part)
{
	if (margin->n_parts == margin->room) {
		margin->room = margin->room ? margin->room * 2 : 8;
		margin->parts = mem_resize(margin->parts, margin->room, sizeof(*part));
	}
	margin->parts[margin->n_parts++] = *part;
}

void margin_pop(struct margin *margin)
{
	assert(margin->n_parts > 0);
	margin->n_parts--;
}

/* What the text gets in any case. */
static int least_text(int width)
{
	int least = width / 2 < LEAST_TEXT ? (width + 1) / 2 : LEAST_TEXT;

	return least < width / 3 ? width / 3 : least;
}

/* The columns of the parts that are shown, and the first of them. */
static int shown(const struct margin *margin, size_t *first)
{
	int most = margin->width - least_text(margin->width), columns = 0;
	size_t i = margin->n_parts;

	while (i > 0 && columns + margin->parts[i - 1].columns <= most)
		columns += margin->parts[--i].columns;
	*first = i;
	return columns;
}

int margin_room(const struct margin *margin)
{
	size_t first;
	int room = margin->width - shown(margin, &first);

	return room > 0 ? room : 1;
}

static const char *part_text(struct margin_part *part)
{
	const char *text = part->is_shown || !part->first ? part->rest : part->first;

	part->is_shown = true;
	return text;
}

/* Gives the blanks that are due after the last text. */
static int show(struct margin *margin, size_t n, struct lines *lines)
{
	size_t first;
	int blanks = 0;

	shown(margin, &first);
	for (size_t i = 0; i < n; i++) {
		struct margin_part *part = &margin->parts[i];
		const char *text = part_text(part);

		if (i < first)
			continue;
		if (!text) {
			blanks += part->columns;
			continue;
		}
		lines_blanks(lines, blanks);
		blanks = 0;
		lines_ornament(lines, text, part->role, part->styles);
	}
	return blanks;
}

void margin_show(struct margin *margin, size_t n, struct lines *lines)
{
	show(margin, n, lines);
}

void margin_begin(struct margin *margin, struct lines *lines)
{
	lines_blanks(lines, show(margin, margin->n_parts, lines));
}

void margin_release(struct margin *margin)
{
	free(margin->parts);
	*margin = (struct margin){ 0 };
}
