/* SPDX-License-Identifier: MIT */
/*
 * markdownify: Markdown that a template puts into its markup, as `markdownify` of Jekyll and Hugo
 * does.
 *
 * Whoever parses the body afterwards sees Markdown inside of a block of HTML only behind a blank
 * line. So what has several lines gets blank lines around it, and the marks of one line become tags
 * here: code, strong, emphasis, links.
 */
#ifndef TEMPLATE_MARKDOWNIFY_H
#define TEMPLATE_MARKDOWNIFY_H

#include "base/str.h"

void markdownify_add(struct str *out, const char *text);

/* Adds words as HTML writes them: '<' and '&' are no markup. */
void markdownify_escape(struct str *out, const char *text, size_t len);

#endif
