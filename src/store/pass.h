/* SPDX-License-Identifier: MIT */
/*
 * pass: going once over the files of a source: kept, put, and what is neither swept away.
 */
#ifndef STORE_PASS_H
#define STORE_PASS_H

#include "store/handle.h"

/* As the functions of index.h of that name. */
int pass_begin(struct index *index, const char *source, struct err *err);
bool pass_keep(struct index *index, const char *source, const char *path, int64_t size,
	       int64_t mtime);
bool pass_has(const struct index *index, const char *source, const char *path);
int pass_put(struct index *index, const char *source, const struct seen_file *file,
	     const struct post *post, struct err *err);
void pass_leave(struct index *index, const char *source);
int pass_sweep(struct index *index, const char *source, size_t *n_removed, struct err *err);

/* Takes all posts of a source away, and the source. */
int pass_remove(struct index *index, const char *source, struct err *err);

/* Ends all passes, where what they know is not so. */
void pass_forget(struct index *index);

#endif
