/* SPDX-License-Identifier: MIT */
/*
 * git: repositories that only the git command reaches: git@host:path, ssh://, git+ssh://,
 * git+https://.
 *
 * A bare repository in hallway's cache folder holds the newest commit and nothing of the past; what
 * it holds is read as an archive, never checked out.
 */
#ifndef FETCH_GIT_H
#define FETCH_GIT_H

#include <stdbool.h>

#include "base/err.h"
#include "fetch/spool.h"
#include "fetch/transfer.h"

struct git_request {
	const char *address;        /* "#branch" at its end names a branch */
	const char *known;          /* the commit of last time, or NULL */
	struct transfer_pool *pool; /* goes on meanwhile */
	int total;                  /* seconds that git may take */
};

bool git_knows(const char *address);

/* Adds a tar of the newest commit to `archive`, and gives its name (the caller frees); where that
 * is the one of last time, nothing is added. */
int git_fetch(const struct git_request *request, struct spool *archive, char **commit,
	      struct err *err);

#endif
