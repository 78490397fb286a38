/* SPDX-License-Identifier: MIT */
#include "refresh/refresh.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/str.h"
#include "refresh/batch.h"
#include "refresh/due.h"
#include "refresh/known.h"
#include "refresh/run.h"

static int refresh_local(const struct refresh *refresh, const struct source *source,
			 struct batch *batch)
{
	struct run *run = run_new(refresh, source, batch->transaction);
	const struct fetch_rule rule = { &refresh->rule->bounds, &run->notes };
	struct err err;

	run->known.tried = clock_now();
	run_tell(run, EVENT_START, "");
	if (fetch_local(source->address, &rule, &run->fetched, &err) < 0)
		run->err = err;
	batch_add(batch, run);
	return batch_finish(batch);
}

static void tell_bytes(void *context, int64_t bytes, int64_t total)
{
	run_tell_numbers(context, EVENT_BYTES, bytes, total, 0);
}

static void tell_choice(void *context, const char *url, const char *title)
{
	struct str choice = { 0 };

	str_text(&choice, url);
	if (title && *title)
		str_format(&choice, " %s", title);
	run_tell(context, EVENT_CHOICE, choice.bytes);
	str_release(&choice);
}

/* What was read in another way has to come again, changed or not. */
static bool may_be_same(const struct run *run)
{
	return !run->refresh->is_forced && run->known.fetched > 0 && known_is_current(run);
}

static void add_remote(struct run *run, struct remote *remote)
{
	bool is_conditional = may_be_same(run);
	const struct remote_request request = {
		.address = run->source->address,
		.moved = run->known.moved,
		.etag = is_conditional ? run->known.etag : NULL,
		.modified = is_conditional ? run->known.modified : NULL,
		.is_forced = run->refresh->is_forced,
		.notes = run->notes,
		.progress = tell_bytes,
		.choice = tell_choice,
		.context = run,
	};

	run->known.tried = clock_now();
	run_tell(run, EVENT_START, "");
	remote_add(remote, &request);
}

/* Begins with a remote source, unless its time has not come. -1 where that is a failure. */
static int start_remote(const struct refresh *refresh, const struct source *source,
			struct transaction *transaction)
{
	struct run *run = run_new(refresh, source, transaction);
	bool is_outdated = run->known.failures == 0 && !known_is_current(run);
	struct err err = { "" };
	enum due due = due_now(run, &err);

	if (due == DUE_NOW || (due == DUE_LATER && is_outdated)) {
		add_remote(run, transaction->remote);
		return 0;
	}
	run_tell(run, due == DUE_HELD ? EVENT_FAIL : EVENT_DETAIL, err.text);
	if (due == DUE_LATER)
		run_tell_numbers(run, EVENT_DONE, (int64_t)run->known.n_posts, 0, 0);
	run_free(run);
	return due == DUE_HELD ? -1 : 0;
}

static int finish_remotes(struct remote *remote, struct batch *batch)
{
	struct fetched fetched;
	struct err err;
	void *context;
	int result, all = 0;

	while (remote_next(remote, &fetched, &context, &result, &err)) {
		struct run *run = context;

		run->fetched = fetched;
		if (result < 0)
			run->err = err;
		batch_add(batch, run);
		if ((batch_is_due(batch) || !remote_is_ready(remote)) && batch_finish(batch) < 0)
			all = -1;
	}
	return all;
}

int refresh_sources(const struct refresh *refresh, const struct source *const *sources,
		    size_t n_sources)
{
	struct remote *remote = remote_new(refresh->rule);
	struct transaction transaction = { .index = refresh->index, .remote = remote };
	struct batch batch = { .transaction = &transaction };
	int result = 0;

	for (size_t i = 0; i < n_sources; i++) {
		if (!fetch_is_local(sources[i]->address) &&
		    start_remote(refresh, sources[i], &transaction) < 0)
			result = -1;
	}
	remote_turn(remote);
	for (size_t i = 0; i < n_sources; i++) {
		if (fetch_is_local(sources[i]->address) &&
		    refresh_local(refresh, sources[i], &batch) < 0)
			result = -1;
	}
	if (finish_remotes(remote, &batch) < 0)
		result = -1;
	remote_free(remote);
	return result;
}
