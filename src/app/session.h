/* SPDX-License-Identifier: MIT */
/*
 * session: what a run of hallway stands on: configuration, index, reading state, sources.
 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "app/flags.h"
#include "base/notes.h"
#include "base/str.h"
#include "base/strings.h"
#include "config/config.h"
#include "config/sources.h"
#include "post/kinds.h"
#include "post/post.h"
#include "store/index.h"
#include "store/state.h"

struct session {
	const struct flags *flags;
	struct notes notes; /* to standard error, or kept while the screen is open */
	struct config *config;
	struct sources sources;   /* those given, or those subscribed */
	struct strings addresses; /* of `sources` */
	struct strings shown; /* whose posts are shown: the same; no source at all shows no post */
	struct kinds *kinds;  /* session_kinds() gives them */
	struct index *index;
	char *spare; /* the path of the index where it is one for this run only; or NULL */
	struct state *state;
	struct post *piped; /* the post on standard input, or NULL */
	char *lang;         /* the reader's language, two letters; never NULL */
	struct str kept;    /* notes that wait for the screen to close */
	bool keeps_notes;
};

/* Configuration and sources; `index` and `state` are NULL until session_reach(). */
int session_open(struct session *session, const struct flags *flags, struct err *err);
void session_close(struct session *session);

/* Opens the index and the reading state: what one post that was read by itself can do without. */
int session_reach(struct session *session, struct err *err);

/* What links ask for; the rules are read when they are wanted first, which the list does not wait
 * for. NULL where they cannot be read. */
const struct kinds *session_kinds(struct session *session, struct err *err);

/* hallway-fetch's arguments for the session's sources, or for one of them; with `if_due` those on
 * the network only where their time has come. */
void session_fetch_arguments(const struct session *session, const char *only, bool if_due,
			     struct strings *arguments);

/* Subscribes to an address and shows its posts from now on. */
int session_subscribe(struct session *session, const char *address, struct err *err);

/* Whether it is about one post only: standard input, or one file. */
bool session_is_single(const struct session *session);

#endif
