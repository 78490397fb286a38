/* SPDX-License-Identifier: MIT */
#include "fetch/remote.h"

#include <stdlib.h>

#include "base/mem.h"
#include "fetch/job.h"
#include "fetch/transfer.h"
#include "fetch/yield.h"

enum { PATIENCE = 1000 }; /* milliseconds of one wait */

struct remote {
	struct remote_rule rule;
	struct transfer_pool *pool;
	struct job *jobs;
};

struct remote *remote_new(const struct remote_rule *rule)
{
	struct remote *remote = mem_alloc(1, sizeof(*remote));

	remote->rule = *rule;
	remote->pool = transfer_pool_new(&rule->bounds, rule->ca_file);
	return remote;
}

void remote_free(struct remote *remote)
{
	if (!remote)
		return;
	transfer_pool_free(remote->pool);
	while (remote->jobs) {
		struct job *next = remote->jobs->next;

		job_free(remote->jobs);
		remote->jobs = next;
	}
	free(remote);
}

void remote_add(struct remote *remote, const struct remote_request *request)
{
	struct job *job = job_new(&remote->rule, remote->pool, request);
	struct job **end = &remote->jobs;

	while (*end)
		end = &(*end)->next;
	*end = job;
}

static bool has_working(const struct remote *remote)
{
	for (const struct job *job = remote->jobs; job; job = job->next) {
		if (job->state == JOB_WORKING)
			return true;
	}
	return false;
}

static struct job **first_in(struct remote *remote, bool (*is)(const struct job *job))
{
	struct job **place = &remote->jobs;

	while (*place && !is(*place))
		place = &(*place)->next;
	return place;
}

static bool is_settled(const struct job *job)
{
	return job->state == JOB_READY || job->state == JOB_FAILED;
}

static bool is_last(const struct job *job)
{
	return job->state == JOB_LAST;
}

/* Where the next job to be taken stands; where there is none, NULL stands there. */
static struct job **next_settled(struct remote *remote)
{
	struct job **place = first_in(remote, is_settled);

	return *place || has_working(remote) ? place : first_in(remote, is_last);
}

static struct job *take_settled(struct remote *remote)
{
	struct job **place = next_settled(remote), *job = *place;

	if (job)
		*place = job->next;
	return job;
}

static int settle(struct job *job, struct fetched *fetched, struct err *err)
{
	int result = 0;

	if (job->state == JOB_FAILED) {
		*err = job->err;
		result = -1;
	} else {
		result = yield_fetched(job, err);
	}
	*fetched = job->fetched;
	job->fetched = (struct fetched){ 0 };
	return result;
}

bool remote_next(struct remote *remote, struct fetched *fetched, void **context, int *result,
		 struct err *err)
{
	struct job *job;

	while (!(job = take_settled(remote))) {
		if (!remote->jobs)
			return false;
		transfer_turn(remote->pool, PATIENCE);
		if (remote->rule.idle)
			remote->rule.idle(remote->rule.context);
	}
	*context = job->request.context;
	*result = settle(job, fetched, err);
	job_free(job);
	return true;
}

bool remote_is_ready(struct remote *remote)
{
	transfer_turn(remote->pool, 0);
	return *next_settled(remote) != NULL;
}

void remote_turn(struct remote *remote)
{
	transfer_turn(remote->pool, 0);
}
