/* SPDX-License-Identifier: MIT */
#include "base/heap.h"

#include <stdint.h>
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>

enum { MIB = 1024 * 1024, LARGE_PAGE = 2 * MIB, HURRY = 32 * MIB };

void heap_start(void)
{
	mallopt(M_MMAP_THRESHOLD, MIB);
}

void heap_keep(void)
{
	mallopt(M_MMAP_THRESHOLD, 32 * MIB);
	mallopt(M_TRIM_THRESHOLD, 64 * MIB);
}

void heap_rest(void)
{
	malloc_trim(0);
}

/* What lies before the first large page is given away, not to be used: its small pages would cost
 * as before. */
void *heap_hurry(void)
{
#ifdef MADV_HUGEPAGE
	char *start, *large;

	mallopt(M_MMAP_THRESHOLD, HURRY);
	mallopt(M_TRIM_THRESHOLD, 8 * HURRY);
	start = malloc(HURRY - MIB);
	if (!start)
		return NULL;
	large = start + LARGE_PAGE - (uintptr_t)start % LARGE_PAGE;
	madvise(large, HURRY - MIB - LARGE_PAGE, MADV_HUGEPAGE);
	free(start);
	return malloc((size_t)(large - start));
#else
	return NULL;
#endif
}

void heap_share(void)
{
	mallopt(M_ARENA_MAX, 1);
}

#else

void heap_start(void)
{
}

void heap_keep(void)
{
}

void heap_rest(void)
{
}

void *heap_hurry(void)
{
	return NULL;
}

void heap_share(void)
{
}

#endif
