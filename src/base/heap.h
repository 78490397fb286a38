/* SPDX-License-Identifier: MIT */
/*
 * heap: how the GNU library takes memory from the system; with others nothing is done.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

/* Big buffers that come and go are given back at once: it would learn to keep holes where they
 * were. */
void heap_start(void);

/* They are kept from now on, until heap_rest(): what a key needs, the next key needs again, and
 * memory that comes fresh from the system costs as much as the search in it. */
void heap_keep(void);

/* Gives back what is not used now. */
void heap_rest(void);

/* For work that is done in one go: the first memory that this thread takes from now on, some 30
 * MiB, comes in large pages where the system has them. Each page that is touched first costs a trip
 * into the system, and a short run is full of them. The caller frees what it gives when the work is
 * done; NULL is nothing. */
void *heap_hurry(void);

/* Threads that begin later take their memory where this one does: less of it in all, but they wait
 * for each other where they take much. */
void heap_share(void);

#endif
