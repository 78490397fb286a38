/* SPDX-License-Identifier: MIT */
/*
 * heap: how the GNU library treats big buffers that come and go; with others nothing is done.
 */
#ifndef APP_HEAP_H
#define APP_HEAP_H

/* They are given back at once: it would learn to keep holes where they were. */
void heap_start(void);

/* They are kept from now on, until heap_rest(): what a key needs, the next key needs again, and
 * memory that comes fresh from the system costs as much as the search in it. */
void heap_keep(void);

/* Gives back what is not used now. */
void heap_rest(void);

#endif
