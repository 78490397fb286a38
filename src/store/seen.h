/* SPDX-License-Identifier: MIT */
/*
 * seen: the files of one source as the index knows them, and which of them a pass has met. All in
 * memory, so that an unchanged tree costs the index one query and no write.
 */
#ifndef STORE_SEEN_H
#define STORE_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct seen_file {
	uint64_t key; /* hash of the path */
	int64_t size, mtime;
	int64_t n;   /* the post that came of it; 0: none */
	bool is_met; /* in this pass */
};

struct seen {
	char *source;
	int64_t s;
	struct seen_file *files;
	size_t n_files;
	uint32_t *slots; /* index into files + 1; 0: free */
	size_t n_slots;
};

struct seen *seen_new(const char *source, int64_t s);
void seen_free(struct seen *seen);

uint64_t seen_key(const char *path);

/* NULL where the path is not known. Borrowed until the next seen_add(). */
struct seen_file *seen_find(const struct seen *seen, uint64_t key);

/* A file that is not there yet; not met. */
struct seen_file *seen_add(struct seen *seen, uint64_t key);

#endif
