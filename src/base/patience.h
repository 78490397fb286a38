/* SPDX-License-Identifier: MIT */
/*
 * patience: how a thread waits for another. Before it sleeps it lets others go on for a while: to
 * be woken takes as long as some files or a part of a document.
 */
#ifndef BASE_PATIENCE_H
#define BASE_PATIENCE_H

#include <pthread.h>

/* With the lock held, and what is waited for looked at again behind it; `tries` is 0 at first. */
void patience_wait(int *tries, pthread_mutex_t *lock, pthread_cond_t *changed);

#endif
