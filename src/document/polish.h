/* SPDX-License-Identifier: MIT */
/*
 * polish: what is done to a leaf when all its words are there: they are made safe (text/safe.h),
 * and addresses that stand in them become links.
 */
#ifndef DOCUMENT_POLISH_H
#define DOCUMENT_POLISH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/flow.h"

/* The leaf that flow_end() has just ended. Where it may have addresses, their links are put last.
 */
void polish_leaf(struct flow *flow, struct arena *arena, bool has_addresses);

/* Adds one line, safe and without the marks of template tags: for targets, titles and names. */
void polish_line(const char *text, size_t len, struct str *out);

#endif
