/* SPDX-License-Identifier: MIT */
/*
 * loop: the reader on the screen, until the user leaves.
 */
#ifndef APP_LOOP_H
#define APP_LOOP_H

#include "app/session.h"

int loop_run(struct session *session, struct err *err);

#endif
