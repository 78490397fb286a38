/* SPDX-License-Identifier: MIT */
/*
 * library: a shared library that is opened when the first of its functions is wanted. What only a
 * fetch over the network needs brings forty others along, and most runs read a folder.
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stddef.h>

/* A function of the library, and where in the caller's table its address goes. */
struct library_function {
	const char *name;
	size_t offset;
};

/* Fills the table; the library stays open. `name` is the one that the linker would write down
 * (libyaml-0.so.2). Ends the program where it is not there or another one: so would the start have
 * done. */
void library_open(const char *name, const struct library_function *functions, size_t n,
		  void *table);

#endif
