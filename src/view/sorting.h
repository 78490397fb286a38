/* SPDX-License-Identifier: MIT */
/*
 * sorting: the window that asks for the order and the groups of the list.
 */
#ifndef VIEW_SORTING_H
#define VIEW_SORTING_H

#include "view/reader.h"

void sorting_show(struct reader *reader);

#endif
