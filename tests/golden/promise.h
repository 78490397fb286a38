/* SPDX-License-Identifier: MIT */
/*
 * promise: whether what layout/layout.h promises holds for a document.
 *
 * It is laid out at several widths, all details open, and with all options in turn. No line may be
 * wider than asked for; each character of the document must be shown once and nothing else but
 * ornaments, where a typographic sign counts as what was typed for it (“ ” „ « » as ", ’ ‘ ‚ and
 * the inner “ ” „ as ', – as --, — as ---, … as three dots), and a raised digit as the digit;
 * places never go back; every line and every link is found again; the same width twice gives the
 * same lines.
 */
#ifndef TESTS_PROMISE_H
#define TESTS_PROMISE_H

#include <stddef.h>

#include "document/document.h"

/* Says on standard output what does not hold, with the name before it, and gives how much that is.
 */
size_t promise_faults(const struct document *document, const char *name);

#endif
