/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/err.h"
#include "base/intl.h"

enum { MANY_BYTES = 4 * 1024 * 1024 };

static void *checked(void *memory)
{
	if (!memory)
		err_die(_("There is no memory left."));
	return memory;
}

void *mem_alloc(size_t n, size_t size)
{
	return checked(calloc(n ? n : 1, size ? size : 1));
}

void *mem_resize(void *array, size_t n, size_t size)
{
	if (size > 0 && n > SIZE_MAX / size)
		checked(NULL);
	return checked(realloc(array, n > 0 && size > 0 ? n * size : 1));
}

void *mem_grow(void *array, size_t n, size_t size)
{
	if (n & (n - 1))
		return array;
	return mem_resize(array, n ? n * 2 : 1, size);
}

void *mem_room(void *array, size_t n, size_t *room, size_t size)
{
	if (n < *room)
		return array;
	*room = *room ? *room * 2 : 16;
	return mem_resize(array, *room, size);
}

void mem_expect(void *memory, size_t bytes)
{
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	const uintptr_t first = ((uintptr_t)memory + page - 1) / page * page;
	const uintptr_t end = ((uintptr_t)memory + bytes) / page * page;

	if (bytes < MANY_BYTES)
		return;
#ifdef MADV_HUGEPAGE
	madvise((void *)first, end - first, MADV_HUGEPAGE);
#endif
#ifdef MADV_POPULATE_WRITE
	madvise((void *)first, end - first, MADV_POPULATE_WRITE);
#endif
}

char *mem_copy(const char *bytes, size_t len)
{
	char *copy = checked(malloc(len + 1));

	if (len > 0)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *mem_string(const char *text)
{
	return text ? mem_copy(text, strlen(text)) : NULL;
}
