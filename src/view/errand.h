/* SPDX-License-Identifier: MIT */
/*
 * errand: what posts ask their reader to do, at one key: buy the ticket, hand in a talk, book a
 * room.
 */
#ifndef VIEW_ERRAND_H
#define VIEW_ERRAND_H

#include "view/reader.h"

/* Opens the link that sells the ticket: the post's, else its site's; asks where there are several.
 */
void errand_ticket(struct reader *reader);

/* All that the post and its site ask for, in a window. */
void errand_all(struct reader *reader);

#endif
