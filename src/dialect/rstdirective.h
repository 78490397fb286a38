/* SPDX-License-Identifier: MIT */
/*
 * rstdirective: directives of reStructuredText (.. image:: x) as Markdown, and what other blocks
 * share with them: code, lines behind a mark.
 */
#ifndef DIALECT_RSTDIRECTIVE_H
#define DIALECT_RSTDIRECTIVE_H

#include "dialect/rstline.h"

/* The text that a directive stands in. */
struct rstdirective_place {
	const struct rstline_names *names;
	struct str *out;
	/* Adds lines of reStructuredText as Markdown. */
	void (*nested)(void *context, const struct strings *lines, struct str *out);
	void *context;
};

/* Adds the directive: its name, what stands behind the colons, the lines below it without their
 * indent. One that is not known keeps its content, or gives its argument as a placeholder. */
void rstdirective_add(const struct rstdirective_place *place, const char *name, size_t len,
		      const char *argument, const struct strings *block);

/* Adds the lines as code. */
void rstdirective_code(const struct strings *lines, const char *language, struct str *out);

/* Adds what was written into `inner`, each line behind `first` or, from the second on, `others`;
 * `inner` is released. */
void rstdirective_marked(struct str *inner, const char *first, const char *others, struct str *out);

#endif
