/* SPDX-License-Identifier: MIT */
/*
 * remote: remote sources, all at once: what their addresses lead to is found out and brought in.
 *
 * One post, a feed, a page that names a feed (or has one at a usual place), a folder listing, an
 * archive, a repository on a forge (as one archive), or a repository by the git command.
 */
#ifndef FETCH_REMOTE_H
#define FETCH_REMOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"
#include "fetch/bounds.h"
#include "fetch/fetch.h"
#include "fetch/forge.h"

struct remote_rule {
	struct bounds bounds;
	const char *ca_file;         /* certificates trusted besides the system's, or NULL */
	const struct forges *forges; /* must outlive the remote; may be NULL */
	void (*idle)(void *context); /* called about once a second while waiting; may be NULL */
	void *context;               /* idle's */
};

/* What to fetch. The texts are copied; absent ones are NULL. */
struct remote_request {
	const char *address;
	const char *moved, *etag, *modified; /* as the last fetch gave them */
	bool is_forced;                      /* nothing of last time counts */
	struct notes notes;
	void (*progress)(void *context, int64_t bytes, int64_t total); /* may be NULL */
	/* One of the feeds of a page that names several; its title may be NULL. May be NULL. */
	void (*choice)(void *context, const char *url, const char *title);
	void *context; /* progress's and choice's, and it comes back with what was fetched */
};

struct remote;

struct remote *remote_new(const struct remote_rule *rule);

/* What is under way is given up. */
void remote_free(struct remote *remote);

void remote_add(struct remote *remote, const struct remote_request *request);

/*
 * Waits for the next source to come in, in any order. False when all have. `result` is 0, or -1
 * with a sentence in `err`; `fetched` is to be released in both cases.
 */
bool remote_next(struct remote *remote, struct fetched *fetched, void **context, int *result,
		 struct err *err);

/* Whether remote_next() would not have to wait: lets bytes come in, and looks. */
bool remote_is_ready(struct remote *remote);

/* Lets bytes come in meanwhile; does not wait. Call it now and then while doing something else. */
void remote_turn(struct remote *remote);

#endif
