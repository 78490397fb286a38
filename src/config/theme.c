/* SPDX-License-Identifier: MIT */
#include "config/theme.h"

#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "base/str.h"
#include "config/layer.h"
#include "config/mistake.h"
#include "config/nearest.h"

enum { MOST_EXTENDS = 4 };

/* What must show even where no theme can be read. */
static const struct {
	enum role role;
	unsigned styles;
} needed[] = {
	{ ROLE_TITLE, STYLE_BOLD },
	{ ROLE_HEADING_1, STYLE_BOLD },
	{ ROLE_HEADING_2, STYLE_BOLD },
	{ ROLE_HEADING_3, STYLE_UNDERLINE },
	{ ROLE_LINK, STYLE_UNDERLINE },
	{ ROLE_LINK_SELECTED, STYLE_REVERSE },
	{ ROLE_TICKET, STYLE_BOLD | STYLE_UNDERLINE },
	{ ROLE_MATCH, STYLE_UNDERLINE | STYLE_BOLD },
	{ ROLE_MATCH_CURRENT, STYLE_REVERSE },
	{ ROLE_UNREAD, STYLE_BOLD },
	{ ROLE_SELECTED, STYLE_REVERSE },
	{ ROLE_SELECTED_OTHER, STYLE_UNDERLINE },
	{ ROLE_HEAD_BAR, STYLE_REVERSE },
	{ ROLE_STATUS_KEY, STYLE_BOLD },
	{ ROLE_STATUS_ERROR, STYLE_BOLD },
	{ ROLE_ADDED, STYLE_UNDERLINE },
	{ ROLE_REMOVED, STYLE_STRIKE },
};

static const struct {
	const char *word;
	unsigned style;
} style_words[] = {
	{ "bold", STYLE_BOLD },
	{ "dim", STYLE_DIM },
	{ "italic", STYLE_ITALIC },
	{ "underline", STYLE_UNDERLINE },
	{ "reverse", STYLE_REVERSE },
	{ "strike", STYLE_STRIKE },
	{ "plain", 0 },
};

static const char *const color_words[] = {
	"black",        "red",           "green",       "yellow",         "blue",
	"magenta",      "cyan",          "white",       "bright-black",   "bright-red",
	"bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
	"bright-white",
};

enum {
	N_STYLE_WORDS = sizeof(style_words) / sizeof(*style_words),
	N_COLOR_WORDS = sizeof(color_words) / sizeof(*color_words),
};

static const char *known_word(size_t i)
{
	return i < N_STYLE_WORDS ? style_words[i].word : color_words[i - N_STYLE_WORDS];
}

static const char *role_word(size_t i)
{
	return role_name((enum role)i);
}

static bool read_style(const char *word, unsigned *styles)
{
	for (size_t i = 0; i < N_STYLE_WORDS; i++) {
		if (strcmp(style_words[i].word, word) == 0) {
			*styles |= style_words[i].style;
			return true;
		}
	}
	return false;
}

static bool read_number(const char *digits, int base, long most, int *color)
{
	char *end;
	long number = strtol(digits, &end, base);

	if (end == digits || *end || number < 0 || number > most)
		return false;
	*color = (int)number;
	return true;
}

/* A name, 0-255, or #rrggbb. */
static bool read_color(const char *word, int *color)
{
	if (strcmp(word, "default") == 0) {
		*color = THEME_DEFAULT;
		return true;
	}
	for (int i = 0; i < N_COLOR_WORDS; i++) {
		if (strcmp(color_words[i], word) == 0) {
			*color = i;
			return true;
		}
	}
	if (word[0] != '#')
		return read_number(word, 10, 255, color);
	if (strlen(word) != 7 || !read_number(word + 1, 16, 0xffffff, color))
		return false;
	*color |= THEME_RGB;
	return true;
}

/* Looks as they are read, word after word. */
struct reading {
	struct look look;
	bool is_background; /* "on" stood before */
	struct err err;
};

static int read_word(struct reading *reading, const char *word)
{
	int *color = reading->is_background ? &reading->look.background : &reading->look.foreground;
	const char *meant;

	if (strcmp(word, "on") == 0) {
		reading->is_background = true;
		return 0;
	}
	if (read_style(word, &reading->look.styles) || read_color(word, color)) {
		reading->is_background = false;
		return 0;
	}
	meant = nearest_name(word, known_word, N_STYLE_WORDS + N_COLOR_WORDS);
	if (meant)
		return err_set(&reading->err,
			       _("“%s” is no colour and no style; did you mean “%s”?"), word,
			       meant);
	return err_set(&reading->err, _("“%s” is no colour and no style."), word);
}

