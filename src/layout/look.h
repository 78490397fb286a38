/* SPDX-License-Identifier: MIT */
/*
 * look: how a span looks: its role and styles, laid over those of its leaf.
 */
#ifndef LAYOUT_LOOK_H
#define LAYOUT_LOOK_H

#include "layout/layout.h"

/* Role and styles of `piece`, which holds those of the leaf, become those of the span. */
void look_span(const struct document *document, const struct span *span, struct piece *piece);

#endif
