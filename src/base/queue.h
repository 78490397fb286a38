/* SPDX-License-Identifier: MIT */
/*
 * queue: things handed from one thread to one other, a bounded number of them at a time. What is in
 * it stays the callers'.
 */
#ifndef BASE_QUEUE_H
#define BASE_QUEUE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct queue {
	void **items;
	size_t room, n_put, n_taken; /* so far */
	bool is_ended;
	pthread_mutex_t lock; /* of all above */
	pthread_cond_t changed;
};

void queue_init(struct queue *queue, size_t room);

/* Waits while it is full. False, and not put, where it was ended. */
bool queue_put(struct queue *queue, void *item);

/* Waits while it is empty. NULL where it was ended and nothing is left. */
void *queue_take(struct queue *queue);

/* The same without waiting: false where it is full, NULL where it is empty. */
bool queue_offer(struct queue *queue, void *item);
void *queue_poll(struct queue *queue);

/* Either side may: nothing more comes, or is wanted. */
void queue_end(struct queue *queue);

/* When no thread uses it any more. */
void queue_release(struct queue *queue);

#endif
