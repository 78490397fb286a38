/* SPDX-License-Identifier: MIT */
/*
 * rsttable: the two kinds of tables of reStructuredText as tables of Markdown.
 */
#ifndef DIALECT_RSTTABLE_H
#define DIALECT_RSTTABLE_H

#include "dialect/rstline.h"

/* Whether the line begins a table: "+---+---+" or "===  ===". */
bool rsttable_is(const char *line);

/* Adds the table whose lines are from `at` on, before `end`; cells that span others are left as
 * code. The place behind it. */
size_t rsttable_add(const struct strings *lines, size_t at, size_t end,
		    const struct rstline_names *names, struct str *out);

#endif
