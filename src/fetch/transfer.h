/* SPDX-License-Identifier: MIT */
/*
 * transfer: requests to HTTP servers (RFC 9110), many at once, by libcurl's multi interface.
 *
 * Only http and https, after redirects too. Certificates are always checked. Names and passwords
 * come from ~/.netrc alone. Everything runs inside transfers_turn(), in one thread.
 */
#ifndef FETCH_TRANSFER_H
#define FETCH_TRANSFER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "fetch/bounds.h"
#include "fetch/spool.h"

/* What came back. All texts are the answer's own; absent ones NULL. */
struct transfer_answer {
	int status;  /* of the last response: 200, 304, 404 …; 0: none came, see the sentence */
	char *url;   /* where it came from in the end, after redirects */
	char *moved; /* where permanent redirects alone led to */
	char *type;  /* the media type in lower case, without parameters */
	char *charset;
	char *etag, *modified; /* validators, as sent */
	int64_t fresh;         /* seconds for which there is no need to ask again; 0 unknown */
	int64_t retry;         /* seconds for which the server asks to be left alone; 0 none */
	int64_t received;      /* bytes on the wire */
	bool is_offline;       /* not even its host was found: there may be no network */
	struct spool body;
	struct err err; /* why it failed, a sentence; "" where it did not */
};

struct transfer_request {
	const char *url;
	const char *etag, *modified; /* what is there already; NULL: whatever comes is wanted */
	/* Called once, from within transfer_turn(). It may add other requests, and may take things
	 * out of the answer by setting their places to NULL or { 0 }. */
	void (*done)(void *context, struct transfer_answer *answer);
	/* Called now and then while bytes come; total 0 is unknown. May be NULL. */
	void (*progress)(void *context, int64_t bytes, int64_t total);
	void *context;
};

struct transfer_pool;

/* `ca_file` (may be NULL) holds certificates that are trusted besides the system's. */
struct transfer_pool *transfer_pool_new(const struct bounds *bounds, const char *ca_file);

/* What is under way is given up; no `done` is called for it. */
void transfer_pool_free(struct transfer_pool *pool);

/* Nothing is sent before the next turn. */
void transfer_add(struct transfer_pool *pool, const struct transfer_request *request);

/* Lets transfers go on, and waits up to `patience` milliseconds for something to happen to one.
 * False where there is none left. */
bool transfer_turn(struct transfer_pool *pool, int patience);

#endif
