/* SPDX-License-Identifier: MIT */
/*
 * visual: a line in the order in which it is seen, where some of it is written from the right.
 *
 * A part of UAX #9: there are no explicit embeddings (they never come in), and numbers keep their
 * order. Letters of Arabic are not joined.
 */
#ifndef LAYOUT_VISUAL_H
#define LAYOUT_VISUAL_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/lines.h"

/* Puts the pieces from `first` on of the line that is being made into their order; `is_right`: the
 * paragraph is written from the right. Pieces are split where their parts come apart. */
void visual_order(struct lines *lines, size_t first, bool is_right);

#endif
