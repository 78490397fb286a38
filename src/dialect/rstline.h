/* SPDX-License-Identifier: MIT */
/*
 * rstline: lines of reStructuredText: the words of a paragraph as Markdown (links, roles,
 * footnotes, substitutions), and what a line is.
 */
#ifndef DIALECT_RSTLINE_H
#define DIALECT_RSTLINE_H

#include <stdbool.h>

#include "base/map.h"
#include "base/str.h"
#include "base/strings.h"

/* What the whole text gives names to. */
struct rstline_names {
	struct map targets; /* those there are, in small letters: `.. _name: address` */
	struct map words;   /* |name| to the text that it stands for */
};

void rstline_add(const struct rstline_names *names, const char *text, struct str *out);

/* Adds each line without the blanks at its end. */
void rstline_split(const char *text, size_t len, struct strings *lines);

bool rstline_is_blank(const char *line);

/* The mark that the line is made of, as those under titles; '\0' where it is none. */
char rstline_rule(const char *line);

#endif
