/* SPDX-License-Identifier: MIT */
/*
 * mdx: Markdown with JSX in it, without the JSX: imports and exports go, components leave their
 * words, links and images, expressions that are texts become them.
 */
#ifndef DIALECT_MDX_H
#define DIALECT_MDX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "settings/settings.h"

/* Whether the file holds MDX: by its name, or because its generator reads all Markdown so. */
bool mdx_is(const struct settings *settings, const char *path);

struct mdx_input {
	const char *text;
	size_t len;
	const struct settings *settings; /* or NULL */
	const char *path;                /* below the site's folder: what imports are seen from */
};

/* Adds the body as Markdown. False, and nothing added, where there is nothing of MDX in it. */
bool mdx_flatten(const struct mdx_input *input, struct str *out);

#endif
