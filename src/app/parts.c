/* SPDX-License-Identifier: MIT */
#include "app/parts.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/queue.h"

enum { PART_BYTES = 16 * 1024, LONG_BYTES = 64 * 1024, MOST_READY = 6 };

struct parts {
	struct document_input input;
	bool has_thread;
	pthread_t thread;
	struct queue ready, used; /* documents; the memory of those that are done is used again */
};

static struct document *take(void *context, struct document *part)
{
	struct parts *parts = context;

	return queue_put(&parts->ready, part) ? queue_poll(&parts->used) : part;
}

static void *work(void *context)
{
	struct parts *parts = context;

	document_parts(&parts->input, PART_BYTES, take, parts);
	queue_end(&parts->ready);
	return NULL;
}

/* A short document is made here at once: a thread would cost more. */
static void make_whole(struct parts *parts)
{
	queue_put(&parts->ready, document_new(&parts->input));
	queue_end(&parts->ready);
}

struct parts *parts_new(const struct document_input *input)
{
	struct parts *parts = mem_alloc(1, sizeof(*parts));

	parts->input = *input;
	queue_init(&parts->ready, MOST_READY);
	queue_init(&parts->used, MOST_READY);
	parts->has_thread = input->len > LONG_BYTES &&
			    pthread_create(&parts->thread, NULL, work, parts) == 0;
	if (!parts->has_thread)
		make_whole(parts);
	return parts;
}

struct document *parts_next(struct parts *parts)
{
	return queue_take(&parts->ready);
}

void parts_done(struct parts *parts, struct document *part)
{
	if (!queue_offer(&parts->used, part))
		document_free(part);
}

static void release(struct queue *queue)
{
	struct document *part;

	while ((part = queue_poll(queue)))
		document_free(part);
	queue_release(queue);
}

void parts_free(struct parts *parts)
{
	queue_end(&parts->ready);
	if (parts->has_thread)
		pthread_join(parts->thread, NULL);
	release(&parts->ready);
	release(&parts->used);
	free(parts);
}
