/* SPDX-License-Identifier: MIT */
/*
 * hand: a post handed on: to the user's editor, to a command, to a file.
 */
#ifndef VIEW_HAND_H
#define VIEW_HAND_H

#include "view/reader.h"

/* Opens the file of the page's post in VISUAL or EDITOR, which gets the terminal. */
void hand_edit(struct reader *reader);

/* Asks for a command and gives it the post, as it was written, on standard input. */
void hand_pipe(struct reader *reader);

/* Asks for a path and writes the post there, as it was written; never over a file that is there. */
void hand_save(struct reader *reader);

#endif
