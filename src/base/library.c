/* SPDX-License-Identifier: MIT */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

#include "base/err.h"

void library_open(const char *name, const struct library_function *functions, size_t n, void *table)
{
	void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

	if (!library)
		err_die(dlerror());
	for (size_t i = 0; i < n; i++) {
		void *function = dlsym(library, functions[i].name);

		if (!function)
			err_die(dlerror());
		memcpy((char *)table + functions[i].offset, &function, sizeof(function));
	}
}
