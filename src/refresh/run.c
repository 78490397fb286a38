/* SPDX-License-Identifier: MIT */
#include "refresh/run.h"

#include "base/clock.h"

enum {
	MOST_PUT = 64,   /* posts in one transaction */
	MOST_TIME = 100, /* milliseconds of one transaction */
};

void run_tell(const struct run *run, enum event_kind kind, const char *text)
{
	struct event event = {
		.kind = kind,
		.source = run->source->address,
		.text = (char *)text,
	};

	run->refresh->tell(run->refresh->context, &event);
}

void run_tell_numbers(const struct run *run, enum event_kind kind, int64_t a, int64_t b, int64_t c)
{
	struct event event = {
		.kind = kind,
		.source = run->source->address,
		.numbers = { a, b, c },
		.text = (char *)"",
	};

	run->refresh->tell(run->refresh->context, &event);
}

int run_begin(struct run *run, struct err *err)
{
	if (run->is_open)
		return 0;
	if (index_begin(run->refresh->index, err) < 0)
		return -1;
	run->is_open = true;
	run->n_put = 0;
	run->opened = clock_ticks();
	return 0;
}

bool run_is_due(const struct run *run)
{
	return run->is_open && (run->n_put >= MOST_PUT || clock_ticks() - run->opened >= MOST_TIME);
}

int run_commit(struct run *run, struct err *err)
{
	if (!run->is_open)
		return 0;
	if (index_commit(run->refresh->index, err) < 0)
		return -1;
	run->is_open = false;
	return 0;
}

void run_abort(struct run *run)
{
	if (run->is_open)
		index_abort(run->refresh->index);
	run->is_open = false;
}
