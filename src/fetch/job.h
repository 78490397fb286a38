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

enum job_state { JOB_WORKING, JOB_READY, JOB_FAILED };

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
	struct tree files; /* of a listing, as far as they came */
	bool is_listing;
	char *listing;          /* its address: the files' paths begin behind it */
	size_t n_open, n_asked; /* requests of the listing */
	int64_t kept;           /* bytes of the files so far */
};

struct job *job_new(const struct remote_rule *rule, struct transfer_pool *pool,
		    const struct remote_request *request);
void job_free(struct job *job);

#endif
