/* SPDX-License-Identifier: MIT */
/*
 * untouched: where the code is in a body of Markdown or HTML, so that what works on the text leaves
 * it alone.
 */
#ifndef TEMPLATE_UNTOUCHED_H
#define TEMPLATE_UNTOUCHED_H

#include <stdbool.h>
#include <stddef.h>

enum untouched_kind {
	UNTOUCHED_FENCE,    /* ``` or ~~~, with its fences */
	UNTOUCHED_INDENTED, /* lines of four blanks, where they are certainly no list's */
	UNTOUCHED_SPAN,     /* `code` */
	UNTOUCHED_HTML,     /* <pre>, <code>, <script>, <style>, comments */
};

struct untouched_run {
	size_t start, end; /* bytes */
	enum untouched_kind kind;
};

struct untouched {
	struct untouched_run *runs; /* in order, apart from each other */
	size_t n_runs;
};

/* `is_html`: no Markdown in it, so only elements count. */
void untouched_find(const char *text, size_t len, bool is_html, struct untouched *untouched);

/* The run that holds the byte, or the first behind it; NULL behind the last. */
const struct untouched_run *untouched_at(const struct untouched *untouched, size_t at);

void untouched_release(struct untouched *untouched);

#endif
