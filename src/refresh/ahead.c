/* SPDX-License-Identifier: MIT */
/*
 * Files change hands in portions: a thread that is woken costs more than a file that is read.
 */
#include "refresh/ahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { PORTION = 32, N_PORTIONS = 4 };

struct portion {
	struct ahead_file files[PORTION];
	size_t n_files;
};

struct ahead {
	struct site *site;
	const size_t *entries;
	size_t n_entries;
	size_t n_read; /* of the entries; the thread's alone while there is one */
	struct portion portions[N_PORTIONS];
	size_t at; /* in the portion that is being given */
	bool has_thread;
	pthread_t thread;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t changed;
	size_t n_filled, n_emptied; /* portions so far */
	bool is_stopped;
};

static void read_file(struct ahead *ahead, struct ahead_file *file)
{
	struct err why;

	file->entry = ahead->entries[ahead->n_read++];
	file->is_post = site_read(ahead->site, file->entry, &file->post, &why) == SITE_POST;
}

static void empty(struct portion *portion)
{
	for (size_t i = 0; i < portion->n_files; i++) {
		if (portion->files[i].is_post)
			post_release(&portion->files[i].post);
	}
	portion->n_files = 0;
}

static void fill(struct ahead *ahead, struct portion *portion)
{
	empty(portion);
	while (portion->n_files < PORTION && ahead->n_read < ahead->n_entries)
		read_file(ahead, &portion->files[portion->n_files++]);
}

static size_t n_all(const struct ahead *ahead)
{
	return (ahead->n_entries + PORTION - 1) / PORTION;
}

/* Waits for room; false where no more is wanted. */
static bool has_room(struct ahead *ahead)
{
	bool is_wanted;

	pthread_mutex_lock(&ahead->lock);
	while (!ahead->is_stopped && ahead->n_filled - ahead->n_emptied == N_PORTIONS)
		pthread_cond_wait(&ahead->changed, &ahead->lock);
	is_wanted = !ahead->is_stopped;
	pthread_mutex_unlock(&ahead->lock);
	return is_wanted;
}

static void count(struct ahead *ahead, size_t *n)
{
	pthread_mutex_lock(&ahead->lock);
	++*n;
	pthread_cond_signal(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
}

static void *work(void *context)
{
	struct ahead *ahead = context;

	for (size_t i = 0; i < n_all(ahead) && has_room(ahead); i++) {
		fill(ahead, &ahead->portions[i % N_PORTIONS]);
		count(ahead, &ahead->n_filled);
	}
	return NULL;
}

struct ahead *ahead_new(struct site *site, const size_t *entries, size_t n_entries)
{
	struct ahead *ahead = mem_alloc(1, sizeof(*ahead));

	ahead->site = site;
	ahead->entries = entries;
	ahead->n_entries = n_entries;
	pthread_mutex_init(&ahead->lock, NULL);
	pthread_cond_init(&ahead->changed, NULL);
	ahead->has_thread = n_entries > 1 && pthread_create(&ahead->thread, NULL, work, ahead) == 0;
	return ahead;
}

/* Waits for the next portion where the thread reads it; without a thread reads it here. */
static void need_portion(struct ahead *ahead)
{
	if (!ahead->has_thread) {
		fill(ahead, &ahead->portions[ahead->n_filled++ % N_PORTIONS]);
		return;
	}
	pthread_mutex_lock(&ahead->lock);
	while (ahead->n_filled == ahead->n_emptied)
		pthread_cond_wait(&ahead->changed, &ahead->lock);
	pthread_mutex_unlock(&ahead->lock);
}

struct ahead_file *ahead_next(struct ahead *ahead)
{
	struct portion *portion = &ahead->portions[ahead->n_emptied % N_PORTIONS];

	if (ahead->at > 0 && ahead->at == portion->n_files) {
		ahead->at = 0;
		count(ahead, &ahead->n_emptied);
		portion = &ahead->portions[ahead->n_emptied % N_PORTIONS];
	}
	if (ahead->n_emptied == n_all(ahead))
		return NULL;
	if (ahead->at == 0)
		need_portion(ahead);
	return &portion->files[ahead->at++];
}

void ahead_free(struct ahead *ahead)
{
	pthread_mutex_lock(&ahead->lock);
	ahead->is_stopped = true;
	pthread_cond_signal(&ahead->changed);
	pthread_mutex_unlock(&ahead->lock);
	if (ahead->has_thread)
		pthread_join(ahead->thread, NULL);
	for (size_t i = 0; i < N_PORTIONS; i++)
		empty(&ahead->portions[i]);
	pthread_cond_destroy(&ahead->changed);
	pthread_mutex_destroy(&ahead->lock);
	free(ahead);
}
