/* SPDX-License-Identifier: MIT */
/*
 * A source that fails by itself has not touched the index. Where the index fails, all fail whose
 * rows or words were in the transaction.
 */
#include "refresh/batch.h"

#include "base/intl.h"
#include "refresh/aside.h"
#include "refresh/intake.h"
#include "refresh/known.h"
#include "refresh/words.h"

static bool has_failed(const struct run *run)
{
	return *run->err.text != '\0';
}

static void fail_all(struct batch *batch, const struct err *err)
{
	transaction_abort(batch->transaction);
	for (size_t i = 0; i < batch->n_runs; i++) {
		if (!has_failed(batch->runs[i]))
			batch->runs[i]->err = *err;
	}
}

static int put_rows(struct run *run, struct err *err)
{
	if (run->fetched.kind != FETCHED_SAME &&
	    (known_begin(run, &run->is_fresh, err) < 0 || intake_put(run, run->is_fresh, err) < 0))
		return -1;
	return known_end(run, err);
}

void batch_add(struct batch *batch, struct run *run)
{
	struct err err;

	batch->runs[batch->n_runs++] = run;
	if (has_failed(run))
		return;
	if (intake_read(run, &err) < 0)
		run->err = err;
	else if (put_rows(run, &err) < 0)
		fail_all(batch, &err);
	feed_release(&run->feed);
}

/* Trees are large, in memory too, and nobody waits for another source to see what is in them. */
static bool is_large(const struct run *run)
{
	return run->site && !run->fetched.only;
}

bool batch_is_due(const struct batch *batch)
{
	return batch->n_runs > 0 &&
	       (batch->n_runs == BATCH_MOST || is_large(batch->runs[batch->n_runs - 1]) ||
		transaction_is_due(batch->transaction));
}

static int put_failures(struct batch *batch, struct err *err)
{
	for (size_t i = 0; i < batch->n_runs; i++) {
		struct run *run = batch->runs[i];

		if (has_failed(run) && !run->is_told && known_fail(run, err) < 0)
			return -1;
	}
	return transaction_commit(batch->transaction, err);
}

static void tell_done(struct run *run)
{
	struct index_source now = { 0 };
	struct event event;

	if (index_source(run->refresh->index, run->source->address, &now))
		run->n_posts = now.n_posts;
	index_source_release(&now);
	if (run->n_posts == 0)
		notes_add(&run->notes, NOTES_WARNING, _("There are no posts in “%s”."),
			  run->source->address);
	event = (struct event){
		.kind = EVENT_DONE,
		.source = run->source->address,
		.numbers = { (int64_t)run->n_posts, (int64_t)run->n_new, (int64_t)run->n_changed },
		.text = (char *)run->fetched.form,
	};
	run->refresh->tell(run->refresh->context, &event);
}

static void tell(struct run *run)
{
	if (run->is_told)
		return;
	if (has_failed(run)) {
		run_tell(run, EVENT_FAIL, run->err.text);
	} else {
		if (run->fetched.kind != FETCHED_SAME)
			run_tell_rows(run);
		tell_done(run);
	}
}

/* Commits, and tells what is in the index now; or that it is not. */
static void settle(struct batch *batch)
{
	struct err err;

	if (put_failures(batch, &err) < 0)
		fail_all(batch, &err);
	for (size_t i = 0; i < batch->n_runs; i++) {
		tell(batch->runs[i]);
		batch->runs[i]->is_told = has_failed(batch->runs[i]);
	}
}

static int put_words(struct batch *batch, struct err *err)
{
	for (size_t i = 0; i < batch->n_runs; i++) {
		struct run *run = batch->runs[i];

		if (!has_failed(run) && (words_read(run, err) < 0 || aside_keep(run, err) < 0))
			return -1;
	}
	return transaction_commit(batch->transaction, err);
}

int batch_finish(struct batch *batch)
{
	int result = 0;
	struct err err;

	settle(batch);
	if (put_words(batch, &err) < 0) {
		fail_all(batch, &err);
		settle(batch);
	}
	for (size_t i = 0; i < batch->n_runs; i++) {
		if (has_failed(batch->runs[i]))
			result = -1;
		else
			run_tell(batch->runs[i], EVENT_TEXTS, "");
		run_free(batch->runs[i]);
	}
	batch->n_runs = 0;
	return result;
}
