/* SPDX-License-Identifier: MIT */
#include "base/queue.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/patience.h"

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

/* With the lock held. */
static void wait_while(struct queue *queue, bool (*is_so)(const struct queue *queue))
{
	int tries = 0;

	while (is_so(queue) && !queue->is_ended)
		patience_wait(&tries, &queue->lock, &queue->changed);
}

/* Of the two threads one at most waits; with the lock still held it would wait for that next. */
static void unlock_and_wake(struct queue *queue)
{
	pthread_mutex_unlock(&queue->lock);
	pthread_cond_signal(&queue->changed);
}

static bool put(struct queue *queue, void *item, bool is_waiting)
{
	bool has_room;

	pthread_mutex_lock(&queue->lock);
	if (is_waiting)
		wait_while(queue, is_full);
	has_room = !queue->is_ended && !is_full(queue);
	if (has_room)
		queue->items[queue->n_put++ % queue->room] = item;
	unlock_and_wake(queue);
	return has_room;
}

static void *take(struct queue *queue, bool is_waiting)
{
	void *item = NULL;

	pthread_mutex_lock(&queue->lock);
	if (is_waiting)
		wait_while(queue, is_empty);
	if (!is_empty(queue))
		item = queue->items[queue->n_taken++ % queue->room];
	unlock_and_wake(queue);
	return item;
}

bool queue_put(struct queue *queue, void *item)
{
	return put(queue, item, true);
}

void *queue_take(struct queue *queue)
{
	return take(queue, true);
}

bool queue_offer(struct queue *queue, void *item)
{
	return put(queue, item, false);
}

void *queue_poll(struct queue *queue)
{
	return take(queue, false);
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
