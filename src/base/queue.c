/* SPDX-License-Identifier: MIT */
#include "base/queue.h"

#include <sched.h>
#include <stdlib.h>

#include "base/mem.h"

enum { TRIES = 300 };

void queue_init(struct queue *queue, size_t room)
{
	*queue = (struct queue){ .items = mem_alloc(room, sizeof(*queue->items)), .room = room };
	pthread_mutex_init(&queue->lock, NULL);
	pthread_cond_init(&queue->changed, NULL);
}

static bool is_full(const struct queue *queue)
{
	return queue->n_put - queue->n_taken == queue->room;
}

static bool is_empty(const struct queue *queue)
{
	return queue->n_put == queue->n_taken;
}

/* With the lock held, as what follows. Before it sleeps the thread lets others go on for a while:
 * to be woken takes as long as some files or a part of a document. */
static void wait_while(struct queue *queue, bool (*is_so)(const struct queue *queue))
{
	for (int i = 0; is_so(queue) && !queue->is_ended; i++) {
		if (i >= TRIES) {
			pthread_cond_wait(&queue->changed, &queue->lock);
			continue;
		}
		pthread_mutex_unlock(&queue->lock);
		sched_yield();
		pthread_mutex_lock(&queue->lock);
	}
}

static bool put(struct queue *queue, void *item)
{
	if (queue->is_ended || is_full(queue))
		return false;
	queue->items[queue->n_put++ % queue->room] = item;
	return true;
}

static void *take(struct queue *queue)
{
	if (is_empty(queue))
		return NULL;
	return queue->items[queue->n_taken++ % queue->room];
}

/* Of the two threads one at most waits; with the lock still held it would wait for that next. */
static void unlock_and_wake(struct queue *queue)
{
	pthread_mutex_unlock(&queue->lock);
	pthread_cond_signal(&queue->changed);
}

bool queue_put(struct queue *queue, void *item)
{
	bool is_put;

	pthread_mutex_lock(&queue->lock);
	wait_while(queue, is_full);
	is_put = put(queue, item);
	unlock_and_wake(queue);
	return is_put;
}

void *queue_take(struct queue *queue)
{
	void *item;

	pthread_mutex_lock(&queue->lock);
	wait_while(queue, is_empty);
	item = take(queue);
	unlock_and_wake(queue);
	return item;
}

bool queue_offer(struct queue *queue, void *item)
{
	bool is_put;

	pthread_mutex_lock(&queue->lock);
	is_put = put(queue, item);
	unlock_and_wake(queue);
	return is_put;
}

void *queue_poll(struct queue *queue)
{
	void *item;

	pthread_mutex_lock(&queue->lock);
	item = take(queue);
	unlock_and_wake(queue);
	return item;
}

void queue_end(struct queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	queue->is_ended = true;
	unlock_and_wake(queue);
}

void queue_release(struct queue *queue)
{
	pthread_cond_destroy(&queue->changed);
	pthread_mutex_destroy(&queue->lock);
	free(queue->items);
	*queue = (struct queue){ 0 };
}
