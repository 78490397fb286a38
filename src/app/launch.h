/* SPDX-License-Identifier: MIT */
/*
 * launch: opens what a post asks its reader to do, without a screen: --open=ticket.
 */
#ifndef APP_LAUNCH_H
#define APP_LAUNCH_H

#include "app/session.h"

/* Opens the first link of that action in the newest post that has one, and says what was opened. */
int launch_action(struct session *session, struct err *err);

#endif
