/* SPDX-License-Identifier: MIT */
/*
 * alone: one file of text that stands in no site's checkout: all that is to be known of it stands
 * in it, so it is read without hallway-fetch and without the index.
 */
#ifndef APP_ALONE_H
#define APP_ALONE_H

#include "app/session.h"

/* True where the session is about such a file and it was read: it takes the place of the source, as
 * if it had been piped. Where false, nothing was said or changed. */
bool alone_read(struct session *session);

#endif
