/* SPDX-License-Identifier: MIT */
/*
 * Files change hands in portions, because a thread that is woken costs more than a file that is
 * read. Each portion is loaded, then read, then given, in its turn. One thread at a time loads, and
 * one reads; which, is open: whoever asks for files and finds none ready does such a step itself,
 * so that no processor waits while there is something to do.
 */
#include "refresh/ahead.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/heap.h"
#include "base/mem.h"
#include "base/patience.h"

enum {
	PORTION = 8, /* files */
	/* So much can be ready when a transaction has been written, which takes a while. */
	N_PORTIONS = 128,
	MOST_BYTES = 8 * 1024 * 1024,
	PORTION_BYTES = MOST_BYTES / 16,
	MANY_FILES = 128, /* are worth more preparation */
};

struct portion {
	struct ahead_file files[PORTION];
	struct str bytes[PORTION]; /* of the files, until they are posts */
	bool is_loaded[PORTION];
	size_t n_files, n_bytes;
};

/* How many portions went through it, and whether one is in it now. */
struct stage {
	size_t n_done;
	bool is_busy;
};

struct ahead {
	struct site *site;
	const size_t *entries;
	size_t n_entries, n_claimed;
	struct portion portions[N_PORTIONS]; /* they go round */
	size_t at;                           /* in the portion that is being given */
	bool has_helper;
	pthread_t helper;
	pthread_mutex_t lock; /* for all below */
	pthread_cond_t changed;
	struct stage loading, reading;
	size_t n_given;
	size_t n_bytes; /* of the files that were loaded and not given yet */
	bool is_ended;  /* there are no more to be loaded */
};

static struct portion *portion_of(struct ahead *ahead, size_t n)
{
	return &ahead->portions[n % N_PORTIONS];
}

static void empty(struct portion *portion)
{
	for (size_t i = 0; i < portion->n_files; i++) {
		if (portion->files[i].is_post)
			post_release(&portion->files[i].post);
		str_release(&portion->bytes[i]);
	}
	portion->n_files = 0;
	portion->n_bytes = 0;
}

/* The next files, as many as fit. */
static void load(struct ahead *ahead, struct portion *portion)
{
	struct err why; /* told by who reads it */

	empty(portion);
	while (portion->n_files < PORTION && portion->n_bytes < PORTION_BYTES &&
	       ahead->n_claimed < ahead->n_entries) {
		size_t i = portion->n_files++, entry = ahead->entries[ahead->n_claimed++];

		portion->files[i] = (struct ahead_file){ .entry = entry };
		portion->is_loaded[i] = site_load(ahead->site, entry, &portion->bytes[i], &why) ==
					0;
		portion->n_bytes += portion->bytes[i].len;
	}
}

static void read_all(struct ahead *ahead, struct portion *portion)
{
	for (size_t i = 0; i < portion->n_files; i++) {
		struct ahead_file *file = &portion->files[i];
		struct str *bytes = portion->is_loaded[i] ? &portion->bytes[i] : NULL;
		struct err why;

		file->is_post = site_read(ahead->site, file->entry, bytes, &file->post, &why) ==
				SITE_POST;
	}
}

/* With the lock held, but not during the work. */
static void take_through(struct ahead *ahead, struct stage *stage,
			 void work(struct ahead *ahead, struct portion *portion))
{
	struct portion *portion = portion_of(ahead, stage->n_done);

	stage->is_busy = true;
	pthread_mutex_unlock(&ahead->lock);
	work(ahead, portion);
	pthread_mutex_lock(&ahead->lock);
	stage->is_busy = false;
	stage->n_done++;
	if (stage == &ahead->loading) {
		ahead->n_bytes += portion->n_bytes;
		ahead->is_ended |= ahead->n_claimed == ahead->n_entries;
	}
	pthread_cond_broadcast(&ahead->changed);
}

/* Does one step that nobody does; false where there is none. With the lock held. */
static bool help(struct ahead *ahead)
{
	if (!ahead->reading.is_busy && ahead->reading.n_done < ahead->loading.n_done) {
		take_through(ahead, &ahead->reading, read_all);
		return true;
	}
	if (!ahead->loading.is_busy && !ahead->is_ended && ahead->n_bytes < MOST_BYTES &&
	    ahead->loading.n_done < ahead->n_given + N_PORTIONS) {
		take_through(ahead, &ahead->loading, load);
		return true;
	}
	return false;
}

static bool is_all_read(const struct ahead *ahead)
{
	return ahead->is_ended && ahead->reading.n_done == ahead->loading.n_done;
}

static void *run(void *context)
{
	struct ahead *ahead = context;
	void *gap = ahead->n_entries >= MANY_FILES ? heap_hurry() : NULL;
	int patience = 0;

	pthread_mutex_lock(&ahead->lock);
	while (!is_all_read(ahead)) {
		if (help(ahead))
			patience = 0;
		else
			patience_wait(&patience, &ahead->lock, &ahead->changed);
	}
	pthread_mutex_unlock(&ahead->lock);
	free(gap);
	return NULL;
}

struct ahead *ahead_new(struct site *site, const size_t *entries, size_t n_entries)
{
	struct ahead *ahead = mem_alloc(1, sizeof(*ahead));

	ahead->site = site;
	ahead->entries = entries;
	ahead->n_entries = n_entries;
	ahead->is_ended = n_entries == 0;
	pthread_mutex_init(&ahead->lock, NULL);
	pthread_cond_init(&ahead->changed, NULL);
	ahead->has_helper = n_entries > 1 && pthread_create(&ahead->helper, NULL, run, ahead) == 0;
	return ahead;
}

/* Whether one is ready to be given; it is waited for, or made. */
static bool has_ready(struct ahead *ahead)
{
	int patience = 0;
	bool is_ready;

	pthread_mutex_lock(&ahead->lock);
	while (ahead->reading.n_done == ahead->n_given && !is_all_read(ahead)) {
		if (!help(ahead))
			patience_wait(&patience, &ahead->lock, &ahead->changed);
	}
	is_ready = ahead->reading.n_done > ahead->n_given;
	pthread_mutex_unlock(&ahead->lock);
	return is_ready;
}

static void end_given(struct ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	ahead->n_bytes -= portion_of(ahead, ahead->n_given)->n_bytes;
	ahead->n_given++;
	pthread_cond_broadcast(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	ahead->at = 0;
}

struct ahead_file *ahead_next(struct ahead *ahead)
{
	if (ahead->at > 0 && ahead->at == portion_of(ahead, ahead->n_given)->n_files)
		end_given(ahead);
	if (ahead->at == 0 && !has_ready(ahead))
		return NULL;
	return &portion_of(ahead, ahead->n_given)->files[ahead->at++];
}

void ahead_free(struct ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	ahead->is_ended = true;
	pthread_cond_broadcast(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	if (ahead->has_helper)
		pthread_join(ahead->helper, NULL);
	for (size_t i = 0; i < N_PORTIONS; i++)
		empty(&ahead->portions[i]);
	pthread_cond_destroy(&ahead->changed);
	pthread_mutex_destroy(&ahead->lock);
	free(ahead);
}
