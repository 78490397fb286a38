/* SPDX-License-Identifier: MIT */
/*
 * mdxnames: what an MDX file imports and exports, and what its expressions are by that.
 */
#ifndef DIALECT_MDXNAMES_H
#define DIALECT_MDXNAMES_H

#include "base/arena.h"
#include "base/map.h"
#include "settings/settings.h"

struct mdxnames {
	const struct settings *settings; /* or NULL */
	const char *path;                /* of the file below the site's folder */
	struct map texts;                /* by their names; "D.open" for members */
	struct arena arena;
};

/* Takes the names from an import or export statement. */
void mdxnames_add(struct mdxnames *names, const char *text, size_t len);

/* The text that an expression is: "words", `words ${name}`, a name, require("./a.png").default; or
 * NULL. The caller frees. */
char *mdxnames_value(const struct mdxnames *names, const char *text, size_t len);

void mdxnames_release(struct mdxnames *names);

#endif
