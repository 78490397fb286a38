/* SPDX-License-Identifier: MIT */
/*
 * rstline: the words of a paragraph of reStructuredText as Markdown: links, roles, footnotes,
 * substitutions.
 */
#ifndef POST_RSTLINE_H
#define POST_RSTLINE_H

#include "base/map.h"
#include "base/str.h"
#include "base/strings.h"

/* What the whole text gives names to. */
struct rstline_names {
	struct strings targets; /* in small letters: `.. _name: address` */
	struct map words;       /* |name| to the text that it stands for */
};

void rstline_add(const struct rstline_names *names, const char *text, struct str *out);

#endif
