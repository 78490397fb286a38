/* SPDX-License-Identifier: MIT */
/*
 * gap: how many blank lines stand between two blocks.
 */
#ifndef LAYOUT_GAP_H
#define LAYOUT_GAP_H

#include <stddef.h>

#include "document/document.h"

/*
 * Before block `next`, where `previous` was the last block shown: leaves, rules and tables, and
 * those containers that have a head line of their own. 0 blank lines before the first (previous 0).
 */
int gap_lines(const struct document *document, size_t previous, size_t next);

#endif
