/* SPDX-License-Identifier: MIT */
#include "terminal/ansi.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { MOST_URL = 2048, RGB_COLORS = 1 << 24 };

/* What TERM holds says how many colours there are; the first row that fits counts. */
static const struct {
	const char *part;
	int n_colors;
} terms[] = {
	{ "direct", RGB_COLORS },
	{ "kitty", RGB_COLORS },
	{ "alacritty", RGB_COLORS },
	{ "ghostty", RGB_COLORS },
	{ "foot", RGB_COLORS },
	{ "wezterm", RGB_COLORS },
	{ "256color", 256 },
	{ "dumb", 0 },
	{ "vt100", 0 },
	{ "vt220", 0 },
	{ "-m", 0 },
	{ "linux", 8 },
};

static const struct {
	unsigned style;
	int number; /* ECMA-48, 8.3.117 */
} styles[] = {
	{ STYLE_BOLD, 1 },      { STYLE_DIM, 2 },     { STYLE_ITALIC, 3 },
	{ STYLE_UNDERLINE, 4 }, { STYLE_REVERSE, 7 }, { STYLE_STRIKE, 9 },
};

int ansi_colors(void)
{
	const char *term = getenv("TERM"), *color = getenv("COLORTERM");

	if (!term || !*term)
		return 0;
	if (strcmp(term, "dumb") != 0 && color &&
	    (strcmp(color, "truecolor") == 0 || strcmp(color, "24bit") == 0))
		return RGB_COLORS;
	for (size_t i = 0; i < sizeof(terms) / sizeof(*terms); i++) {
		if (strstr(term, terms[i].part))
			return terms[i].n_colors;
	}
	return 16;
}

static void add_number(struct str *out, int number)
{
	str_format(out, "%s%d", str_ends(out->bytes, "[") ? "" : ";", number);
}

/* `base` is 30 for the foreground, 40 for the background. */
static void add_color(struct str *out, int color, int base)
{
	if (color == THEME_DEFAULT)
		return;
	if (color < 8) {
		add_number(out, base + color);
	} else if (color < 16) {
		add_number(out, base + 60 + color - 8);
	} else {
		add_number(out, base + 8);
		if (color >= THEME_RGB)
			str_format(out, ";2;%d;%d;%d", color >> 16 & 255, color >> 8 & 255,
				   color & 255);
		else
			str_format(out, ";5;%d", color);
	}
}

void ansi_look(const struct look *look, unsigned more, int n_colors, struct str *out)
{
	struct look fit = theme_fit(look, n_colors);
	struct str numbers = { 0 };

	str_text(&numbers, "\033[");
	for (size_t i = 0; i < sizeof(styles) / sizeof(*styles); i++) {
		if ((fit.styles | more) & styles[i].style)
			add_number(&numbers, styles[i].number);
	}
	add_color(&numbers, fit.foreground, 30);
	add_color(&numbers, fit.background, 40);
	if (!str_ends(numbers.bytes, "[")) {
		str_add(out, numbers.bytes, numbers.len);
		str_byte(out, 'm');
	}
	str_release(&numbers);
}

void ansi_plain(struct str *out)
{
	str_text(out, "\033[0m");
}

void ansi_link(const char *url, struct str *out)
{
	str_text(out, "\033]8;;");
	if (url && strnlen(url, MOST_URL + 1) <= MOST_URL) {
		for (; *url; url++) {
			unsigned char byte = (unsigned char)*url;

			if (byte <= ' ' || byte >= 0x7f)
				str_format(out, "%%%02X", byte);
			else
				str_byte(out, *url);
		}
	}
	str_text(out, "\033\\");
}
