/* SPDX-License-Identifier: MIT */
/*
 * deed: what the reader does for an action that no pane does by itself.
 */
#ifndef VIEW_DEED_H
#define VIEW_DEED_H

#include <stdbool.h>

#include "view/reader.h"

/* False where the reader does nothing for that action. */
bool deed_do(struct reader *reader, enum action action);

/* The list shows the posts of the selected section. */
void deed_show_section(struct reader *reader);

/* A digit of a link's number on the page. */
void deed_digit(struct reader *reader, unsigned digit);

/* Opens the link whose number was typed; false where none was. */
bool deed_number(struct reader *reader);

#endif
