/* SPDX-License-Identifier: MIT */
/*
 * mistake: what is wrong in one of the user's files, told with its place: file and line.
 */
#ifndef CONFIG_MISTAKE_H
#define CONFIG_MISTAKE_H

#include "base/err.h"
#include "base/notes.h"

/* Where mistakes are made and told. */
struct mistake {
	const struct notes *notes; /* may be NULL */
	const char *path;
};

/* `sentence` says what is wrong. */
void mistake_tell(const struct mistake *mistake, unsigned line, const char *sentence);

/* There is no such option, action, …; `nearest` is the name that was probably meant, or NULL. */
void mistake_unknown(const struct mistake *mistake, unsigned line, const char *name,
		     const char *nearest);

#endif
