/* SPDX-License-Identifier: MIT */
/*
 * roster: the subscribed sources from the command line: --add, --remove, --sources.
 */
#ifndef APP_ROSTER_H
#define APP_ROSTER_H

#include "app/session.h"

/* Fetches the source (`fetch` waits for it; false where it failed) and, where that went well,
 * writes it into sources.yaml and says what was found. */
int roster_add(struct session *session, bool (*fetch)(struct session *session), struct err *err);

int roster_remove(struct session *session, struct err *err);

/* A line each: address, title, number of posts, tab-separated. */
void roster_list(struct session *session);

#endif
