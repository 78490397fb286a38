/* SPDX-License-Identifier: MIT */
/*
 * job: one remote source being fetched: from its address by way of pages, usual places and
 * redirects to what it holds.
 */
#ifndef FETCH_JOB_H
#define FETCH_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/strings.h"
#include "fetch/remote.h"
#include "fetch/sniff.h"
#include "fetch/transfer.h"

struct harvest;

/* Of HTTP (RFC 9110), where more is done than to tell. */
enum {
	STATUS_SAME = 304,
	STATUS_MISSING = 404,
	STATUS_GONE = 410,
	STATUS_LATER = 429,
	STATUS_BUSY = 503,
};

enum job_state {
	JOB_WORKING,
	JOB_READY,
	JOB_FAILED,
	JOB_LAST, /* ready, but it takes long, so all others come before it */
};

struct job {
	struct remote_request request;
	const struct remote_rule *rule;
	struct transfer_pool *pool;
	enum job_state state;
	struct err err;
	struct fetched fetched; /* as far as it is known */
	enum sniff_kind kind;   /* of the body that made the job ready */
	struct spool body;
	char *charset; /* that the server declared for the body */
	struct job *next;
	/* On the way. */
	char *asked;              /* the address asked last */
	bool is_remembered;       /* `asked` is what an earlier fetch found */
	bool is_conditional;      /* it was asked with validators */
	struct forge_match forge; /* archives to try */
	bool is_forge;
	size_t next_archive;
	struct strings feeds; /* addresses that may be feeds, to try */
	bool is_feed_wanted;  /* anything but a feed is not what `asked` was asked for */
	size_t next_feed;
	struct spool page; /* the page, where it may have to do as a post */
	char *page_url, *page_charset;
	struct harvest *harvest; /* of a folder listing; or NULL */
};

struct job *job_new(const struct remote_rule *rule, struct transfer_pool *pool,
		    const struct remote_request *request);
void job_free(struct job *job);

/* For a 304 to a question that was none; always -1. */
int job_refuse_same(const char *url, struct err *err);

/* So many bytes have come of a request that tells no progress of its own. */
void job_receive(struct job *job, int64_t bytes);

#endif
