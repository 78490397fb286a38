/* SPDX-License-Identifier: MIT */
#include "refresh/run.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "post/site.h"

enum {
	FIRST_PUT = 64,  /* posts in the first transaction; each of the next takes twice as many */
	MOST_PUT = 4096, /* in any */
	MOST_TIME = 100, /* milliseconds of one transaction */
};

static void tell_note(void *context, enum notes_level level, const char *sentence)
{
	run_tell(context, level == NOTES_WARNING ? EVENT_NOTE : EVENT_DETAIL, sentence);
}

struct run *run_new(const struct refresh *refresh, const struct source *source)
{
	struct run *run = mem_alloc(1, sizeof(*run));

	run->refresh = refresh;
	run->source = source;
	run->notes = (struct notes){ tell_note, run };
	run->most_put = FIRST_PUT;
	if (!index_source(refresh->index, source->address, &run->known))
		run->known.address = mem_string(source->address);
	return run;
}

void run_free(struct run *run)
{
	run_abort(run);
	site_free(run->site);
	fetch_release(&run->fetched);
	index_source_release(&run->known);
	free(run);
}

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
	return run->is_open &&
	       (run->n_put >= run->most_put || clock_ticks() - run->opened >= MOST_TIME);
}

int run_commit(struct run *run, struct err *err)
{
	if (!run->is_open)
		return 0;
	if (index_commit(run->refresh->index, err) < 0)
		return -1;
	run->is_open = false;
	if (run->most_put < MOST_PUT)
		run->most_put *= 2;
	if (run->remote)
		remote_turn(run->remote);
	return 0;
}

void run_hand_on(struct run *from, struct run *to)
{
	to->is_open = from->is_open;
	to->n_put = from->n_put;
	to->most_put = from->most_put;
	to->opened = from->opened;
	from->is_open = false;
}

void run_abort(struct run *run)
{
	if (run->is_open)
		index_abort(run->refresh->index);
	run->is_open = false;
}

static void count(struct run *run, const char *path, const struct post *post)
{
	bool was_there = index_has(run->refresh->index, run->source->address, path);

	run->n_posts += post != NULL;
	run->n_new += post && !was_there;
	run->n_changed += was_there;
	run->n_put++;
}

int run_put(struct run *run, const char *path, int64_t size, int64_t stamp, const struct post *post,
	    struct err *err)
{
	struct index *index = run->refresh->index;
	const char *address = run->source->address;

	count(run, path, post);
	if (post && post->problem)
		run_tell(run, EVENT_NOTE, post->problem);
	if (run->is_remade && index_put(index, address, path, size, stamp, NULL, err) < 0)
		return -1;
	return index_put(index, address, path, size, stamp, post, err);
}

int run_commit_rows(struct run *run, struct err *err)
{
	if (run_commit(run, err) < 0)
		return -1;
	run_tell_numbers(run, EVENT_ROWS, (int64_t)run->n_done, (int64_t)run->n_files,
			 (int64_t)run->n_posts);
	return 0;
}

void run_replace(char **text, const char *with)
{
	if (!with)
		return;
	free(*text);
	*text = mem_string(with);
}
