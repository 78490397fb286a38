/* SPDX-License-Identifier: MIT */
#include "refresh/run.h"

#include <stdlib.h>

#include "base/mem.h"
#include "refresh/rulebook.h"
#include "site/site.h"

static void tell_note(void *context, enum notes_level level, const char *sentence)
{
	run_tell(context, level == NOTES_WARNING ? EVENT_NOTE : EVENT_DETAIL, sentence);
}

struct run *run_new(const struct refresh *refresh, const struct source *source,
		    struct transaction *transaction)
{
	struct run *run = mem_alloc(1, sizeof(*run));

	run->refresh = refresh;
	run->source = source;
	run->transaction = transaction;
	run->notes = (struct notes){ tell_note, run };
	run_know(run);
	return run;
}

void run_know(struct run *run)
{
	index_source_release(&run->known);
	if (!index_source(run->refresh->index, run->source->address, &run->known))
		run->known.address = mem_string(run->source->address);
}

void run_free(struct run *run)
{
	site_free(run->site);
	feed_release(&run->feed);
	fetch_release(&run->fetched);
	index_source_release(&run->known);
	strings_release(&run->wanted);
	map_release(&run->asked);
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

static void count(struct run *run, const char *path, const struct post *post)
{
	bool was_there = index_has(run->refresh->index, run->source->address, path);

	run->n_posts += post != NULL;
	run->n_new += post && !was_there;
	run->n_changed += was_there;
	run->transaction->n_put++;
	run->transaction->n_bytes += post ? post->body_len : 0;
}

void run_tell_rows(const struct run *run)
{
	run_tell_numbers(run, EVENT_ROWS, (int64_t)run->n_done, (int64_t)run->n_files,
			 (int64_t)run->n_posts);
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

static void learn(void *context, const char *name, const char *text)
{
	kinds_learn(context, name, text);
}

const struct kinds *run_kinds(struct run *run)
{
	struct kinds *kinds = rulebook_kinds(run->refresh->rulebook);

	if (kinds && run->site && !run->is_learned)
		site_each_variable(run->site, learn, kinds);
	run->is_learned = true;
	return kinds;
}

void run_replace(char **text, const char *with)
{
	if (!with)
		return;
	free(*text);
	*text = mem_string(with);
}
