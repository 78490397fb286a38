/* SPDX-License-Identifier: MIT */
#include "base/patience.h"

#include <sched.h>

enum { MOST_TRIES = 300 };

void patience_wait(int *tries, pthread_mutex_t *lock, pthread_cond_t *changed)
{
	if (*tries >= MOST_TRIES) {
		pthread_cond_wait(changed, lock);
		return;
	}
	++*tries;
	pthread_mutex_unlock(lock);
	sched_yield();
	pthread_mutex_lock(lock);
}
