/* SPDX-License-Identifier: MIT */
/*
 * container: what quotes, lists, items and the like add: their margin, and lines of their own.
 */
#ifndef LAYOUT_CONTAINER_H
#define LAYOUT_CONTAINER_H

#include "layout/walk.h"

/* NULL where the kind is none of a container. */
const struct walk_kind *container_kind(enum block_kind kind);

/* Whether the details are open. */
bool container_is_open(const struct walk *walk, size_t details);

#endif
