/* SPDX-License-Identifier: MIT */
#include "app/heap.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>

enum { MIB = 1024 * 1024 };

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

#endif
