/* SPDX-License-Identifier: MIT */
/*
 * frame: a picture that stands by itself, as its words in a box.
 */
#ifndef LAYOUT_FRAME_H
#define LAYOUT_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/walk.h"

/* Whether the leaf is nothing but images, and has the room for a box around them. */
bool frame_fits(const struct walk *walk, size_t leaf);

/* Makes the lines of such a leaf. */
void frame_leaf(struct walk *walk, size_t leaf);

#endif
