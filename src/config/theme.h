/* SPDX-License-Identifier: MIT */
/*
 * theme: the looks of each role. Themes are YAML files: data/themes/NAME.yaml, or the user's in
 * themes/ beside config.yaml; config.yaml's `colors` lays over them. "heading-1: bold cyan on default".
 */
#ifndef CONFIG_THEME_H
#define CONFIG_THEME_H

#include "base/notes.h"
#include "base/role.h"
#include "config/config.h"

enum { THEME_DEFAULT = -1, THEME_RGB = 1 << 24 };

struct look {
	int foreground, background; /* THEME_DEFAULT, 0-255 (xterm's palette), or THEME_RGB | 0xrrggbb */
	unsigned styles;	    /* enum role_style */
};

struct theme {
	struct look looks[N_ROLES];
};

/* Never fails: what cannot be read is a warning, and the shipped default or plain looks stand in. */
void theme_init(struct theme *theme, const struct config *config, const struct notes *notes);

/* The nearest of the first 16 or 256 colours of xterm's palette; THEME_DEFAULT stays. */
int theme_nearest(int color, int n_colors);

#endif
