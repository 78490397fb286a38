/* SPDX-License-Identifier: MIT */
/*
 * print: posts rendered as text: plain, or with colours and links (ECMA-48, OSC 8) on a terminal.
 */
#ifndef APP_PRINT_H
#define APP_PRINT_H

#include "app/session.h"

/* To standard output. -1 with a sentence as select_each(). */
int print_posts(struct session *session, struct err *err);

#endif
