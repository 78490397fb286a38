/* SPDX-License-Identifier: MIT */
/*
 * seek: the prompts that search the page and filter the list, as one types.
 */
#ifndef VIEW_SEEK_H
#define VIEW_SEEK_H

#include "view/reader.h"

/* Asks what to look for in the pane that has the keyboard. */
void seek_ask(struct reader *reader);

/* Asks what the list is to show, which has the keyboard. */
void seek_filter(struct reader *reader);

#endif
