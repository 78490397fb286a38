/* SPDX-License-Identifier: MIT */
/*
 * template: the tags in a post's body ({{ site.x }}, {% if %}, {{< figure >}} …) resolved, before
 * anything reads it as Markdown or HTML. Code is left alone.
 *
 * What cannot be resolved becomes a short placeholder between U+E000 and U+E001, and nothing at all
 * in a link's target. Bounded in depth, size and steps, whatever the templates say.
 */
#ifndef POST_TEMPLATE_H
#define POST_TEMPLATE_H

#include <stddef.h>

#include "base/str.h"
#include "post/permalink.h"
#include "post/settings.h"

struct template_input {
	const struct settings *settings; /* or NULL */
	const struct page *page;
	const char *body;
	size_t len;
};

/* Adds the body with its tags resolved; the number of those that could not be. */
size_t template_body(const struct template_input *input, struct str *out);

/* Adds a line of settings ("news/{{ page.fileSlug }}/") with its tags resolved; what cannot be adds
 * nothing. */
void template_line(const struct settings *settings, const struct page *page, const char *line,
		   struct str *out);

#endif
