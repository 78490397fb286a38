/* SPDX-License-Identifier: MIT */
#include "app/parts.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

enum { PART_BYTES = 16 * 1024, LONG_BYTES = 64 * 1024, MOST_READY = 16 };

struct parts {
	struct document_input input;
	bool has_thread;
	pthread_t thread;
	pthread_mutex_t lock; /* of what follows */
	pthread_cond_t changed;
	struct document *ready[MOST_READY];
	size_t n_made, n_taken;
	struct document *used[MOST_READY]; /* whose memory is used again */
	size_t n_used;
	bool is_whole, is_stopped;
};

static struct document *take(void *context, struct document *part)
{
	struct parts *parts = context;
	struct document *used = NULL;
	bool is_wanted;

	pthread_mutex_lock(&parts->lock);
	while (!parts->is_stopped && parts->n_made - parts->n_taken == MOST_READY)
		pthread_cond_wait(&parts->changed, &parts->lock);
	is_wanted = !parts->is_stopped;
	if (is_wanted) {
		parts->ready[parts->n_made++ % MOST_READY] = part;
		pthread_cond_signal(&parts->changed);
	}
	if (parts->n_used > 0)
		used = parts->used[--parts->n_used];
	pthread_mutex_unlock(&parts->lock);
	if (is_wanted)
		return used;
	document_free(used);
	return part;
}

static void *work(void *context)
{
	struct parts *parts = context;

	document_parts(&parts->input, PART_BYTES, take, parts);
	pthread_mutex_lock(&parts->lock);
	parts->is_whole = true;
	pthread_cond_signal(&parts->changed);
	pthread_mutex_unlock(&parts->lock);
	return NULL;
}

/* A short document is made here at once: a thread would cost more. */
static void make_whole(struct parts *parts)
{
	parts->ready[parts->n_made++] = document_new(&parts->input);
	parts->is_whole = true;
}

struct parts *parts_new(const struct document_input *input)
{
	struct parts *parts = mem_alloc(1, sizeof(*parts));

	parts->input = *input;
	pthread_mutex_init(&parts->lock, NULL);
	pthread_cond_init(&parts->changed, NULL);
	parts->has_thread = input->len > LONG_BYTES &&
			    pthread_create(&parts->thread, NULL, work, parts) == 0;
	if (!parts->has_thread)
		make_whole(parts);
	return parts;
}

struct document *parts_next(struct parts *parts)
{
	struct document *part = NULL;

	pthread_mutex_lock(&parts->lock);
	while (parts->n_made == parts->n_taken && !parts->is_whole)
		pthread_cond_wait(&parts->changed, &parts->lock);
	if (parts->n_made > parts->n_taken) {
		part = parts->ready[parts->n_taken++ % MOST_READY];
		pthread_cond_signal(&parts->changed);
	}
	pthread_mutex_unlock(&parts->lock);
	return part;
}

void parts_done(struct parts *parts, struct document *part)
{
	pthread_mutex_lock(&parts->lock);
	if (parts->n_used < MOST_READY) {
		parts->used[parts->n_used++] = part;
		part = NULL;
	}
	pthread_mutex_unlock(&parts->lock);
	document_free(part);
}

void parts_free(struct parts *parts)
{
	pthread_mutex_lock(&parts->lock);
	parts->is_stopped = true;
	pthread_cond_signal(&parts->changed);
	pthread_mutex_unlock(&parts->lock);
	if (parts->has_thread)
		pthread_join(parts->thread, NULL);
	for (; parts->n_taken < parts->n_made; parts->n_taken++)
		document_free(parts->ready[parts->n_taken % MOST_READY]);
	while (parts->n_used > 0)
		document_free(parts->used[--parts->n_used]);
	pthread_cond_destroy(&parts->changed);
	pthread_mutex_destroy(&parts->lock);
	free(parts);
}