static int read_look(struct reading *reading, const char *text)
{
	char word[32];

	for (text += strspn(text, " \t"); *text; text += strspn(text, " \t")) {
		size_t len = strcspn(text, " \t"),
		       kept = len < sizeof(word) ? len : sizeof(word) - 1;

		memcpy(word, text, kept);
		word[kept] = '\0';
		if (read_word(reading, word) < 0)
			return -1;
		text += len;
	}
	if (reading->is_background)
		return err_set(&reading->err, _("Behind “on” should be a colour."));
	return 0;
}

static void read_role(struct theme *theme, const struct value *value, const struct mistake *mistake)
{
	struct reading reading = { .look = { THEME_DEFAULT, THEME_DEFAULT, 0 } };
	enum role role;

	if (!role_find(value->key, &role))
		mistake_unknown(mistake, value->line, value->key,
				nearest_name(value->key, role_word, N_ROLES));
	else if (read_look(&reading, value->text) < 0)
		mistake_tell(mistake, value->line, reading.err.text);
	else
		theme->looks[role] = reading.look;
}

static void read_roles(struct theme *theme, const struct value *map, const struct mistake *mistake)
{
	for (const struct value *value = map ? map->first : NULL; value; value = value->next) {
		if (strcmp(value->key, "extends") != 0)
			read_role(theme, value, mistake);
	}
}

/* A theme, and before it the one that it extends. */
static void read_theme(struct theme *theme, const char *name, int depth, const struct notes *notes)
{
	struct layer layer;
	const char *extends;

	layer_read(&layer, "themes", name, notes);
	extends = value_text(layer.tree.root, "extends");
	if (!layer.tree.root && strcmp(name, "default") != 0)
		extends = "default";
	if (extends && depth < MOST_EXTENDS)
		read_theme(theme, extends, depth + 1, notes);
	read_roles(theme, layer.tree.root, &(struct mistake){ notes, layer.path });
	layer_release(&layer);
}

static void set_plain(struct theme *theme)
{
	for (int i = 0; i < N_ROLES; i++)
		theme->looks[i] = (struct look){ THEME_DEFAULT, THEME_DEFAULT, 0 };
	for (size_t i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		theme->looks[needed[i].role].styles = needed[i].styles;
}

void theme_init(struct theme *theme, const struct config *config, const struct notes *notes)
{
	set_plain(theme);
	read_theme(theme, config_text(config, OPTION_THEME), 0, notes);
	read_roles(theme, config_section(config, "colors"),
		   &(struct mistake){ notes, config_path(config) });
}

/* xterm's own values; terminals change the first 16 to their taste. */
static const int ansi_values[16] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static int cube_value(int step)
{
	return step ? 55 + 40 * step : 0;
}

int theme_rgb(int color)
{
	int cube = color - 16, gray = 8 + 10 * (color - 232);

	if (color < 0 || color >= THEME_RGB)
		return color < 0 ? color : color & 0xffffff;
	if (color < 16)
		return ansi_values[color];
	if (color >= 232)
		return gray << 16 | gray << 8 | gray;
	return cube_value(cube / 36) << 16 | cube_value(cube / 6 % 6) << 8 | cube_value(cube % 6);
}

/* Weighted by how bright red, green and blue look. */
static int distance(int a, int b)
{
	int red = (a >> 16) - (b >> 16), green = (a >> 8 & 255) - (b >> 8 & 255);
	int blue = (a & 255) - (b & 255);

	return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

int theme_nearest(int color, int n_colors)
{
	int first = n_colors > 16 ? 16 : 0, value = theme_rgb(color), best = first;

	if (color == THEME_DEFAULT || color < n_colors)
		return color;
	if (color < 16)
		return color % 8;
	for (int i = first; i < n_colors; i++) {
		if (distance(theme_rgb(i), value) < distance(theme_rgb(best), value))
			best = i;
	}
	return best;
}

static bool is_gray(int color)
{
	int value = theme_rgb(color), red = value >> 16, green = value >> 8 & 255;

	return color >= 16 && red == green && green == (value & 255) && value && value != 0xffffff;
}

static int fit_color(int color, int n_colors)
{
	if (color == THEME_DEFAULT || n_colors == 0 || (n_colors < 256 && is_gray(color)))
		return THEME_DEFAULT;
	return n_colors > 256 ? color : theme_nearest(color, n_colors);
}

struct look theme_fit(const struct look *look, int n_colors)
{
	bool is_told = look->foreground != THEME_DEFAULT && n_colors >= 256;

	return (struct look){ fit_color(look->foreground, n_colors),
			      fit_color(look->background, n_colors),
			      is_told ? look->styles & ~(unsigned)STYLE_DIM : look->styles };
}
