/* SPDX-License-Identifier: MIT */
/*
 * input: what a key, a click or the wheel does: it goes to the prompt, the question, the letters
 * over the links, the window or the pane that has the keyboard, in this order.
 */
#ifndef VIEW_INPUT_H
#define VIEW_INPUT_H

#include "terminal/key.h"
#include "view/reader.h"

void input_key(struct reader *reader, const struct key *key);

/* No more keys have come for now: what was pasted is one change of the prompt's text, because each
 * may cost a search. */
void input_settle(struct reader *reader);

#endif
