/* SPDX-License-Identifier: MIT */
/*
 * template: the tags in a post's body ({{ site.x }}, {% if %}, {{< figure >}} …) resolved, before
 * anything reads it as Markdown or HTML. Code is left alone.
 *
 * What cannot be resolved becomes a short placeholder between U+E000 and U+E001, and nothing at all
 * in a link's target. Bounded in depth, size and steps, whatever the templates say.
 */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"
#include "settings/permalink.h"
#include "settings/settings.h"

struct template_input {
	const struct settings *settings; /* or NULL */
	const struct page *page;
	const char *body;
	size_t len;
	bool is_html; /* the body holds no Markdown */
	/* The public address of another file of the tree, or NULL; the caller frees. May be NULL.
	 */
	char *(*url_of)(void *context, const char *path);
	void *context;
};

/* Adds the body with its tags resolved. False, and nothing added, where it has none. */
bool template_body(const struct template_input *input, struct str *out);

/* Adds a line of settings ("news/{{ page.fileSlug }}/") with its tags resolved; what cannot be adds
 * nothing. */
void template_line(const struct settings *settings, const struct page *page, const char *line,
		   struct str *out);

#endif
