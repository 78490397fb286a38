/* SPDX-License-Identifier: MIT */
/*
 * roster: the subscribed sources from the command line: --add, --remove, --sources,
 * --import, --export.
 */
#ifndef APP_ROSTER_H
#define APP_ROSTER_H

#include "app/session.h"

/* Fetches the source (`fetch` waits for it; false where it failed) and, where that went well,
 * writes it into sources.yaml and says what was found. */
int roster_add(struct session *session, bool (*fetch)(struct session *session), struct err *err);

/* Takes the source out of sources.yaml and, by `forget`, out of the index. */
int roster_remove(struct session *session,
		  void (*forget)(struct session *session, const char *address), struct err *err);

/* A line each: address, title, number of posts, tab-separated. */
int roster_list(struct session *session, struct err *err);

/* OPML in, from the file of --import, and out, to standard output. */
int roster_import(struct session *session, struct err *err);
int roster_export(struct session *session, struct err *err);

#endif
