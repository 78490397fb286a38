/* SPDX-License-Identifier: MIT */
/*
 * mem: memory that is always there. Without memory the program ends (err_die), so no caller checks.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* n things of `size` bytes, zeroed; the caller frees. */
void *mem_alloc(size_t n, size_t size);

/* realloc() to n things of `size` bytes; what is new is not zeroed. */
void *mem_resize(void *array, size_t n, size_t size);

/*
 * Room for one more in an array that holds n things; call it before every push. It doubles where n
 * is a power of two, so arrays grown by it keep no room count.
 */
void *mem_grow(void *array, size_t n, size_t size);

/* The same where the room is counted, so that what was made for a long array serves a short one. */
void *mem_room(void *array, size_t n, size_t *room, size_t size);

/* All of these bytes are going to be written: where they are many, the system is asked for all of
 * their pages at once, and for large ones. What they hold stays. */
void mem_expect(void *memory, size_t bytes);

/* A copy that ends in NUL; the caller frees. mem_copy(NULL, 0) is "". */
char *mem_copy(const char *bytes, size_t len);

/* strdup(), or NULL for NULL; the caller frees. */
char *mem_string(const char *text);

#endif
