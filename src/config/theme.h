/* SPDX-License-Identifier: MIT */
/*
 * theme: the looks of each role. Themes are YAML files: data/themes/NAME.yaml, or the user's in
 * themes/ beside config.yaml; config.yaml's `colors` lays over them. "heading-1: bold cyan on
 * default": styles, then a colour, then "on" and the background's; a colour is a name, 0-255 or
 * #rrggbb. `extends: NAME` starts from another theme.
 */
#ifndef CONFIG_THEME_H
#define CONFIG_THEME_H

#include "base/notes.h"
#include "base/role.h"
#include "config/config.h"

enum { THEME_DEFAULT = -1, THEME_RGB = 1 << 24 };

struct look {
	int foreground,
		background; /* THEME_DEFAULT, 0-255 (xterm's palette), or THEME_RGB | 0xrrggbb */
	unsigned styles;    /* enum role_style */
};

struct theme {
	struct look looks[N_ROLES];
};

/* Never fails: what cannot be read is a warning, and the shipped default or plain looks stand in.
 */
void theme_init(struct theme *theme, const struct config *config, const struct notes *notes);

/*
 * The look as a terminal with so many colours (0, 8, 16, 256, 1 << 24) can show it: the nearest of
 * its colours. "dim" beside a colour stands in for the colour where there are few, and goes where
 * there are many; a gray that few colours do not have is the default.
 */
struct look theme_fit(const struct look *look, int n_colors);

/* The nearest of the first 8, 16 or 256 colours of xterm's palette; THEME_DEFAULT stays. */
int theme_nearest(int color, int n_colors);

/* The colour as 0xrrggbb, by xterm's palette; THEME_DEFAULT stays. */
int theme_rgb(int color);

#endif
