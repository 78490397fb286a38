/* SPDX-License-Identifier: MIT */
/*
 * Files change hands in portions, because a thread that is woken costs more than a file that is
 * read, and the portions go round: one thread loads bytes, which is waiting for the system as a
 * rule, one makes posts of them, and whoever asked puts them into the index.
 */
#include "refresh/ahead.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/queue.h"

enum { PORTION = 8, N_PORTIONS = 4, PORTION_BYTES = 512 * 1024 };

struct portion {
	struct ahead_file files[PORTION];
	struct str bytes[PORTION]; /* of the files, until they are posts */
	bool is_loaded[PORTION];
	size_t n_files;
};

struct ahead {
	struct site *site;
	const size_t *entries;
	size_t n_entries, n_loaded;
	struct portion portions[N_PORTIONS];
	struct portion *given; /* the one that is being given, or NULL */
	size_t at;             /* in it */
	bool has_threads;
	pthread_t loader, reader;
	struct queue empty, loaded, ready;
};

static void empty(struct portion *portion)
{
	for (size_t i = 0; i < portion->n_files; i++) {
		if (portion->files[i].is_post)
			post_release(&portion->files[i].post);
		str_release(&portion->bytes[i]);
	}
	portion->n_files = 0;
}

/* The next files, as many as fit; false where there are no more. */
static bool load(struct ahead *ahead, struct portion *portion)
{
	size_t n_bytes = 0;
	struct err why; /* told by who reads it */

	empty(portion);
	while (portion->n_files < PORTION && n_bytes < PORTION_BYTES &&
	       ahead->n_loaded < ahead->n_entries) {
		size_t i = portion->n_files++, entry = ahead->entries[ahead->n_loaded++];

		portion->files[i] = (struct ahead_file){ .entry = entry };
		portion->is_loaded[i] = site_load(ahead->site, entry, &portion->bytes[i], &why) ==
					0;
		n_bytes += portion->bytes[i].len;
	}
	return portion->n_files > 0;
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

static void *run_loader(void *context)
{
	struct ahead *ahead = context;
	struct portion *portion;

	while ((portion = queue_take(&ahead->empty)) && load(ahead, portion))
		queue_put(&ahead->loaded, portion);
	queue_end(&ahead->loaded);
	return NULL;
}

static void *run_reader(void *context)
{
	struct ahead *ahead = context;
	struct portion *portion;

	while ((portion = queue_take(&ahead->loaded))) {
		read_all(ahead, portion);
		if (!queue_put(&ahead->ready, portion))
			break;
	}
	queue_end(&ahead->ready);
	return NULL;
}

static bool start_threads(struct ahead *ahead)
{
	if (pthread_create(&ahead->loader, NULL, run_loader, ahead) != 0)
		return false;
	if (pthread_create(&ahead->reader, NULL, run_reader, ahead) == 0)
		return true;
	/* Nothing is in the queues yet. */
	queue_end(&ahead->empty);
	pthread_join(ahead->loader, NULL);
	return false;
}

struct ahead *ahead_new(struct site *site, const size_t *entries, size_t n_entries)
{
	struct ahead *ahead = mem_alloc(1, sizeof(*ahead));

	ahead->site = site;
	ahead->entries = entries;
	ahead->n_entries = n_entries;
	queue_init(&ahead->empty, N_PORTIONS);
	queue_init(&ahead->loaded, N_PORTIONS);
	queue_init(&ahead->ready, N_PORTIONS);
	ahead->has_threads = n_entries > 1 && start_threads(ahead);
	for (size_t i = 0; i < N_PORTIONS && ahead->has_threads; i++)
		queue_put(&ahead->empty, &ahead->portions[i]);
	return ahead;
}

/* Without threads all is done here. */
static struct portion *next_portion(struct ahead *ahead)
{
	if (ahead->has_threads)
		return queue_take(&ahead->ready);
	if (!load(ahead, &ahead->portions[0]))
		return NULL;
	read_all(ahead, &ahead->portions[0]);
	return &ahead->portions[0];
}

struct ahead_file *ahead_next(struct ahead *ahead)
{
	if (ahead->given && ahead->at == ahead->given->n_files) {
		if (ahead->has_threads)
			queue_put(&ahead->empty, ahead->given);
		ahead->given = NULL;
	}
	if (!ahead->given) {
		ahead->given = next_portion(ahead);
		ahead->at = 0;
	}
	return ahead->given ? &ahead->given->files[ahead->at++] : NULL;
}

void ahead_free(struct ahead *ahead)
{
	queue_end(&ahead->empty);
	queue_end(&ahead->ready);
	if (ahead->has_threads) {
		pthread_join(ahead->loader, NULL);
		pthread_join(ahead->reader, NULL);
	}
	for (size_t i = 0; i < N_PORTIONS; i++)
		empty(&ahead->portions[i]);
	queue_release(&ahead->empty);
	queue_release(&ahead->loaded);
	queue_release(&ahead->ready);
	free(ahead);
}
