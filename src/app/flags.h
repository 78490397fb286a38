/* SPDX-License-Identifier: MIT */
/*
 * flags: the command line, a line each in flags.def.
 */
#ifndef APP_FLAGS_H
#define APP_FLAGS_H

#include <stdbool.h>

#include "base/strings.h"

enum flag {
#define FLAG(id, letter, name, argument, help) FLAG_##id,
#include "app/flags.def"
#undef FLAG
	N_FLAGS
};

struct flags {
	bool is_set[N_FLAGS];
	const char *values[N_FLAGS]; /* of the flags that take one; borrowed from argv */
	int width;                   /* 0: not given */
	struct strings sources;      /* as typed */
};

/* False where the usage is wrong: a sentence was printed on standard error. */
bool flags_read(struct flags *flags, int argc, char **argv);
void flags_release(struct flags *flags);

/* The help, on standard output. */
void flags_print_help(void);

#endif
