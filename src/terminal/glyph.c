/* SPDX-License-Identifier: MIT */
#include "terminal/glyph.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

enum {
	MOST_PAIRS = 256,
	RGB_COLORS = 1 << 24, /* terminals with so many take colours as 0xrrggbb */
	STRIKE = 0x336,       /* curses cannot strike through; this combines with any character */
	MOST_JOINED = 4,      /* blanks between two words of one look */
	N_ASCII = 256,
};

static struct {
	unsigned styles[N_ROLES];
	int pairs[N_ROLES];
	bool has_background[N_ROLES];
	bool can_combine;
} looks;

/* Glyphs of ASCII characters as they were made last: most cells look like one before them. */
static struct {
	unsigned look; /* 0: none yet */
	cchar_t glyph;
} ascii[N_ASCII];

static const struct {
	unsigned style;
	attr_t attribute;
} styles[] = {
	{ STYLE_BOLD, A_BOLD },       { STYLE_DIM, A_DIM },
	{ STYLE_ITALIC, A_ITALIC },   { STYLE_UNDERLINE, A_UNDERLINE },
	{ STYLE_REVERSE, A_REVERSE }, { STYLE_STRIKE, A_DIM }, /* curses cannot strike through */
};

static attr_t attributes_of(unsigned wanted)
{
	attr_t attributes = 0;

	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++) {
		if (wanted & styles[i].style)
			attributes |= styles[i].attribute;
	}
	return attributes;
}

static int n_colors(void)
{
	return COLORS >= RGB_COLORS ? RGB_COLORS : COLORS >= 256 ? 256 : COLORS >= 16 ? 16 : 8;
}

/* A colour as curses numbers it here: a terminal that takes 0xrrggbb has the first eight, too. */
static int color_of(int color)
{
	return COLORS >= RGB_COLORS && color >= 8 ? theme_rgb(color) : color;
}

/* The pair of two colours, the same for the same two. */
static int pair_of(int foreground, int background, int *n_pairs)
{
	static struct {
		int foreground, background;
	} made[MOST_PAIRS];
	int i = 1;

	if (foreground == THEME_DEFAULT && background == THEME_DEFAULT)
		return 0;
	while (i <= *n_pairs &&
	       (made[i].foreground != foreground || made[i].background != background))
		i++;
	if (i <= *n_pairs)
		return i;
	if (i >= MOST_PAIRS || i >= COLOR_PAIRS ||
	    init_extended_pair(i, foreground, background) == ERR)
		return 0;
	made[i].foreground = foreground;
	made[i].background = background;
	return *n_pairs = i;
}

static bool can_combine(void)
{
	const char *term = getenv("TERM");

	return term && strncmp(term, "linux", 5) != 0;
}

void glyph_start(const struct theme *theme, bool has_color)
{
	int n_pairs = 0;

	has_color = has_color && has_colors() && start_color() == OK && use_default_colors() == OK;
	looks.can_combine = can_combine();
	memset(ascii, 0, sizeof(ascii));
	for (int i = 0; i < N_ROLES; i++) {
		struct look look = theme_fit(&theme->looks[i], has_color ? n_colors() : 0);

		looks.styles[i] = look.styles;
		looks.has_background[i] = look.background != THEME_DEFAULT;
		looks.pairs[i] = pair_of(color_of(look.foreground), color_of(look.background),
					 &n_pairs);
	}
}

/* UTF-8 as wide characters, cut to what one cell of curses holds; gives the columns that curses
 * will take for them, -1 where it would not print them. */
static int widen(const char *text, size_t len, wchar_t *wide)
{
	mbstate_t state = { 0 };
	int n = 0, columns;

	while (len > 0 && n < CCHARW_MAX) {
		size_t used = mbrtowc(&wide[n], text, len, &state);

		if (used == 0 || used > len)
			return -1;
		if (n > 0 && wcwidth(wide[n]) != 0)
			break;
		n++;
		text += used;
		len -= used;
	}
	wide[n] = L'\0';
	columns = n > 0 ? wcwidth(wide[0]) : -1;
	return columns > 0 ? columns : -1;
}

static void set_glyph(cchar_t *out, wchar_t *wide, const struct cell *cell)
{
	unsigned wanted = looks.styles[cell->role] | cell->styles;
	attr_t attributes = attributes_of(wanted);
	int pair = looks.pairs[cell->role];
	size_t len = wcslen(wide);

	if ((wanted & STYLE_STRIKE) && !looks.can_combine)
		attributes |= A_DIM;
	else if ((wanted & STYLE_STRIKE) && len < CCHARW_MAX) {
		wide[len] = STRIKE;
		wide[len + 1] = L'\0';
	}
	setcchar(out, wide, attributes, (short)pair, &pair);
}

/* An ASCII character in a column of its own. */
static void set_ascii(cchar_t *out, char byte, const struct cell *cell)
{
	unsigned look = (cell->role + 1U) << 16 | (unsigned)(unsigned char)byte << 8 | cell->styles;
	size_t at = ((unsigned char)byte ^ cell->role << 5) % N_ASCII;
	wchar_t wide[CCHARW_MAX + 1] = { (unsigned char)byte };

	if (ascii[at].look != look) {
		set_glyph(&ascii[at].glyph, wide, cell);
		ascii[at].look = look;
	}
	*out = ascii[at].glyph;
}

/* One cell, and a blank behind it where curses takes less columns than the canvas does. */
static int add_cell(const char *text, const struct cell *cell, cchar_t *out)
{
	wchar_t wide[CCHARW_MAX + 1] = { 0 };
	int columns, n = 0;

	if (cell->len == 1 && cell->columns == 1) {
		set_ascii(out, *text, cell);
		return 1;
	}
	columns = widen(text, cell->len, wide);
	if (columns < 0 || columns > cell->columns) {
		columns = 1;
		wide[0] = L'?';
		wide[1] = L'\0';
	}
	set_glyph(&out[n++], wide, cell);
	for (; columns < cell->columns; columns++)
		set_glyph(&out[n++], (wchar_t[CCHARW_MAX + 1]){ L' ' }, cell);
	return n;
}

/* Whether a blank in this look is nothing but empty. */
static bool is_bare(const struct cell *cell)
{
	unsigned shown = STYLE_UNDERLINE | STYLE_REVERSE | STYLE_STRIKE;

	assert(cell->role < N_ROLES);
	return !looks.has_background[cell->role] &&
	       !((looks.styles[cell->role] | cell->styles) & shown);
}

/* How many cells from the first on are empty blanks. */
static int count_empty(const struct canvas *canvas, const struct cell *cells, int n_cells)
{
	int n = 0;

	while (n < n_cells && cells[n].len == 1 && canvas->clusters.bytes[cells[n].text] == ' ' &&
	       is_bare(&cells[n]))
		n++;
	return n;
}

int glyph_row(const struct canvas *canvas, int row, cchar_t *out, int *columns)
{
	const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->columns;
	int n = 0, at = 0;

	while (at < canvas->columns) {
		int n_empty = count_empty(canvas, &cells[at], canvas->columns - at);
		struct cell look = cells[at];

		if (at + n_empty == canvas->columns)
			break;
		/* A few blanks do not change the look and back again. */
		if (at > 0 && n_empty <= MOST_JOINED && is_bare(&cells[at - 1]))
			look = cells[at - 1];
		for (int end = at + n_empty; at < end; at++)
			set_ascii(&out[n++], ' ', &look);
		if (cells[at].len > 0)
			n += add_cell(canvas->clusters.bytes + cells[at].text, &cells[at], out + n);
		at++;
	}
	*columns = at;
	return n;
}
