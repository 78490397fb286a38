/* SPDX-License-Identifier: MIT */
/*
 * unpack: an archive (tar, also compressed by gzip, bzip2, xz or zstd, and zip) into a tree in
 * memory, by libarchive. Nothing is written to disk.
 *
 * Files only: links, devices and names that lead out of the archive are passed over, archives
 * inside are not opened. Of a file that is there twice the last one counts, as in unpacking.
 */
#ifndef FORMAT_UNPACK_H
#define FORMAT_UNPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/notes.h"
#include "base/tree.h"

enum unpack_wish {
	UNPACK_SKIP, /* no entry of the tree */
	UNPACK_LIST, /* an entry that cannot be read */
	UNPACK_KEEP,
};

struct unpack_rule {
	enum unpack_wish (*wish)(const char *path); /* NULL: all are kept */
	size_t strip;                               /* folders taken off the front of each name */
	/* Bounds; over one of them the archive is refused. */
	size_t entries; /* of any kind */
	int64_t bytes;  /* of all contents together, the unwanted ones counted */
	int64_t kept;   /* of what is kept in memory */
	int64_t of_one; /* a larger file is listed and not kept, which is no failure */
	unsigned ratio; /* unpacked to packed bytes, looked at from UNPACK_FREE on */
};

enum { UNPACK_FREE = 16 * 1024 * 1024 };

struct unpack_input {
	const char *bytes; /* NULL: the descriptor is read from its start */
	size_t len;
	int fd; /* seekable; stays the caller's */
};

/*
 * The entries' `mtime` is a number that is negative and follows from the bytes: the same bytes have
 * the same, whenever the archive was made. `name` stands for the archive in sentences.
 */
int unpack_tree(const struct unpack_input *input, const char *name, const struct unpack_rule *rule,
		const struct notes *notes, struct tree *tree, struct err *err);

/* Whether the bytes begin as such an archive does; 512 of them are enough. */
bool unpack_knows(const char *bytes, size_t len);

#endif
