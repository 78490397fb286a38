/* SPDX-License-Identifier: MIT */
/*
 * role: what a piece of the screen is. Layout and views say it, a theme gives it its looks.
 */
#ifndef BASE_ROLE_H
#define BASE_ROLE_H

#include <stdbool.h>

enum role {
#define ROLE(id, name, help) ROLE_##id,
#include "base/roles.def"
#undef ROLE
	N_ROLES
};

/* Looks that come on top of a role's own; ECMA-48 SGR. */
enum role_style {
	STYLE_BOLD = 1 << 0,
	STYLE_DIM = 1 << 1,
	STYLE_ITALIC = 1 << 2,
	STYLE_UNDERLINE = 1 << 3,
	STYLE_REVERSE = 1 << 4,
	STYLE_STRIKE = 1 << 5,
};

const char *role_name(enum role role); /* as a theme spells it */
const char *role_help(enum role role); /* translated */

/* False where there is no role of that name. */
bool role_find(const char *name, enum role *role);

#endif
