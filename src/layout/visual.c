/* SPDX-License-Identifier: MIT */
#include "layout/visual.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "layout/script.h"
#include "text/width.h"

/* A cluster, or an ornament as a whole. */
struct unit {
	struct piece piece;
	enum script script;
	int level; /* odd: from the right */
};

struct row {
	struct unit *units;
	size_t n_units;
	int base; /* level of the paragraph */
};

static void add_unit(struct row *row, const struct piece *piece, size_t at, size_t len, int columns)
{
	struct unit unit = { .piece = *piece };

	unit.piece.text += at;
	unit.piece.len = len;
	unit.piece.columns = columns;
	if (!piece->is_ornament) {
		unit.piece.place += at;
		unit.script = script_of(unit.piece.text, len);
	}
	row->units = mem_grow(row->units, row->n_units, sizeof(unit));
	row->units[row->n_units++] = unit;
}

static void split(struct row *row, const struct piece *piece)
{
	struct cluster cluster;

	if (piece->is_ornament) {
		add_unit(row, piece, 0, piece->len, piece->columns);
		return;
	}
	for (size_t at = 0; width_cluster(piece->text, piece->len, at, &cluster); at += cluster.len)
		add_unit(row, piece, at, cluster.len, cluster.columns);
}

static bool is_separator(const struct unit *unit)
{
	return !unit->piece.is_ornament && unit->piece.len == 1 &&
	       strchr(".,:/-", *unit->piece.text);
}

/* "1,200" and "10:30" are one number. */
static void join_numbers(struct row *row)
{
	for (size_t i = 1; i + 1 < row->n_units; i++)
		if (is_separator(&row->units[i]) && row->units[i - 1].script == SCRIPT_DIGIT &&
		    row->units[i + 1].script == SCRIPT_DIGIT)
			row->units[i].script = SCRIPT_DIGIT;
}

/* Letters, and numbers by the letter before them. */
static void level_strong(struct row *row)
{
	enum script last = row->base ? SCRIPT_RIGHT : SCRIPT_LEFT;

	for (size_t i = 0; i < row->n_units; i++) {
		struct unit *unit = &row->units[i];

		if (unit->script == SCRIPT_LEFT || unit->script == SCRIPT_RIGHT)
			last = unit->script;
		if (unit->script == SCRIPT_RIGHT)
			unit->level = 1;
		else if (unit->script == SCRIPT_LEFT)
			unit->level = row->base * 2;
		else if (unit->script == SCRIPT_DIGIT)
			unit->level = last == SCRIPT_RIGHT ? 2 : row->base * 2;
	}
}

/* Whether a unit stands for text from the right to the neutral ones beside it: numbers in it do. */
static bool is_right_of(const struct row *row, size_t i)
{
	if (i >= row->n_units)
		return row->base == 1;
	return row->units[i].script == SCRIPT_RIGHT ||
	       (row->units[i].script == SCRIPT_DIGIT && row->units[i].level == 2);
}

/* What stands between two of one direction goes with them, all else with the paragraph. */
static void level_neutral(struct row *row)
{
	for (size_t i = 0; i < row->n_units; i++) {
		size_t end = i;
		bool before, behind;

		while (end < row->n_units && row->units[end].script == SCRIPT_NEUTRAL)
			end++;
		if (end == i)
			continue;
		before = is_right_of(row, i == 0 ? row->n_units : i - 1);
		behind = is_right_of(row, end);
		for (size_t k = i; k < end; k++)
			row->units[k].level = before != behind ? row->base
					      : before         ? 1
							       : row->base * 2;
		i = end - 1;
	}
}

static void reverse(struct unit *units, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct unit unit = units[i];

		units[i] = units[n - 1 - i];
		units[n - 1 - i] = unit;
	}
}

/* Rule L2: from the highest level down, what is at it or above is turned round. */
static void turn(struct row *row)
{
	for (int level = 2; level > 0; level--)
		for (size_t i = 0; i < row->n_units; i++) {
			size_t end = i;

			while (end < row->n_units && row->units[end].level >= level)
				end++;
			reverse(row->units + i, end - i);
			i = end > i ? end - 1 : i;
		}
}

static bool continues(const struct piece *a, const struct piece *b)
{
	return !a->is_ornament && !b->is_ornament && a->text + a->len == b->text &&
	       a->role == b->role && a->styles == b->styles && a->link == b->link;
}

static void put(struct lines *lines, const struct unit *unit)
{
	struct piece *last = lines->n_pieces > 0 ? &lines->pieces[lines->n_pieces - 1] : NULL;
	struct piece piece = unit->piece;
	const char *mirrored = unit->level % 2 ? script_mirrored(piece.text, piece.len) : NULL;

	if (mirrored && !piece.is_ornament)
		piece.text = mirrored;
	if (last && continues(last, &piece)) {
		last->len += piece.len;
		last->columns += piece.columns;
		return;
	}
	lines_piece(lines, &piece);
}

static bool has_right(const struct row *row)
{
	for (size_t i = 0; i < row->n_units; i++)
		if (row->units[i].script == SCRIPT_RIGHT)
			return true;
	return false;
}

void visual_order(struct lines *lines, size_t first, bool is_right)
{
	struct row row = { .base = is_right };

	for (size_t i = first; i < lines->n_pieces; i++)
		split(&row, &lines->pieces[i]);
	if (has_right(&row) || is_right) {
		join_numbers(&row);
		level_strong(&row);
		level_neutral(&row);
		turn(&row);
		lines->n_pieces = first;
		for (size_t i = 0; i < row.n_units; i++)
			put(lines, &row.units[i]);
	}
	free(row.units);
}
