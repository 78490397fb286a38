/* SPDX-License-Identifier: MIT */
#include "view/oneline.h"

#include <stdbool.h>
#include <string.h>

#include "layout/lines.h"
#include "layout/ornament.h"
#include "layout/script.h"
#include "layout/visual.h"
#include "text/width.h"

/* No character that is written from the right begins with a byte below this one (U+0590). */
enum { FIRST_RIGHT = 0xd6 };

static bool may_turn(const struct box *box, const char *text)
{
	if (!box->canvas->is_visual)
		return false;
	for (; *text; text++) {
		if ((unsigned char)*text >= FIRST_RIGHT)
			return true;
	}
	return false;
}

static void add(struct lines *lines, const char *text, size_t len, bool is_ornament)
{
	struct piece piece = { .text = text,
			       .len = len,
			       .columns = width_columns(text, len),
			       .link = -1,
			       .is_ornament = is_ornament };

	lines_piece(lines, &piece);
}

/* The pieces of the text, left to right, with an ellipsis where it is cut; their places are those
 * in the text. The caller releases the lines. */
static void order(const struct box *box, int most, const char *text, struct lines *lines)
{
	const char *ellipsis = ornament_text(ORNAMENT_ELLIPSIS, box->canvas->is_ascii);
	size_t len = strlen(text), fits = width_fit(text, len, most, NULL);
	int room = most - ornament_columns(ellipsis);

	if (fits < len)
		fits = width_fit(text, len, room > 0 ? room : 0, NULL);
	*lines = (struct lines){ 0 };
	add(lines, text, fits, false);
	if (fits < len)
		add(lines, ellipsis, strlen(ellipsis), true);
	visual_order(lines, 0, script_is_right(text, len));
}

int oneline_draw(const struct box *box, int row, int column, int most, const char *text,
		 enum role role, unsigned styles)
{
	struct lines lines;
	int used = 0;

	if (most > box->columns - column)
		most = box->columns - column;
	if (most <= 0 || !may_turn(box, text))
		return canvas_line(box, row, column, most, text, role, styles);
	order(box, most, text, &lines);
	for (size_t i = 0; i < lines.n_pieces; i++)
		used += canvas_text(box, row, column + used, most - used, lines.pieces[i].text,
				    lines.pieces[i].len, role, styles);
	lines_release(&lines);
	return used;
}

/* The part of a piece that stands between two places of the text, from its column on. */
static void paint_piece(const struct box *box, int row, int column, const struct piece *piece,
			size_t start, size_t end, enum role role)
{
	size_t from = start > piece->place ? start - piece->place : 0;
	size_t to = end < piece->place + piece->len ? end - piece->place : piece->len;

	canvas_paint(box, row, column + width_columns(piece->text, from),
		     width_columns(piece->text + from, to - from), role, 0);
}

void oneline_paint(const struct box *box, int row, int column, int most, const char *text,
		   size_t start, size_t end, enum role role)
{
	struct lines lines = { 0 };

	if (most > box->columns - column)
		most = box->columns - column;
	if (most <= 0)
		return;
	if (may_turn(box, text))
		order(box, most, text, &lines);
	else
		add(&lines, text, width_fit(text, strlen(text), most, NULL), false);
	for (size_t i = 0; i < lines.n_pieces; i++) {
		const struct piece *piece = &lines.pieces[i];

		if (!piece->is_ornament && start < piece->place + piece->len && piece->place < end)
			paint_piece(box, row, column, piece, start, end, role);
		column += piece->columns;
	}
	lines_release(&lines);
}
